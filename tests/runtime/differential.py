"""Runs a program of the tree from the disk and from a bundle, and compares what they say."""
import json
import os
import re
import shutil
import subprocess
import tempfile

import bundles
import odd_files

HERE = os.path.dirname(os.path.abspath(__file__))

# As -m does it, for interpreters that are told to ignore PYTHONPATH.
LAUNCH = ('import sys; tree, module = sys.argv.pop(1), sys.argv.pop(1); sys.path.insert(0, tree); import runpy; '
          'runpy.run_module(module, run_name="__main__", alter_sys=True)')


class Workshop:
    """A copy of the tree in a temporary directory, and the bundles of it that have been asked for."""

    def __init__(self):
        self.directory = os.path.realpath(tempfile.mkdtemp(prefix='pybundle-'))
        self.tree = os.path.join(self.directory, 'tree')
        shutil.copytree(os.path.join(HERE, 'tree'), self.tree, ignore=shutil.ignore_patterns('__pycache__'))
        odd_files.write(self.tree)
        self.more = {}  # keys of all manifests

    def close(self):
        shutil.rmtree(self.directory)

    def keys(self, way, pythons):
        """Return keys of manifests for bundles that have code objects in that `way`."""
        if way == 'precompile':
            # Some modules of the tree are broken, which is forgiven to what is installed.
            return {'precompile': [python.executable for python in pythons], 'search_paths': [self.tree]}
        return {way: True} if way else {}

    def bundle(self, entry, variant='', **more):
        """Return the path of the bundle with that entry; `variant` tells bundles of one entry apart."""
        folder = os.path.join(self.directory, 'bundles', entry.replace(':', '-') + variant)
        path = os.path.join(folder, 'bundle.py')
        if not os.path.exists(path):
            made = os.path.join(self.directory, 'made.py')
            bundles.build(self.tree, entry, made, **{**self.more, **more})
            os.makedirs(folder)
            os.rename(made, path)
        return path

    def folder(self, test):
        """Return a new directory for `test`, which is removed after it."""
        folder = tempfile.mkdtemp(dir=self.directory)
        test.addCleanup(shutil.rmtree, folder)
        return folder

    def build(self, tree, entry, output, check=True, **more):
        """Bundle a tree; return what the tool said, after checking its status or that it failed."""
        status, said = bundles.build(tree, entry, output, check=False, **{'format': 'source', **more})
        if bool(status) == check:
            raise AssertionError('the tool said:\n' + said)
        return said

    def list(self, bundle):
        """Return what the tool says of a bundle's content."""
        return subprocess.run([os.environ['PYBUNDLE'], 'list', bundle], check=True, stdout=subprocess.PIPE,
                              universal_newlines=True).stdout

    def environment(self):
        return base_environment()

    def run(self, command, directory=None, stdin=None, **environment):
        """Run `command` in an empty directory of its own, or in `directory`; return status, stdout and stderr."""
        own = directory or tempfile.mkdtemp(dir=self.directory)
        try:
            done = subprocess.run(command, cwd=own, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(base_environment(), **environment), encoding='utf-8',
                                  errors='backslashreplace', timeout=120)
        finally:
            if directory is None:
                shutil.rmtree(own)
        return done.returncode, done.stdout, done.stderr

    def from_disk(self, python, module, flags=(), arguments=()):
        """Run `module` as main from the tree."""
        if '.' not in module:
            command = [python, '-B', *flags, os.path.join(self.tree, module + '.py'), *arguments]
        elif {'-I', '-E'} & set(flags):
            command = [python, '-B', *flags, '-c', LAUNCH, self.tree, module, *arguments]
        else:
            command = [python, '-B', *flags, '-m', module, *arguments]
        return Answer(*self.run(command, PYTHONPATH=self.tree), self.tree, launcher=r'<string>|<frozen runpy>|.*runpy\.py')

    def from_bundle(self, python, module, flags=(), arguments=(), **environment):
        """Run the bundle with that entry."""
        path = self.bundle(module)
        if self.more.get('bytecode_cache'):  # the second run is the one to look at
            self.run([python, *flags, path, *arguments], **environment)
            status = self.run([python, '-B', *flags, path, *arguments], **environment)
        else:
            status = self.run([python, '-B', *flags, path, *arguments], **environment)
        return Answer(*status, path, launcher=re.escape(path), launchers=1)


def base_environment():
    """Return an environment that says nothing to Python, but where it finds temporary files and the like."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(('PYTHON', 'PYBUNDLE', 'XDG_'))}
    return dict(kept, LC_ALL='C.UTF-8', NO_COLOR='1')


class Answer:
    """What a run said, with the root of the modules replaced by <root>, without the frames that start the program."""

    def __init__(self, status, stdout, stderr, root, launcher, launchers=99):
        self.status = status
        self.stdout = plain(stdout, root)
        self.stderr = plain(without_frames(stderr, launcher, launchers), root)

    def parts(self):
        """Return a dictionary of what can be compared one by one."""
        parts = {'status': self.status, 'stderr': self.stderr}
        try:
            parts.update(json.loads(self.stdout))
        except ValueError:
            parts['stdout'] = self.stdout
        return parts


def plain(text, root):
    """Return `text` without what differs from run to run."""
    text = text.replace(json.dumps(root)[1:-1], '<root>').replace(root, '<root>')
    text = re.sub(r'<root>/__init__', '<root>/__init__', text)
    return re.sub(r'0x[0-9a-fA-F]{6,}', '0x', text)


FRAME = re.compile(r'^  File "(?P<file>.*)", line \d+(, in .*)?\n(    .*\n|  \[Previous line.*\n)*', re.MULTILINE)


def without_frames(text, launcher, limit):
    """Remove the frames whose file matches `launcher` from each traceback in `text`, at most `limit` in each."""
    tracebacks = re.split(r'^(?=Traceback )', text, flags=re.MULTILINE)
    return ''.join(_without_frames(each, launcher, limit) for each in tracebacks)


def _without_frames(text, launcher, limit):
    left = [limit]

    def drop(match):
        if re.fullmatch(launcher, match.group('file')) and left[0] and ', in ' in (match.group(2) or ''):
            left[0] -= 1
            return ''
        return match.group()

    return FRAME.sub(drop, text)
