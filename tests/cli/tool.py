"""Calls the tool in a directory of its own."""
import json
import os
import re
import subprocess
import tempfile
import unittest

TOOL = os.environ['PYBUNDLE']


class ToolTest(unittest.TestCase):
    """A test that has an empty directory as its working directory's stand-in."""

    maxDiff = None

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='pybundle cli ')
        self.addCleanup(holder.cleanup)
        self.directory = holder.name

    def path(self, name):
        return os.path.join(self.directory, *name.split('/'))

    def write(self, name, content=''):
        """Write `content`, str or bytes, to the file `name` and return its path."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def manifest(self, name='m.json', **keys):
        return self.write(name, json.dumps({'pybundle': 1, **keys}))

    def call(self, *arguments, **options):
        """Run the tool and return (exit status, standard output, standard error without source lines)."""
        status, output, errors = self.call_in_full(*arguments, **options)
        return status, output, re.sub(r'^ +[0-9]* \| .*\n', '', errors, flags=re.MULTILINE)

    def call_in_full(self, *arguments, **options):
        """Run the tool and return (exit status, standard output, standard error)."""
        environment = dict(os.environ, LC_ALL='C')
        done = subprocess.run([TOOL, *arguments], cwd=self.directory, env=environment, timeout=60,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, **options)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def files(self):
        """All files below the directory, relative to it."""
        found = []
        for folder, _, names in os.walk(self.directory):
            found += (os.path.relpath(os.path.join(folder, name), self.directory) for name in names)
        return sorted(path.replace(os.sep, '/') for path in found)
