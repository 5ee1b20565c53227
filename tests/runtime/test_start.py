"""A bundle starts in whatever way a host runs it, and always sees the same."""
import json
import os
import shutil
import tempfile
import textwrap

FLAGS = ['-B', '-v', '-Ximporttime']  # the others are differential checks: see driver.py


class Start:

    @classmethod
    def setUpClass(cls):
        command = [cls.interpreter.executable, '-B', '-m', 'mains.report']
        cls.expected = json.loads(cls.workshop.run(command, PYTHONPATH=cls.workshop.tree)[1])

    def setUp(self):
        self.bundle = self.workshop.bundle('mains.report')
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)

    def python(self, *arguments, **keywords):
        """Run the interpreter in the test's directory; return stdout, after checking stderr and status."""
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, *arguments], self.directory, **keywords)
        self.assertEqual(status, 0, stderr)
        if not {'-Ximporttime', '-v'} & set(arguments):
            self.assertEqual(stderr, '')
        return stdout

    def assertReports(self, stdout):
        self.assertEqual(json.loads(stdout), self.expected)

    def host(self, code, *arguments, flags=('-B',)):
        """Run `code` with PATH, the path of the bundle, and TEXT, what is in it."""
        path = os.path.join(self.directory, 'host.py')
        with open(path, 'w', encoding='ascii') as file:
            file.write('PATH = %r\nTEXT = open(PATH, encoding="ascii").read()\n%s' % (self.bundle, textwrap.dedent(code)))
        return self.python(*flags, path, *arguments)

    def test_file(self):
        self.assertReports(self.python('-B', self.bundle))

    def test_its_characters(self):
        """The tree has files with every character there is; of these the text keeps tabs alone."""
        with open(self.bundle, 'rb') as file:
            characters = set(file.read())
        self.assertLessEqual(characters, {9, 10, *range(32, 127)})

    def test_flags(self):
        for flag in FLAGS:
            with self.subTest(flag):
                self.assertReports(self.python(flag, self.bundle))

    def test_relative_path(self):
        shutil.copy(self.bundle, self.directory)
        self.assertReports(self.python('bundle.py'))

    def test_stdin(self):
        with open(self.bundle, encoding='ascii') as file:
            text = file.read()
        self.assertReports(self.python('-', stdin=text))
        self.assertReports(self.python(stdin=text))

    def test_command(self):
        with open(self.bundle, encoding='ascii') as file:
            text = file.read()
        if len(text) >= 1 << 17:
            self.skipTest('longer than an argument may be on Linux')
        self.assertReports(self.python('-c', text))

    def test_module(self):
        self.assertReports(self.python('-m', 'bundle', PYTHONPATH=os.path.dirname(self.bundle)))

    def test_import(self):
        self.assertReports(self.python('-B', '-c', 'import bundle; import fid.models; assert bundle.VALUE == 6',
                                       PYTHONPATH=os.path.dirname(self.bundle)))

    def test_reload(self):
        stdout = self.host('''
            import importlib.util, sys
            sys.path.insert(0, PATH.rpartition("/")[0])
            import bundle
            importlib.reload(bundle)
            ''')
        first, second = stdout.splitlines()
        self.assertReports(first)
        self.assertReports(second)

    def test_run_path(self):
        self.assertReports(self.host('import runpy; runpy.run_path(PATH)'))
        self.assertReports(self.host('import runpy; runpy.run_path(PATH, run_name="__main__")'))

    def test_spec_without_sys_modules(self):
        self.assertReports(self.host('''
            import importlib.util
            spec = importlib.util.spec_from_file_location("elsewhere", PATH)
            spec.loader.exec_module(importlib.util.module_from_spec(spec))
            '''))

    def test_bare_globals(self):
        self.assertReports(self.host('exec(TEXT, {})'))
        self.assertReports(self.host('exec(compile(TEXT, TEXT, "exec"), {})'))

    def test_texts_as_hosts_read_them(self):
        self.assertReports(self.host("""
            import ast, json, textwrap
            data = open(PATH, "rb").read()
            texts = [data, data.decode("latin-1"), data.decode("utf-8"), TEXT.replace("\\n", "\\r\\n"),
                     data.replace(b"\\n", b"\\r\\n"), textwrap.dedent(TEXT).strip(), ast.parse(TEXT)]
            said = []
            for text in texts:
                exec(compile(text, PATH, "exec"), {"__name__": "host", "print": said.append})
            assert len(said) == len(texts) and len(set(said)) == 1, said
            print(said[0])
            """))

    def test_separate_locals(self):
        self.assertReports(self.host('''
            names, own = {"__name__": "host"}, {}
            exec(TEXT, names, own)
            assert "_pybundle" not in names and "_pybundle" not in own
            assert "VALUE" in own
            '''))

    def test_in_a_function(self):
        self.assertReports(self.host('''
            def host():
                exec(TEXT, {})
            host()
            '''))

    def test_symbolic_link(self):
        link = os.path.join(self.directory, 'link.py')
        os.symlink(self.bundle, link)
        self.assertReports(self.python(link))

    def test_read_only_directory(self):
        shutil.copy(self.bundle, self.directory)
        os.chmod(self.directory, 0o500)
        self.addCleanup(os.chmod, self.directory, 0o700)
        self.assertReports(self.python('-I', os.path.join(self.directory, 'bundle.py')))
        self.assertEqual(os.listdir(self.directory), ['bundle.py'])

    def test_deleted_working_directory(self):
        for command in ([self.bundle], ['-']):
            with open(self.bundle, encoding='ascii') as file:
                gone = tempfile.mkdtemp(dir=self.workshop.directory)
                run = ('import os, sys; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1]); '
                       'os.execv(sys.executable, [sys.executable, *sys.argv[2:]])')
                stdout = self.python('-c', run, gone, '-I', *command, stdin=file.read())
            self.assertReports(stdout)

    def test_a_relative_name_without_a_working_directory(self):
        self.assertReports(self.host('''
            import os, sys
            os.chdir(sys.argv[1])
            os.rmdir(sys.argv[1])
            exec(TEXT, {'__name__': '__main__', '__file__': 'bundle.py'})
            ''', tempfile.mkdtemp(dir=self.workshop.directory)))

    def test_a_name_with_a_line_feed(self):
        """Lines of a traceback would end in it, and records of tools that list files."""
        for name in '/some/two\nlines.py', 'two\nlines.py', '<two>', '':
            stdout = self.host('''
                import sys
                exec(TEXT, {'__name__': '__main__', '__file__': sys.argv[1]})
                import fid.helpers
                print(len(fid.helpers.__file__.splitlines()), fid.helpers.__file__.count('<pybundle '))
                ''', name, flags=['-I', '-S'])  # so that nothing else asks for special treatment
            self.assertEqual(stdout.splitlines()[1:], ['1 1'])
            self.assertReports(stdout.splitlines()[0])

    def test_writes_nothing(self):
        shutil.copy(self.bundle, self.directory)
        self.assertReports(self.python('bundle.py'))
        self.assertEqual(os.listdir(self.directory), ['bundle.py'])

    def test_a_read_only_file_system(self):
        """A real one, in which nobody may write, by a mount that only the child sees."""
        unshare = shutil.which('unshare')
        if unshare is None:
            self.skipTest('needs unshare')
        prepare = 'mount -t tmpfs none "$1" && cp "$2" "$1" && mount -o remount,ro "$1" && cd "$1" || exit 99; '
        script = prepare + 'touch written 2>/dev/null && exit 98; echo there; exec "$0" bundle.py'
        status, stdout, stderr = self.workshop.run(
            [unshare, '--mount', '--map-root-user', '/bin/sh', '-c', script, self.interpreter.executable, self.directory,
             self.bundle], self.directory)
        mark, _, report = stdout.partition('\n')
        if mark != 'there' and status != 98:
            self.skipTest('mounting is not allowed: ' + stderr)
        self.assertEqual((status, stderr), (0, ''))
        self.assertReports(report)

    def test_opens_nothing(self):
        """It reads nothing back, and writes nothing: all that it opens are the files of others, for reading."""
        self.assertReports(self.host("""
            import os, sys
            writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
            seen = []
            def watch(event, arguments):
                if event.partition(".")[0] in ("open", "os", "shutil", "tempfile"):
                    seen.append((event, arguments))
            code = compile(TEXT, PATH, "exec")
            sys.addaudithook(watch)
            exec(code, {"__name__": "host", "__file__": PATH})
            for event, arguments in list(seen):
                if event == "open":
                    path, mode, flags = arguments
                    assert not str(path).startswith(PATH), path
                    assert not (set(mode) & set("wax+") if mode else flags & writing), arguments
                else:
                    assert event in ("os.listdir", "os.scandir", "os.walk", "os.fspath"), (event, arguments)
            """))

    def test_twice(self):
        stdout = self.host('''
            import sys
            finders, hooks, path = len(sys.meta_path), len(sys.path_hooks), list(sys.path)
            for _ in range(3):
                exec(TEXT, {})
            assert len(sys.meta_path) == finders + 1
            assert len(sys.path_hooks) == hooks + 1
            assert sys.path == path
            ''')
        for line in stdout.splitlines():
            self.assertReports(line)

    def test_in_threads(self):
        stdout = self.host('''
            import sys, threading
            finders = len(sys.meta_path)
            def work():
                exec(compile(TEXT, PATH, "exec"), {"__name__": "thread"})
            workers = [threading.Thread(target=work) for _ in range(8)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            assert len(sys.meta_path) == finders + 1
            ''')
        self.assertEqual(len(stdout.splitlines()), 8)
        for line in stdout.splitlines():
            self.assertReports(line)

    def test_before_path_finder_and_after_the_builtin_ones(self):
        self.assertReports(self.host('''
            import sys
            exec(TEXT, {})
            names = [getattr(each, "__name__", type(each).__name__) for each in sys.meta_path]
            assert names[names.index("PathFinder") - 1] == "Finder", names
            '''))

    def test_nothing_is_imported(self):
        """What the interpreter has not loaded by itself, only those load who need it."""
        bundle = self.workshop.bundle('mains.modules')
        names = self.python('-I', bundle).split()
        plain = self.python('-I', '-B', os.path.join(self.workshop.tree, 'mains', 'modules.py')).split()
        unpacking = {'binascii', 'itertools', 'zlib'} if self.workshop.more else set()
        self.assertEqual(set(names) - set(plain) - unpacking, {'mains'})
