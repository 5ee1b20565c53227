"""What the finders do when nobody looks: cost, order, and the interfaces that only tools call."""
import json
import os
import textwrap


class Finding:

    def host(self, code):
        """Run `code` after the bundle, with PATH, the bundle's path; return what it prints after the bundle."""
        path = self.workshop.bundle('mains.report')
        head = 'PATH = %r\nexec(compile(open(PATH).read(), PATH, "exec"), {"__file__": PATH})\n' % path
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', head + textwrap.dedent(code)])
        self.assertEqual((status, stderr), (0, ''))
        return json.loads(stdout.splitlines()[-1])

    def test_finding_imports_nothing(self):
        names = 'fid.oops', 'single', 'fid.missing', 'missing', 'string', 'fid.sub.deep.leaf'
        self.assertEqual(self.host("""
            import builtins, json, sys
            import fid.sub.deep
            finder = next(each for each in sys.meta_path if type(each).__name__ == 'Finder')
            imported, before, stock = [], set(sys.modules), builtins.__import__
            builtins.__import__ = lambda *arguments: imported.append(arguments[0]) or stock(*arguments)
            found = []
            for name in NAMES:
                parent = sys.modules.get(name.rpartition('.')[0])
                found.append(finder.find_spec(name, parent and parent.__path__) is not None)
            builtins.__import__ = stock
            print(json.dumps([found, imported, sorted(set(sys.modules) - before)]))
            """.replace('NAMES', repr(names))), [[True, True, False, False, False, True], [], []])

    def test_finding_takes_no_lock(self):
        """Another thread holds the import lock all the while."""
        self.assertEqual(self.host("""
            import _imp, json, sys, threading
            finder = next(each for each in sys.meta_path if type(each).__name__ == 'Finder')
            found = []
            worker = threading.Thread(target=lambda: found.append(finder.find_spec('single') is not None), daemon=True)
            _imp.acquire_lock()
            worker.start()
            worker.join(60)
            print(json.dumps(found))
            _imp.release_lock()
            """), [True])

    def test_two_threads_unpack_the_runtime(self):
        """The other does all of it while the first is importing what it needs for that."""
        folder = self.workshop.folder(self)
        tree = os.path.join(folder, 'tree')
        os.makedirs(os.path.join(tree, 'pack'))
        for name, text in (('pack/__init__.py', ''), ('pack/part.py', ''), ('main.py', """
                import builtins, _thread, pack, sys  # threading would need the runtime, too
                stock, lock, seen = builtins.__import__, _thread.allocate_lock(), []
                def look():
                    seen.append(sys.path_hooks[0](pack.__path__[0]).find_spec('part') is not None)
                def other():
                    look()
                    lock.release()
                def switch(name, *arguments, **keywords):
                    if name == 'binascii':
                        builtins.__import__ = stock
                        lock.acquire()
                        _thread.start_new_thread(other, ())
                        lock.acquire()
                    return stock(name, *arguments, **keywords)
                builtins.__import__ = switch
                look()
                print(seen)
                """)):
            with open(os.path.join(tree, name), 'w') as file:
                file.write(textwrap.dedent(text))
        path = os.path.join(folder, 'bundle.py')
        self.workshop.build(tree, 'main', path)
        # What site imports here and there may need the runtime before.
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-BS', path])
        self.assertEqual((status, stderr), (0, ''))
        if self.interpreter.implementation == 'pypy' and stdout == '[True]\n':
            self.skipTest('it starts with modules that need the runtime, which is unpacked before')
        self.assertEqual(stdout, '[True, True]\n')

    def test_the_hook_for_path_entries(self):
        """It comes first: zipimport's would read the bundle's end for each path below it."""
        self.assertEqual(self.host("""
            import fid, json, os, sys
            hook = sys.path_hooks[0]
            finder = hook(fid.__path__[0])
            answers = [finder.get_data(os.path.join(fid.__path__[0], 'notes.txt')).decode(), finder.invalidate_caches(),
                       [name for name, _ in finder.iter_modules('x.')][:2], finder.find_spec('missing')]
            refused = []
            for path in (os.path.join(PATH, 'missing'), fid.__file__, PATH + 'x', os.sep, '', 'fid', PATH + os.sep + '..'):
                try:
                    hook(path)
                except ImportError:
                    refused.append(path.replace(PATH, 'BUNDLE'))
            print(json.dumps([answers, len(refused), hook(PATH + os.sep + '.').find_spec('single').name]))
            """), [['beside the module\n', None, ['x.deprecated', 'x.helpers'], None], 7, 'single'])

    def test_metadata_for_a_backport(self):
        """importlib_metadata has classes of its own, and wants its own back: a second copy of the module stands for it."""
        self.assertEqual(self.host("""
            import importlib.metadata, importlib.util, json, os, sys
            folder = os.path.dirname(importlib.metadata.__file__)
            spec = importlib.util.spec_from_file_location('backport', importlib.metadata.__file__,
                submodule_search_locations=[folder] if os.path.basename(folder) == 'metadata' else None)
            backport = sys.modules['backport'] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(backport)
            found = backport.distribution('fid')
            assert backport.Distribution is not importlib.metadata.Distribution
            print(json.dumps([backport.version('fid'), isinstance(found, backport.Distribution),
                              isinstance(importlib.metadata.distribution('fid'), importlib.metadata.Distribution)]))
            """), ['1.2', True, True])
