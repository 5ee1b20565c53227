"""What fails in isolated bundles: what is left, and what tracebacks show."""
import os
import textwrap

import bundles
from agents import Agents
from test_conflict import write


class IsolationErrors(Agents):

    def test_a_failed_load_leaves_nothing_behind(self):
        stdout = self.host('''
            player, = agents(ONE)
            before = bots(), list(sys.meta_path), list(sys.path_hooks)
            for _ in range(3):
                try:
                    agents(TWO)
                except ImportError as error:
                    print(error)
            for _ in range(2): gc.collect()
            after = [name.replace('__0_', '') for name in bots()]
            print(len(bots()) == len(before[0]), len(sys.path_hooks) == len(before[2]), player(0, 0))
            ''', ONE=self.build(1), TWO=self.build(2, 'import bot.state, bot.nowhere\ndef agent(a, b): pass'))
        self.assertEqual(stdout, "No module named 'bot.nowhere'\n" * 3 + 'True True [1, 1]\n')

    def frames(self, code, **names):
        """Run `code`, which defines fails(); return the files of the frames of what it raises, without directories."""
        return self.host(textwrap.dedent(code) + textwrap.dedent('''
            import traceback
            try:
                fails()
            except Exception as error:
                shown = [os.path.basename(each.filename) for each in traceback.extract_tb(error.__traceback__)]
                print(type(error).__name__, *shown[shown.index('<string>') + 1:])
            '''), **names)

    def test_tracebacks_of_failed_loads(self):
        """They show the bundle's one line, then the users' code, whether the modules have names of their own or not."""
        if self.interpreter.implementation == 'pypy':
            self.skipTest('the interpreter leaves no frames out')
        for isolate in 'auto', 'on', 'full':
            with self.subTest(isolate):
                wrong = self.build(1, 'def agent(): pass\nfrom bot import helpers\nhelpers.fail()', isolate=isolate)
                missing = self.build(2, 'def agent(): pass\nimport bot.helpers, bot.nowhere', isolate=isolate)
                for path, kind, rest in (wrong, 'Wrong', 'main.py helpers.py'), (missing, 'ModuleNotFoundError', 'main.py'):
                    stdout = self.frames('''
                        player, = agents(ONE)
                        for _ in range(2):
                            def fails():
                                names = {}
                                exec(compile(open(WRONG).read(), WRONG, 'exec'), names)
                            try:
                                fails()
                            except Exception:
                                pass
                        ''', ONE=self.build(3, isolate=isolate), WRONG=path)
                    self.assertEqual(stdout, '%s <string> %s %s\n' % (kind, os.path.basename(path), rest))

    def test_tracebacks_of_acts(self):
        """One frame of ours: the exported function's, however often imports have been mapped beneath it."""
        if self.interpreter.implementation == 'pypy':
            self.skipTest('the interpreter leaves no frames out')
        main = 'def agent(a, b):\n    import bot.late\n    from bot import bad\n'
        paths = []
        for n in 1, 2:
            paths.append(self.build(n, main))
            write(os.path.join(self.directory, 'tree%d' % n), bot__bad='import bot.helpers\nbot.helpers.fail()')
            bundles.build(os.path.join(self.directory, 'tree%d' % n), 'bot.main:agent', paths[-1], host='kaggle')
        stdout = self.frames('''
            first, second = agents(ONE, TWO)
            def fails():
                second(0, 0)
            ''', ONE=paths[0], TWO=paths[1])
        self.assertEqual(stdout, 'Wrong <string> <pybundle> main.py bad.py helpers.py\n')

    def test_a_main_that_is_executed_again_in_its_namespace(self):
        """As Blender does with an add-on that is reloaded, and IPython with a cell: the new modules replace the old ones."""
        path = os.path.join(self.directory, 'program.py')
        tree = os.path.join(self.directory, 'program')
        for more in {'isolate': 'auto'}, {'isolate': 'on'}, {'conflict': 'isolate'}, {}:
            with self.subTest(**more):
                write(tree, bot__='', bot__late='WHO = %d', bot__state='COUNT = []', bot__main="""
                    from bot.state import COUNT
                    COUNT.append(0)
                    def late():
                        from bot.late import WHO
                        return WHO
                    """)
                paths = []
                for number in 1, 2:
                    write(tree, bot__late='WHO = %d' % number)
                    paths.append(path + str(number))
                    bundles.build(tree, 'bot.main', paths[-1], **more)
                stdout = self.host('''
                    names = {'__name__': 'addon', '__file__': PATH}
                    def sizes():
                        for _ in range(3): gc.collect()
                        return len(sys.modules), len(sys.meta_path), len(sys.path_hooks)
                    seen = []
                    for path in PATHS * 4:
                        with open(path) as file:
                            exec(compile(file.read(), PATH, 'exec'), names)
                        seen.append((names['late'](), len(names['COUNT']), sizes()))
                    print([each[:2] for each in seen], len({each[2] for each in seen[1:]}), len(bots()))
                    ''', PATH=path, PATHS=paths)
                self.assertEqual(stdout, '%s 1 3\n' % ([(1, 1), (2, 1)] * 4))
