"""bytecode_cache: later runs take what the first one compiled, and nothing that is wrong."""
import glob
import os
import shutil
import subprocess
import sys

from test_code import Code as _Code

PROGRAM = 'from pack import part\nVALUE = \'built\'\nprint(VALUE, part.VALUE)\n'


class Cache:

    write, edit, run_bundle = _Code.write, _Code.edit, _Code.run_bundle

    def setUp(self):
        self.directory = self.workshop.folder(self)
        self.tree = os.path.join(self.directory, 'tree')
        self.write('pack/__init__.py', '')
        self.write('pack/part.py', "VALUE = 'built'\n")
        self.write('program.py', PROGRAM)
        self.path = os.path.join(self.directory, 'bundle.py')
        self.build()

    def build(self, **more):
        self.workshop.build(self.tree, 'program', self.path, bytecode_cache=True, **more)

    def start(self, *flags, **environment):
        """Run the bundle; return its output, which has to be all that there is to see."""
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, *flags, self.path], **environment)
        self.assertEqual((status, stderr), (0, ''))
        return stdout

    def cached(self):
        return sorted(glob.glob(os.path.join(self.directory, '**', '*.pybundle'), recursive=True))

    def fill(self):
        self.assertEqual(self.start(), 'built built\n')
        cached, = self.cached()
        return cached

    def poison(self, cached):
        """Let the code of pack/part.py in the cache say something else, with sums that are right."""
        script = r'''
import _imp, marshal, sys
path = sys.argv[1]
data = open(path, 'rb').read()
begin = 32 + int.from_bytes(data[24:32], 'little')
magic, index = marshal.loads(data[32:begin])
blobs, places = b'', {}
for name, (start, end, text, _) in index.items():
    blob = data[begin + start:begin + end]
    if name == 'pack/part.py':
        blob = marshal.dumps(compile("VALUE = 'cached'", 'x', 'exec'))
    places[name] = len(blobs), len(blobs) + len(blob), text, _imp.source_hash(0, blob)
    blobs += blob
head = marshal.dumps((magic, places))
with open(path, 'wb') as file:
    file.write(data[:16] + _imp.source_hash(0, head) + len(head).to_bytes(8, 'little') + head + blobs)
'''
        subprocess.run([self.interpreter.executable, '-c', script, cached], check=True)

    def test_the_second_run_takes_it(self):
        cached = self.fill()
        self.assertEqual(os.path.basename(os.path.dirname(cached)), '__pycache__')
        before = os.stat(cached)
        self.poison(cached)
        self.assertEqual(self.start(), 'built cached\n')
        os.utime(cached, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(self.start(), 'built cached\n')
        self.assertEqual(os.stat(cached).st_mtime_ns, before.st_mtime_ns, 'it was written again')
        self.assertEqual(self.cached(), [cached])

    def test_each_optimization_has_its_own(self):
        self.fill()
        self.start('-O')
        self.start('-OO')
        self.assertEqual(len(self.cached()), 3)

    def test_an_edited_bundle_is_compiled(self):
        self.poison(self.fill())
        self.edit(self.path)
        self.assertEqual(self.start(), 'edited edited\n')
        self.assertEqual(self.start(), 'edited edited\n')

    def test_a_changed_module_is_compiled(self):
        cached = self.fill()
        self.poison(cached)
        self.write('program.py', PROGRAM + 'print("more")\n')
        self.build()
        self.assertEqual(self.start(), 'built cached\nmore\n')
        self.write('pack/part.py', "VALUE = 'new'\n")
        self.build()
        self.assertEqual(self.start(), 'built new\nmore\n')

    def test_a_damaged_file_is_not_used(self):
        cached = self.fill()
        with open(cached, 'rb') as file:
            data = file.read()
        size = int.from_bytes(data[24:32], 'little')
        places = [0, 15, 16, 24, 31, 32, 40, 32 + size, 40 + size, len(data) // 2, len(data) - 1]
        damaged = [b'', data[:20], data[:40], data[:len(data) // 2], data[:-1], b'x' * 100, data + b'x']
        damaged += [data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1:] for at in places]
        for content in damaged:
            with open(cached, 'wb') as file:
                file.write(content)
            self.assertEqual(self.start(), 'built built\n')
            self.assertEqual(self.start(), 'built built\n')

    def test_not_one_that_others_can_write(self):
        if os.name == 'nt':
            self.skipTest('modes')
        cached = self.fill()
        self.poison(cached)
        os.chmod(cached, 0o666)
        self.assertEqual(self.start('-B'), 'built built\n')
        os.chmod(cached, 0o644)
        self.assertEqual(self.start('-B'), 'built cached\n')

    def test_not_one_of_somebody_else(self):
        if not hasattr(os, 'getuid') or os.getuid() != 0:
            self.skipTest('needs to be root')
        cached = self.fill()
        self.poison(cached)
        os.chown(cached, 12345, -1)
        self.assertEqual(self.start('-B'), 'built built\n')

    def test_not_a_directory_or_a_pipe(self):
        cached = self.fill()
        os.unlink(cached)
        os.mkdir(cached)
        self.assertEqual(self.start(), 'built built\n')
        os.rmdir(cached)
        if hasattr(os, 'mkfifo'):
            os.mkfifo(cached)
            self.assertEqual(self.start('-B'), 'built built\n')

    def test_pythons_own_switches(self):
        self.assertEqual(self.start('-B'), 'built built\n')
        self.assertEqual(self.start(PYTHONDONTWRITEBYTECODE='1'), 'built built\n')
        self.assertEqual(self.cached(), [])
        prefix = os.path.join(self.directory, 'prefix')
        self.start(PYTHONPYCACHEPREFIX=prefix)
        cached, = self.cached()
        self.assertTrue(cached.startswith(prefix), cached)
        self.poison(cached)
        self.assertEqual(self.start(PYTHONPYCACHEPREFIX=prefix), 'built cached\n')

    def test_nothing_is_written_unless_asked(self):
        self.workshop.build(self.tree, 'program', self.path)
        self.assertEqual(self.start(), 'built built\n')
        self.assertEqual(self.cached(), [])

    def test_it_is_read_in_the_order_in_which_it_was_needed(self):
        names = ['pack.m%d' % number for number in (3, 1, 2)]
        for name in names:
            self.write(name.replace('.', '/') + '.py', "VALUE = 'built'\nTEXT = '%s'\n" % (name * 40000))
        self.write('program.py', 'import pack.m3, pack.m1, pack.m2\nfrom pack import part\nprint("built", part.VALUE)\n')
        self.build()
        cached = self.fill()
        script = ('import marshal, sys; data = open(sys.argv[1], "rb").read(); '
                  'index = marshal.loads(data[32:32 + int.from_bytes(data[24:32], "little")])[1]; '
                  'print(*[name for name in sorted(index, key=index.get) if name.startswith("pack/m")])')
        ordered = subprocess.check_output([self.interpreter.executable, '-c', script, cached], universal_newlines=True)
        self.assertEqual(ordered, 'pack/m3.py pack/m1.py pack/m2.py\n')
        self.poison(cached)
        self.assertEqual(self.start(), 'built cached\n')

    def test_a_file_that_changes_while_it_is_read(self):
        for name in 'first', 'last':
            self.write('pack/%s.py' % name, "VALUE = 'built'\nTEXT = '%s'\n" % (name * 70000))
        self.write('program.py', 'import glob, os, sys\nfrom pack import first\n'
                   'for path in glob.glob(os.path.join(os.path.dirname(sys.argv[0]), "__pycache__", "*.pybundle")):\n'
                   '    size = os.path.getsize(path)\n    os.unlink(path)\n'
                   '    if sys.argv[1:]:\n        with open(path, "wb") as file: file.write(b"x" * size)\n'
                   'from pack import last, part\nprint(last.VALUE, part.VALUE)\n')
        self.build()
        for arguments in (), ('replaced',):
            self.fill()
            status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-B', self.path, *arguments])
            self.assertEqual((status, stdout, stderr), (0, 'built built\n', ''))

    def test_a_syntax_error_shows_no_frame_of_ours(self):
        """Nor is a file written because of it, though other modules are kept."""
        self.write('pack/wrong.py', 'A = (\n')
        self.write('program.py', 'import importlib, traceback\ntry:\n    importlib.import_module("pack.wrong")\n'
                   'except SyntaxError as error:\n    frames = traceback.extract_tb(error.__traceback__)\n'
                   'print([frame.name for frame in frames])\n')
        self.build()
        said = self.start()
        self.assertIn('get_code', said)
        self.assertEqual(said, self.start())
        self.workshop.build(self.tree, 'program', self.path)
        self.assertEqual(said, self.start())

    def test_a_place_that_cannot_be_written(self):
        blocked = os.path.join(self.directory, '__pycache__')
        with open(blocked, 'w'):
            pass  # not even root can make files below a file
        self.assertEqual(self.start(), 'built built\n')
        self.assertEqual(self.cached(), [])

    def test_a_full_disk(self):
        """The file stays as it was, and nothing else is left."""
        cached = self.fill()
        with open(cached, 'rb') as file:
            before = file.read()
        self.write('pack/part.py', "VALUE = 'new'\nTEXT = %r\n" % ('x' * 100000))
        self.build()
        limit = ('import os, resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); '
                 'resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); os.execv(sys.executable, sys.argv[1:])')
        python = self.interpreter.executable
        status, stdout, stderr = self.workshop.run([sys.executable, '-c', limit.replace('sys.executable', repr(python)),
                                                    python, self.path])
        self.assertEqual((status, stdout, stderr), (0, 'built new\n', ''))
        with open(cached, 'rb') as file:
            self.assertEqual(file.read(), before)
        self.assertEqual(os.listdir(os.path.dirname(cached)), [os.path.basename(cached)])

    def test_several_first_runs_at_once(self):
        command = [self.interpreter.executable, self.path]
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 env=self.workshop.environment()) for _ in range(6)]
        for run in runs:
            self.assertEqual((run.communicate()[0].split(), run.returncode), ([b'built', b'built'], 0))
        cached, = self.cached()
        self.assertEqual(os.listdir(os.path.dirname(cached)), [os.path.basename(cached)])
        self.poison(cached)
        self.assertEqual(self.start(), 'built cached\n')

    def test_a_bundle_that_is_no_file(self):
        with open(self.path, encoding='ascii') as file:
            text = file.read()
        status, stdout, stderr = self.workshop.run([self.interpreter.executable, '-'], self.directory, stdin=text)
        self.assertEqual((status, stdout, stderr), (0, 'built built\n', ''))
        self.assertEqual(self.cached(), [])

    def test_a_moved_bundle_names_its_own_files(self):
        self.write('pack/part.py', "VALUE = (lambda: 0).__code__.co_filename\n")
        self.build()
        self.start()
        moved = os.path.join(self.directory, 'moved')
        os.mkdir(moved)
        for each in '__pycache__', 'bundle.py':
            shutil.move(os.path.join(self.directory, each), moved)
        self.path = os.path.join(moved, 'bundle.py')
        self.assertEqual(self.start().split()[1], os.path.join(self.path, 'pack', 'part.py'))
        self.assertEqual(len(self.cached()), 1)

    def test_together_with_code_that_came_along(self):
        self.build(precompile=[self.interpreter.executable])
        self.assertEqual(self.start(), 'built built\n')
        self.assertEqual(self.cached(), [])
        self.assertEqual(self.start('-O'), 'built built\n')
        self.assertEqual(len(self.cached()), 1)

    def test_errors_of_the_program(self):
        self.write('program.py', 'import pack.part\nassert __file__.endswith("bundle.py")\nraise SystemExit(3)\n')
        self.build()
        for _ in range(2):
            self.assertEqual(self.workshop.run([self.interpreter.executable, self.path]), (3, '', ''))
        self.assertEqual(len(self.cached()), 1)
