"""A bundle for kaggle, loaded as kaggle_environments loads a file."""
import os
import textwrap

# What get_last_callable() of kaggle_environments does, in our words.
LOAD = '''
import os, sys
def load(path, file_name=None):
    with open(path, encoding='utf-8') as file:
        raw = file.read()
    names = {}
    sys.path.append(os.path.dirname(path))
    exec(compile(raw, file_name or path, 'exec'), names)
    assert sys.path.pop() == os.path.dirname(path)
    return [value for value in names.values() if callable(value)][-1], names, raw
'''


class Kaggle:

    def load(self, entry, code, attribute=''):
        path = self.workshop.bundle(entry, '-kaggle', host='kaggle')
        host = LOAD + 'PATH = %r\n' % path + textwrap.dedent(code)
        return self.workshop.run([self.interpreter.executable, '-I', '-B', '-c', host])

    def test_the_agent_is_the_last_callable(self):
        done = self.load('mains.player:agent', '''
            agent, names, _ = load(PATH)
            print(agent.__code__.co_argcount, agent.__module__, agent({'step': 1}, {})[:3], agent(0, 0)[3])
            print(sorted(set(names) - {'__doc__'}))
            print(agent.__wrapped__ is sys.modules['mains.player'].agent)
            ''')
        self.assertEqual(done, (0, "2 mains.player [{'step': 1}, 6, 'mains.friend'] 2\n"
                                   "['__builtins__', 'agent']\nTrue\n", ''))

    def test_the_source_as_file_name(self):
        done = self.load('mains.player:agent', '''
            _, _, raw = load(PATH)
            agent, names, _ = load(PATH, raw)
            print(agent(1, 2)[1], '\\n' in sys.modules[agent.__module__].__file__)
            ''')
        self.assertEqual(done, (0, '6 False\n', ''))

    def test_a_name_bound_before_moves_to_the_end(self):
        done = self.load('mains.player:agent', '''
            names = {'agent': None, 'other': print}
            exec(open(PATH).read(), names)
            print(list(names)[-1], callable(names['agent']))
            ''')
        self.assertEqual(done, (0, 'agent True\n', ''))

    def test_in_a_thread(self):
        done = self.load('mains.player:agent', '''
            import threading
            seen = []
            def act():
                seen.append(load(PATH)[0](1, 2)[1])
            worker = threading.Thread(target=act)
            worker.start()
            worker.join()
            print(seen)
            ''')
        self.assertEqual(done, (0, '[6]\n', ''))

    def test_failure_to_load(self):
        status, _, stderr = self.load('mains.fails:agent', 'load(PATH)')
        self.assertEqual(status, 1)
        files = [line.split('"')[1] for line in stderr.splitlines() if line.startswith('  File "')]
        self.assertEqual([os.path.basename(file) for file in files], ['<string>', '<string>', 'bundle.py', 'fails.py'])
