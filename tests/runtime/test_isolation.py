"""Two bundles with the same package names, and one bundle twice, in one process."""
import os
import textwrap

import bundles
from agents import Agents
from test_conflict import write


class Isolation(Agents):

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
                        # A temporary folder may have any name.
                        shown = re.sub('File ".*?"', '', traceback.format_exc()).replace(FOLDER, '')
                        assert '__' not in shown.replace('__import__', ''), shown
            ''', FOLDER=self.directory, ONE=self.build(1, textwrap.dedent(main)), TWO=self.build(2, textwrap.dedent(main)))
        for n in 1, 2:
            self.assertIn("ModuleNotFoundError: No module named 'bot.nowhere'\n"
                          "ImportError: cannot import name 'nothing' from 'bot.state' (/agent%d.py/bot/state.py)\n"
                          "bot.helpers.Wrong: here\n" % n, stdout)

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
