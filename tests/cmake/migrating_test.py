"""Runs what docs/migrating.md says: the ways after, and with $PYBUNDLE_TEST_PEERS the ways before.

That is a virtual environment with stickytape and pinliner. On the page a file follows a line with its path alone; shell commands belong to the last line that begins with
Before, After or Or; and "Each prints:" tells what all of them print at the end.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.environ['PYBUNDLE_SOURCE_DIR']
PEERS = os.environ.get('PYBUNDLE_TEST_PEERS')


class Section:
    """Of the page: its files, its ways as lists of (Before, After or Or; commands), and what they print."""

    def __init__(self, text):
        self.title = text.splitlines()[0]
        self.files, self.ways, self.prints = {}, [], None
        way = None
        for before, language, code in re.findall(r'(.*?)```(\w+)\n(.*?)```\n', text, re.DOTALL):
            for word in re.findall(r'^(Before|After|Or)\b', before, re.MULTILINE):
                way = word
            path = re.search(r'^`([^`]+)`:$', before.strip().splitlines()[-1]) if before.strip() else None
            if language == 'sh':
                self.ways.append((way, code))
            elif language == 'text':
                self.prints = code
            else:
                self.files[path.group(1)] = code

    def run(self, commands, programs):
        """The last line that the commands print, in a new directory with the section's files."""
        with tempfile.TemporaryDirectory() as directory:
            for path, code in self.files.items():
                path = os.path.join(directory, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, 'w', encoding='utf-8') as file:
                    file.write(code)
            environment = dict(os.environ, PATH=os.pathsep.join(programs + [os.environ['PATH']]),
                               PyBundle_DIR=os.environ['PYBUNDLE_BINARY_DIR'])
            run = subprocess.run(['sh', '-e', '-c', commands], cwd=directory, env=environment,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
            if run.returncode != 0:
                raise AssertionError(f'{commands}ended with {run.returncode}:\n{run.stdout}{run.stderr}')
            return run.stdout.splitlines()[-1] + '\n'


class MigratingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(os.path.join(SOURCE, 'docs', 'migrating.md'), encoding='utf-8') as file:
            cls.sections = [Section(part) for part in re.split('^## ', file.read(), flags=re.MULTILINE)[1:]]
        programs = tempfile.TemporaryDirectory()
        cls.addClassCleanup(programs.cleanup)
        os.symlink(os.environ['PYBUNDLE'], os.path.join(programs.name, 'pybundle'))
        os.symlink(sys.executable, os.path.join(programs.name, 'python3'))
        cls.programs = programs.name

    def check(self, words, programs):
        count = 0
        for section in self.sections:
            for word, commands in section.ways:
                if word in words:
                    with self.subTest(f'{section.title}: {word}'):
                        self.assertEqual(section.prints, section.run(commands, programs))
                    count += 1
        return count

    def test_ways_after(self):
        self.assertEqual(5, self.check(('After', 'Or'), [self.programs]))

    @staticmethod
    def find_python2():
        """The path of a Python 2.7 that runs, which a shim on the path may not, or None."""
        candidates = glob.glob(os.path.expanduser('~/.pyenv/versions/2.7*/bin/python2.7'))
        candidates += filter(None, [shutil.which('python2.7')])
        for path in candidates:
            if subprocess.run([path, '-c', ''], stderr=subprocess.DEVNULL).returncode == 0:
                return path
        return None

    @unittest.skipUnless(PEERS, 'needs the other tools')
    def test_ways_before(self):
        python2 = self.find_python2()
        if python2 is None:
            self.skipTest('needs Python 2.7, for pinliner')
        # It has no virtual environments, so its packages are this one's.
        packages, = glob.glob(os.path.join(PEERS, 'lib', 'python*', 'site-packages'))
        os.symlink(python2, os.path.join(self.programs, 'python2.7'))
        pinliner = os.path.join(self.programs, 'pinliner')
        with open(pinliner, 'w', encoding='utf-8') as file:
            file.write(f'#!/bin/sh\nPYTHONPATH={packages} exec python2.7 -m pinliner.pinliner "$@"\n')
        os.chmod(pinliner, 0o755)
        self.assertEqual(3, self.check(('Before',), [self.programs, os.path.join(PEERS, 'bin')]))


if __name__ == '__main__':
    unittest.main()
