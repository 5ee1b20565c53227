"""What isolated bundles cost while they are loaded, and after they were dropped."""
import os
import textwrap

from agents import Agents


class IsolationMemory(Agents):

    def test_dropping_the_agents_frees_their_modules(self):
        for isolate in 'auto', 'on', 'full':
            with self.subTest(isolate):
                stdout = self.host('''
                    import typing, weakref
                    players = agents(ONE, TWO, ONE)
                    seen = [weakref.ref(sys.modules[name]) for name in bots()]
                    [player(0, 0) for player in players]
                    del players
                    for clear in typing._cleanups: clear()  # it caches Optional['Point'], and with it the class
                    for _ in range(3): gc.collect()
                    print(bots(), len(seen) > 9, [each for each in seen if each() is not None and not LAZY])
                    ''', ONE=self.build(1, isolate=isolate), TWO=self.build(2, isolate=isolate))
                self.assertEqual(stdout, '[] True []\n')

    def test_nothing_grows_over_100_loads(self):
        stdout = self.host('''
            def sizes():
                for _ in range(3): gc.collect()
                return len(sys.meta_path), len(sys.path_hooks), len(sys.path), len(sys.modules)
            for round in range(101):
                for player in agents(ONE, TWO): player(0, 0)
                del player
                if round == 0: first = sizes()
                if round % 10 == 0: gc.collect()
            print(sizes() == first or (first, sizes()))
            names = set()
            for round in range(5):
                players = agents(ONE, TWO)
                names.update(bots())
                del players
                sizes()
            tops = {name.partition('.')[0] for name in names}
            print(len(tops) == 2 or LAZY or tops)
            ''', ONE=self.build(1), TWO=self.build(2))
        self.assertEqual(stdout, 'True\nTrue\n')

    def test_code_is_compiled_once(self):
        stdout = self.host('''
            import _frozen_importlib_external as external
            compiled, compile_ = [], external.SourceLoader.source_to_code
            def counting(loader, data, path, **more):
                compiled.append(path)
                return compile_(loader, data, path, **more)
            external.SourceLoader.source_to_code = counting
            for game in range(3):
                for player in agents(ONE, TWO, ONE): player(0, 0)
            ours = [path for path in compiled if 'agent' in path]
            print(len(ours) == len(set(ours)) == 12 or sorted(ours))
            ''', ONE=self.build(1), TWO=self.build(2))
        self.assertEqual(stdout, 'True\n')

    def test_nothing_of_the_bundle_is_compiled_again(self):
        """Counted by the interpreter itself: for each compile() it tells its audit hooks the file's name."""
        if self.interpreter.implementation == 'pypy':
            self.skipTest('the interpreter does not tell')
        stdout = self.host('''
            compiled = []
            def watch(event, arguments):
                if event == 'compile' and '.py/bot/' in str(arguments[1]).replace(os.sep, '/'):
                    compiled.append(str(arguments[1]))
            sys.addaudithook(watch)
            for game in range(4):
                for player in agents(ONE, ONE): player(0, 0)
                print(len(compiled), len(set(compiled)))
            ''', ONE=self.build(1))
        self.assertEqual(stdout, '6 6\n' * 4)

    def test_a_dropped_agent_imports_nothing(self):
        main = '''
            def agent(observation, configuration):
                def later():
                    import bot.late
                    return bot.late.WHO
                return later
            '''
        stdout = self.host('''
            first, second = agents(ONE, TWO)
            left = second(0, 0)
            del second
            gc.collect()
            try:
                print(left())
            except ImportError as error:
                print(error)
            print(first(0, 0)())
            ''', ONE=self.build(1, textwrap.dedent(main)), TWO=self.build(2, textwrap.dedent(main)))
        self.assertEqual(stdout, 'the host has dropped this agent, and so its modules: it can import nothing any more\n1\n')
