"""Two bundles with the same package names, and one bundle twice, in one process."""
import os
import shutil
import tempfile
import textwrap

import bundles
from test_conflict import write
from test_kaggle import LOAD

# An agent that uses its own modules in all the ways that look a module up by name. {n} tells the versions apart.
MAIN = '''
import dataclasses, enum, importlib, pickle, pkgutil, typing
import bot.state as state
from bot import helpers
from .state import COUNT


class Color(enum.Enum):
    RED = {n}


@dataclasses.dataclass
class Point:
    color: 'Color'
    inner: typing.Optional['Point'] = None


NATURAL = b'cbot.main\\nPoint\\n.'  # as a model that was saved in training


def agent(observation, configuration):
    """Acts."""
    import bot.late
    from bot import later
    COUNT[0] += 1
    late = importlib.import_module('bot.late')
    relative = importlib.import_module('.late', __package__)
    text = importlib.import_module('.late', 'bot')
    assert late is bot.late is relative is text and late.PARENT is bot
    point = Point(Color.RED)
    again = pickle.loads(pickle.dumps(point))
    assert again == point and again.color is Color.RED and type(again) is Point
    assert pickle.loads(NATURAL) is Point
    assert typing.get_type_hints(Point)['color'] is Color
    assert pkgutil.get_data('bot', 'data.txt') == b'{n}'
    assert pkgutil.get_data(__package__, 'data.txt') == b'{n}'
    assert importlib.util.find_spec('bot.late').origin == late.__file__
    assert __import__('bot') is bot and __import__('bot.late', fromlist=['WHO']) is late
    assert later.WHO == late.WHO == helpers.WHO == {n}
    return [{n}, COUNT[0]]


def broken(observation, configuration):
    helpers.fail()
'''


