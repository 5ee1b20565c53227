"""Code objects that came with a bundle are used exactly where they are right, and nothing else is different."""
import os
import re

PROGRAM = '''
import inspect, sys, traceback
from pack import part
VALUE = 'built'
print(VALUE, part.VALUE, part.__cached__, part.add.__code__.co_filename, inspect.getsource(part.add), sep='\\n')
try:
    part.fail()
except ValueError:
    traceback.print_exc(file=sys.stdout)
'''
PART = '''
VALUE = 'built'
def add(a, b=frozenset({None, 'x', 1.5})):
    return [a in {'p', 'q', None}, b]
def fail():
    def inner(): raise ValueError('failed')
    inner()
'''


class Code:

    def setUp(self):
        self.directory = self.workshop.folder(self)
        self.tree = os.path.join(self.directory, 'tree')
        self.write('pack/__init__.py', '')
        self.write('pack/part.py', PART)
        self.write('program.py', PROGRAM)

    def write(self, name, text):
        path = os.path.join(self.tree, *name.split('/'))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)

    def build(self, name='bundle.py', check=True, **more):
        """Bundle the tree; return the path of the bundle, and what the tool said."""
        path = os.path.join(self.directory, name)
        more = {'precompile': [self.interpreter.executable], **more}
        return path, self.workshop.build(self.tree, 'program', path, check=check, **more)

    def edit(self, path):
        """Change the sources in a bundle, so that its output tells whether they were compiled."""
        with open(path, encoding='ascii') as file:
            text = file.read()
        with open(path, 'w', encoding='ascii') as file:
            file.write(text.replace("VALUE = 'built'", "VALUE = 'edited'"))

    def run_bundle(self, path, *flags):
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', *flags, path])
        self.assertEqual((status, stderr), (0, ''))
        return stdout

    def test_same_as_the_source(self):
        compiled, _ = self.build()
        said = self.run_bundle(compiled)
        plain, _ = self.build('plain.py', precompile=[])
        self.assertEqual(said, self.run_bundle(plain).replace('plain.py', 'bundle.py'))
        self.assertIn('bundle.py/pack/part.py', said)
        self.assertIn("raise ValueError('failed')", said)

    def test_it_is_used(self):
        path, _ = self.build()
        self.edit(path)
        self.assertEqual(self.run_bundle(path).split()[:2], ['built', 'built'])

    def test_not_under_another_optimization(self):
        path, _ = self.build()
        self.edit(path)
        for flag in '-O', '-OO':
            self.assertEqual(self.run_bundle(path, flag).split()[:2], ['edited', 'edited'])

    def test_not_with_another_magic_number_or_tag(self):
        path, _ = self.build()
        self.edit(path)
        with open(path, encoding='ascii') as file:
            text = file.read()
        key = re.search(r"^'(\S+) ([0-9a-f]{8})': \($", text, re.MULTILINE)
        for other in ('%s 00000000' % key.group(1), 'other-1 %s' % key.group(2)):
            with open(path, 'w', encoding='ascii') as file:
                file.write(text.replace(key.group(0), "'%s': (" % other))
            self.assertEqual(self.run_bundle(path).split()[:2], ['edited', 'edited'])

    def test_a_package_and_a_callable_as_entry(self):
        self.write('pack/__main__.py', PROGRAM)
        self.write('pack/tool.py', PROGRAM + 'def main(): print("called")\n')
        for entry, last in (('pack', 'failed'), ('pack.tool:main', 'called')):
            path = os.path.join(self.directory, 'other.py')
            self.workshop.build(self.tree, entry, path, precompile=[self.interpreter.executable])
            self.edit(path)
            words = self.run_bundle(path).split()
            self.assertEqual(words[:2] + words[-1:], ['built', 'built', last])

    def test_reload_gives_the_code_again(self):
        self.write('program.py', 'import importlib\nfrom pack import part\nimportlib.reload(part)\nprint(part.VALUE)\n')
        for more in {}, {'only_recorded': self.recording('pack', 'pack.part')}:
            path, _ = self.build(**more)
            self.edit(path)
            self.assertEqual(self.run_bundle(path), 'built\n')

    def test_what_a_start_needs_is_unpacked_in_parts(self):
        names = ['pack.m%d' % number for number in range(5)]
        for name in names:
            self.write(name.replace('.', '/') + '.py', "VALUE = 'built'\nTEXT = '%s'\n" % (name * 20000))
        self.write('program.py', ''.join('import %s\nprint(%s.VALUE, %s.TEXT[:7])\n' % (3 * (name,)) for name in names))
        path, _ = self.build(only_recorded=self.recording('pack', *names))
        head = self.code_in(path)[0]
        sizes, blocks = zip(*[(int(block.split()[0]), len(block.split()) - 1) for block in head.split(';')])
        self.assertEqual(blocks, (4, 2, 1))  # the first with the program and the package
        self.assertGreater(min(sizes[:2]), 1 << 18)
        self.edit(path)
        self.assertEqual(self.run_bundle(path), ''.join('built %s\n' % name for name in names))

    def recording(self, *names):
        path = os.path.join(self.directory, 'recorded')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(names))
        return path

    def test_the_same_bytes_whatever_was_compiled_before(self):
        """Forward, reversed and alone; the shares of the workers depend on the sizes, too."""
        script = 'import os; print(os.path.dirname(os.__file__))'
        library = self.workshop.run([self.interpreter.executable, '-c', script])[1].strip()
        names = ['argparse', 'enum', 'typing', 'dataclasses', 'ast', 'configparser', 'fractions', 'statistics']
        for name in names:
            with open(os.path.join(library, name + '.py'), encoding='utf-8') as file:
                text = file.read()
            self.write('pack/%s.py' % name, text)
        path, _ = self.build()
        together = self.code_of(path)
        for name in names:
            os.rename(os.path.join(self.tree, 'pack', name + '.py'), os.path.join(self.tree, 'pack', 'x.py'))
            self.write('program.py', '')
            alone = self.code_of(self.build('alone.py')[0])
            self.assertIn(alone['pack/x.py'], together.values())
            os.rename(os.path.join(self.tree, 'pack', 'x.py'), os.path.join(self.tree, 'pack', name + '.py'))

    def names_in(self, path):
        """Return the dictionary that a bundle consists of."""
        names = {}
        with open(path, encoding='ascii') as file:
            exec(file.read().partition('\nexec(')[0].rpartition("_pybundle['code'] =")[0], names)
        return names['_pybundle']

    def code_in(self, path):
        code, = self.names_in(path)['code'].values()
        return code

    def code_of(self, path):
        """Return a dictionary of the texts of code in a bundle, by path."""
        order, _, *texts = self.code_in(path)
        paths = self.names_in(path)['index'][1:].split('\n')
        return {paths[int(block.split()[1])]: text for block, text in zip(order.split(';'), texts)}

    def test_what_it_cannot_compile(self):
        self.write('pack/wrong.py', 'A = 1\nB = (\n')
        _, said = self.build(check=False)
        self.assertRegex(said, r"pack/wrong\.py:[23]:\d+: error: Python can't compile it: .*\[invalid-syntax\]")
        path, said = self.build(search_paths=[self.tree])
        self.assertRegex(said, r"pack/wrong\.py:[23]:\d+: warning: \S+ can't compile it: .*\[invalid-syntax\]")
        self.write('program.py', 'import pack.wrong\n')
        path, _ = self.build(search_paths=[self.tree])
        status, _, stderr = self.workshop.run([self.interpreter.executable, '-B', path])
        self.assertEqual(status, 1)
        self.assertIn('wrong.py", line', stderr)
        self.assertIn('SyntaxError', stderr)

    def test_no_interpreter(self):
        _, said = self.build(check=False, precompile=['no-such-python'])
        self.assertIn("error: 'no-such-python' is no Python that runs [no-interpreter]", said)

    def test_warnings_of_the_compiler(self):
        """As with a file from __pycache__: there are none."""
        self.write('program.py', 'if 1 is 1: print("\\d")\n')
        path, said = self.build()
        self.assertEqual(said, '')
        self.assertEqual(self.run_bundle(path, '-W', 'error'), '\\d\n')
