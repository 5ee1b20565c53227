"""Isolated bundles in threads: their own, and those in which the host calls them."""
import textwrap

from agents import Agents, MAIN


class IsolationThreads(Agents):

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