class Isolation:

    def setUp(self):
        self.directory = tempfile.mkdtemp(dir=self.workshop.directory)
        self.addCleanup(shutil.rmtree, self.directory)

    def build(self, n, main=MAIN, attribute='agent', name=None, **more):
        tree = os.path.join(self.directory, 'tree%d' % n)
        write(tree, bot__='import importlib.util', bot__main=main.replace('{n}', str(n)), bot__state='COUNT = [0]\n',
              bot__helpers='''
                  WHO = %d
                  class Wrong(Exception):
                      pass
                  def fail():
                      raise Wrong('here')
                  ''' % n,
              bot__late='import bot as PARENT; WHO = %d' % n, bot__later='from .late import WHO')
        with open(os.path.join(tree, 'bot', 'data.txt'), 'w') as file:
            file.write(str(n))
        path = os.path.join(self.directory, name or 'agent%d.py' % n)
        bundles.build(tree, 'bot.main:' + attribute, path, host='kaggle', **more)
        return path

    def host(self, code, **names):
        head = LOAD + '''
import gc
LAZY = sys.implementation.name == 'pypy'  # its method cache keeps some functions, and so modules, for a while
def agents(*paths):
    return [load(path)[0] for path in paths]
def bots():
    return sorted(name for name in sys.modules if name.partition('.')[0].partition('__')[0] == 'bot')
'''
        head += ''.join('%s = %r\n' % item for item in names.items())
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', '-c', head + textwrap.dedent(code)])
        self.assertEqual((status, stderr), (0, ''), stdout)
        return stdout.replace(self.directory, '')

    def test_alone_it_has_natural_names_and_wraps_nothing(self):
        stdout = self.host('''
            import builtins, importlib
            before = builtins.__import__, importlib.import_module
            agent, = agents(ONE)
            print(agent(0, 0), agent.__module__, agent.__name__, agent.__doc__, agent.__code__.co_argcount)
            print(sys.modules['bot.main'].Point.__module__, (builtins.__import__, importlib.import_module) == before)
            print(all('__' not in name for name in bots()))
            ''', ONE=self.build(1))
        self.assertEqual(stdout, '[1, 1] bot.main agent Acts. 2\nbot.main True\nTrue\n')

    def test_two_versions_and_one_of_them_twice(self):
        for isolate in 'auto', 'on', 'full':
            with self.subTest(isolate):
                stdout = self.host('''
                    for game in range(3):
                        players = agents(ONE, TWO, ONE)
                        print([[player(0, 0) for player in players] for step in range(3)])
                    ''', ONE=self.build(1, isolate=isolate), TWO=self.build(2, isolate=isolate))
                game = [[[1, step], [2, step], [1, step]] for step in (1, 2, 3)]
                self.assertEqual(stdout, '%s\n' % game * 3)

    def test_one_that_has_played_alone_before(self):
        stdout = self.host('''
            first, = agents(ONE)
            print(first(0, 0), first(0, 0))
            second, = agents(TWO)
            print(first(0, 0), second(0, 0))
            ''', ONE=self.build(1), TWO=self.build(2))
        self.assertEqual(stdout, '[1, 1] [1, 2]\n[1, 3] [2, 1]\n')

    def test_the_hosts_own_package_is_untouched(self):
        disk = os.path.join(self.directory, 'disk')
        write(disk, bot__='WHO = "host"', bot__late='WHO = "host"', uses='def late():\n    from bot import late\n    return late')
        for isolate in 'auto', 'on', 'full':
            with self.subTest(isolate):
                stdout = self.host('''
                    sys.path.insert(0, DISK)
                    import bot, uses
                    before = sys.modules['bot']
                    player, other = agents(ONE, TWO)
                    print(player(0, 0), other(0, 0), sys.modules['bot'] is bot is before, bot.WHO)
                    import bot.late
                    print(bot.late.WHO, uses.late() is bot.late)
                    print(player(0, 0), other(0, 0), sys.modules['bot.late'] is bot.late)
                    ''', DISK=disk, ONE=self.build(1, isolate=isolate), TWO=self.build(2, isolate=isolate))
                self.assertEqual(stdout, '[1, 1] [2, 1] True host\nhost True\n[1, 2] [2, 2] True\n')

    def test_a_package_on_the_disk_that_is_imported_later(self):
        disk = os.path.join(self.directory, 'disk')
        write(disk, bot__='WHO = "host"')
        stdout = self.host('''
            sys.path.insert(0, DISK)
            player, = agents(ONE)
            print(player(0, 0))
            import bot
            print(bot.WHO, player(0, 0), sys.modules['bot'] is bot)
            ''', DISK=disk, ONE=self.build(1))
        self.assertEqual(stdout, '[1, 1]\nhost [1, 2] True\n')

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

    def test_users_see_natural_names(self):
        main = '''
            def agent(observation, configuration):
                if observation == 1:
                    import bot.nowhere
                if observation == 2:
                    from bot.state import nothing
                from bot import helpers
                helpers.fail()
            '''
        stdout = self.host('''
            import re, traceback
            for player in agents(ONE, TWO):
                for each in 1, 2, 3:
                    try:
                        player(each, 0)
                    except Exception as error:
                        print(traceback.format_exception_only(type(error), error)[-1], end='')
                        shown = re.sub('File ".*?"', '', traceback.format_exc())  # a temporary folder may have any name
                        assert '__' not in shown.replace('__import__', ''), shown
            ''', ONE=self.build(1, textwrap.dedent(main)), TWO=self.build(2, textwrap.dedent(main)))
        for n in 1, 2:
            self.assertIn("ModuleNotFoundError: No module named 'bot.nowhere'\n"
                          "ImportError: cannot import name 'nothing' from 'bot.state' (/agent%d.py/bot/state.py)\n"
                          "bot.helpers.Wrong: here\n" % n, stdout)

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

    def test_threads(self):
        by_name = [line for line in MAIN.splitlines(True) if "NATURAL)" in line or "('bot" in line and 'pkgutil' in line
                   or 'find_spec' in line]
        self.assertEqual(len(by_name), 3)
        main = MAIN
        for line in by_name:
            main = main.replace(line, '')
        stdout = self.host('''
            import threading
            players = agents(ONE, TWO, ONE)
            results = [[] for _ in players]
            def play(index):
                for _ in range(30):
                    results[index].append(players[index](0, 0)[0])
            workers = [threading.Thread(target=play, args=(index,)) for index in range(3)]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print([(set(each), len(each)) for each in results])
            ''', ONE=self.build(1, main), TWO=self.build(2, main))
        self.assertEqual(stdout, '[({1}, 30), ({2}, 30), ({1}, 30)]\n')

    def test_natural_names_in_threads_are_right_or_loud(self):
        main = '''
            import pickle
            class Point: pass
            def agent(meet, configuration):
                meet.wait()
                answers = []
                for _ in range(50):
                    try:
                        answers.append(pickle.loads(b'cbot.main\\nPoint\\n.') is Point)
                    except (ImportError, KeyError):
                        answers.append(None)
                meet.wait()
                return answers
            '''
        stdout = self.host('''
            import threading
            players = agents(ONE, TWO)
            meet = threading.Barrier(2)
            results = []
            workers = [threading.Thread(target=lambda each=each: results.extend(each(meet, 0))) for each in players]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print(len(results), False in results)
            meet = threading.Barrier(1)
            print([set(player(meet, 0)) for player in players])
            ''', ONE=self.build(1, textwrap.dedent(main)), TWO=self.build(2, textwrap.dedent(main)))
        self.assertEqual(stdout, '100 False\n[{True}, {True}]\n')

    def test_a_bundle_that_another_one_executes_while_it_loads(self):
        inner = self.build(2)
        outer = self.build(1, '''
names = {}
with open(%r) as file:
    exec(compile(file.read(), file.name, 'exec'), names)
import bot.helpers
def agent(observation, configuration):
    import bot.late
    return [bot.late.WHO, bot.helpers.WHO, names['agent'](0, 0)]
''' % inner)
        stdout = self.host('''
            print([each(0, 0) for each in agents(ONE, ONE)])
            for _ in range(4): gc.collect()
            print(LAZY or bots() == [])
            ''', ONE=outer)
        self.assertEqual(stdout, '[[1, 1, [2, 1]], [1, 1, [2, 1]]]\nTrue\n')

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

    def test_literal_names_are_loud_or_right(self):
        main = '''
            import sys
            def agent(observation, configuration):
                return sys.modules['bot.state'].COUNT is COUNT
            from bot.state import COUNT
            '''
        code = '''
            for player in agents(ONE, TWO):
                try:
                    print(player(0, 0))
                except KeyError as error:
                    print('KeyError', error)
            '''
        for isolate, expected in ('auto', "KeyError 'bot.state'\n" * 2), ('full', 'True\nTrue\n'):
            with self.subTest(isolate):
                names = {name: self.build(n, textwrap.dedent(main), isolate=isolate) for n, name in ((1, 'ONE'), (2, 'TWO'))}
                self.assertEqual(self.host(code, **names), expected)

    def test_programs_with_names_of_their_own(self):
        """A main module is no module of its bundle by name: what it imports is known by its globals."""
        tree = os.path.join(self.directory, 'program')
        write(tree, bot__='WHO = __name__.partition("__")[0]', bot__late='WHO = 1', bot__main="""
            import importlib
            import bot, bot.late
            from . import late
            def check():
                from bot import late as again
                assert again is late is bot.late is importlib.import_module('bot.late')
            check()
            SEEN = bot
            """)
        path = os.path.join(self.directory, 'program.py')
        disk = os.path.join(self.directory, 'disk')
        write(disk, bot__='WHO = "host"')
        code = '''
            sys.path.insert(0, DISK)
            import bot
            spaces = []
            for _ in range(2):
                spaces.append({})
                exec(compile(open(PATH).read(), PATH, 'exec'), spaces[-1])
            first, second = [each['SEEN'] for each in spaces]
            [each['check']() for each in spaces]
            import bot as again
            print(first.WHO, first is not second, bot is again, bot.WHO)
            '''
        for more in {'isolate': 'on'}, {'isolate': 'auto'}, {'isolate': 'full'}, {'conflict': 'isolate'}:
            with self.subTest(**more):
                bundles.build(tree, 'bot.main', path, **more)
                self.assertEqual(self.host(code, PATH=path, DISK=disk), 'bot True True host\n')

    def test_another_bundle_that_is_not_isolated(self):
        """It gets the natural names: the first agent is renamed."""
        path = os.path.join(self.directory, 'program.py')
        tree = os.path.join(self.directory, 'program')
        write(tree, bot__='WHO = "program"', run='import bot.late; bot.late', bot__late='')
        bundles.build(tree, 'run', path)
        stdout = self.host('''
            player, = agents(ONE)
            print(player(0, 0))
            exec(open(PATH).read(), {})
            import bot
            print(bot.WHO, player(0, 0), sys.modules['bot'] is bot)
            ''', ONE=self.build(1), PATH=path)
        self.assertEqual(stdout, '[1, 1]\nprogram [1, 2] True\n')

    def test_namespace_packages(self):
        tree = os.path.join(self.directory, 'spaces')
        disk = os.path.join(self.directory, 'disk')
        write(tree, parts__one='from parts.two import WHO', main="""
            def agent(observation, configuration):
                import parts.one
                from parts.inner import three
                return parts.one.WHO, three.WHO
            """, parts__inner__three='WHO = 3')
        write(disk, parts__two='WHO = "disk"')
        path = os.path.join(self.directory, 'spaces.py')
        bundles.build(tree, 'main:agent', path, host='kaggle')
        self.assertEqual(self.host('''
            sys.path.insert(0, DISK)
            for player in agents(PATH, PATH): print(player(0, 0))
            ''', PATH=path, DISK=disk), "('disk', 3)\n" * 2)

    def test_the_signature_is_kept(self):
        main = '''
            def agent(observation, configuration={}, /, extra=3):
                return observation, configuration, extra
            '''
        stdout = self.host('''
            import inspect
            for player in agents(ONE, ONE):
                print(inspect.signature(player), player(1), player(1, 5, extra=7), player.__code__.co_argcount)
            ''', ONE=self.build(1, textwrap.dedent(main)))
        self.assertEqual(stdout, '(observation, configuration={}, /, extra=3) (1, {}, 3) (1, 5, 7) 3\n' * 2)

    def test_signatures_of_all_kinds(self):
        main = '''
            def agent(first, /, second=2, *rest, key=3, other=4, **more):
                return first, second, rest, key, other, more
            '''
        stdout = self.host('''
            import inspect
            for player in agents(ONE, ONE):
                print(inspect.signature(player), player(1), player(1, 5, 6, 7, key=8, extra=9), player.__code__.co_argcount)
            ''', ONE=self.build(1, textwrap.dedent(main)))
        self.assertEqual(stdout, '(first, /, second=2, *rest, key=3, other=4, **more) (1, 2, (), 3, 4, {}) '
                                 "(1, 5, (6, 7), 8, 4, {'extra': 9}) 2\n" * 2)

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

    RACE = '''
        def agent(observation, configuration):
            import importlib
            seen = set()
            for _ in range(20):
                try:
                    from bot import state
                    import bot.late
                    from bot.later import WHO
                    seen.update([WHO, bot.late.WHO, importlib.import_module('bot.helpers').WHO])
                except (ImportError, KeyError, AttributeError) as error:
                    seen.add(type(error).__name__)
            return seen
        '''

    def test_others_are_loaded_while_one_acts_in_many_threads(self):
        """With `on` nothing is renamed, so nothing fails; with `auto` an import may, but nobody gets another's module."""
        for isolate in 'on', 'auto':
            with self.subTest(isolate):
                stdout = self.host('''
                    import threading
                    sys.setswitchinterval(1e-6)
                    wrong, failed = set(), set()
                    for round in range(3):
                        player, = agents(ONE)
                        answers = []
                        def act():
                            answers.append(player(0, 0))
                        workers = [threading.Thread(target=act) for _ in range(8)]
                        for worker in workers: worker.start()
                        others = agents(TWO, TWO)
                        for worker in workers: worker.join()
                        seen = set().union(*answers)
                        wrong |= {each for each in seen if each not in (1, 'ImportError', 'ModuleNotFoundError', 'KeyError', 'AttributeError')}
                        failed |= {each for each in seen if each != 1}
                        assert {2} == others[0](0, 0) == others[1](0, 0)
                        del player, others
                        gc.collect()
                    print(wrong, failed if ISOLATE == 'on' else set())
                    ''', ISOLATE=isolate, ONE=self.build(1, textwrap.dedent(self.RACE), isolate=isolate),
                    TWO=self.build(2, textwrap.dedent(self.RACE), isolate=isolate))
                self.assertEqual(stdout, 'set() set()\n')

    def test_a_thread_without_a_function_of_the_bundle(self):
        """Nobody knows whose module it wants: it gets none."""
        main = '''
            import importlib, threading
            def agent(observation, configuration):
                answers = []
                def work():
                    answers.append(importlib.import_module('bot.late').WHO)
                for target in work, STARTED:
                    worker = threading.Thread(target=target, args=() if target is work else ('bot.late',))
                    worker.start()
                    worker.join()
                return answers
            def STARTED(name): pass
            STARTED = importlib.import_module
            '''
        stdout = self.host('''
            import threading
            errors = []
            threading.excepthook = lambda args: errors.append(str(args.exc_value))
            print([player(0, 0) for player in agents(ONE, TWO)], errors)
            ''', ONE=self.build(1, textwrap.dedent(main)), TWO=self.build(2, textwrap.dedent(main)))
        self.assertEqual(stdout, '[[1], [2]] ["No module named \'bot\'", "No module named \'bot\'"]\n')

    def test_an_agent_that_is_no_bundle(self):
        """Loaded after a bundle with its package's name, it gets its own modules if the bundle was built with `on`."""
        disk = os.path.join(self.directory, 'plain')
        write(disk, bot__='WHO = "plain"', bot__late='WHO = "plain"', main="""
            import bot
            from bot import late
            def agent(observation, configuration):
                return bot.WHO, late.WHO
            """)
        for isolate in 'on', 'full':
            with self.subTest(isolate):
                stdout = self.host('''
                    first, = agents(ONE)
                    plain, = agents(PLAIN)
                    second, = agents(TWO)
                    print(plain(0, 0), first(0, 0), second(0, 0), plain(0, 0), sys.modules['bot'].WHO)
                    ''', ONE=self.build(1, isolate=isolate), TWO=self.build(2, isolate=isolate),
                    PLAIN=os.path.join(disk, 'main.py'))
                self.assertEqual(stdout, "('plain', 'plain') [1, 1] [2, 1] ('plain', 'plain') plain\n")

    def test_bundles_with_code(self):
        """Code that was compiled when the bundle was built, or by an earlier run, serves all executions."""
        for more in {'precompile': [self.interpreter.executable]}, {'bytecode_cache': True}:
            with self.subTest(**more):
                one, two = (self.build(n, **more) for n in (1, 2))
                for run in range(2):
                    stdout = self.host('''
                        for game in range(2):
                            players = agents(ONE, TWO, ONE)
                            print([[player(0, 0) for player in players] for step in range(2)])
                        ''', ONE=one, TWO=two)
                    self.assertEqual(stdout, '%s\n' % [[[1, step], [2, step], [1, step]] for step in (1, 2)] * 2)

    def test_loads_in_threads(self):
        """Each of many threads loads an agent and plays: with `on` nobody disturbs anybody."""
        stdout = self.host('''
            import threading
            sys.setswitchinterval(1e-5)
            results = []
            def work(path, number):
                player, = agents(path)
                results.extend((number, *set().union(*[player(0, 0) for _ in range(3)])) for _ in range(2))
            workers = [threading.Thread(target=work, args=pair) for pair in [(ONE, 1), (TWO, 2)] * 4]
            for worker in workers: worker.start()
            for worker in workers: worker.join()
            print(len(results), set(results))
            ''', ONE=self.build(1, textwrap.dedent(self.RACE), isolate='on'),
            TWO=self.build(2, textwrap.dedent(self.RACE), isolate='on'))
        self.assertEqual(stdout.replace('{(2, 2), (1, 1)}', '{(1, 1), (2, 2)}'), '16 {(1, 1), (2, 2)}\n')
