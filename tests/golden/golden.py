"""Builds the bundle of one case, compares it with the case's expected.py, and runs it everywhere.

A case is a directory with manifest.json, the sources, expected.py, output.txt (what running prints), and perhaps
host.py, which gets the bundle's path and plays its host. The runtime's own text is left out of expected.py: it is
the same in every bundle and has tests of its own. PYBUNDLE_UPDATE_GOLDEN=1 writes both expected files anew.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'runtime'))
import interpreters  # noqa: E402


def without_runtime(text):
    """Return a bundle's `text` without what depends on the runtime: its source and the bundle's id."""
    # What is compressed depends on the version of the library that does it.
    text = re.sub(r" \[zlib\]\n[^']*'''", " [zlib]\n...'''", text)
    text = re.sub(r"\n'id': '[0-9a-f]{32}',", "\n'id': '...',", text)
    text = re.sub(r"\n'hot': .*\n'index': ", "\n'hot': '...',\n'cold': '...',\n'index': ", text, flags=re.DOTALL)
    text = re.sub(r"exec\(__import__\('\w+'\)\.decompress\(.*\), _pybundle\)", 'exec(..., _pybundle)', text)
    return re.sub(r'by PyBundle [0-9.]+', 'by PyBundle VERSION', text)


def run(interpreter, case, bundle):
    """Return what the bundle prints, or its host."""
    host = os.path.join(case, 'host.py')
    command = [interpreter.executable, '-I', *([host] if os.path.exists(host) else []), bundle]
    done = subprocess.run(command, cwd=os.path.dirname(bundle), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    return done.stdout.decode().replace('\r\n', '\n').replace(os.path.dirname(bundle), 'DIRECTORY')


def compare(path, actual, what):
    """Say how `actual` differs from the file `path`; return whether it does."""
    if os.environ.get('PYBUNDLE_UPDATE_GOLDEN'):
        with open(path, 'w', encoding='utf-8', newline='\n') as file:
            file.write(actual)
    with open(path, encoding='utf-8', newline='\n') as file:
        expected = file.read()
    if actual == expected:
        return False
    print(what, 'differs:')
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True), path, 'actual'))
    return True


def main(case):
    found = interpreters.find()
    if not found:
        return 'no interpreter found'
    wrong = False
    with tempfile.TemporaryDirectory(prefix='pybundle golden ') as directory:
        directory = os.path.realpath(directory)
        bundle = os.path.join(directory, 'bundle.py')
        subprocess.run([os.environ['PYBUNDLE'], 'build', '-q', os.path.join(case, 'manifest.json'), '-o', bundle],
                       check=True)
        with open(bundle, encoding='ascii', newline='') as file:
            text = file.read()
        wrong |= compare(os.path.join(case, 'expected.py'), without_runtime(text), 'the bundle')
        for interpreter in found:
            wrong |= compare(os.path.join(case, 'output.txt'), run(interpreter, case, bundle),
                             'what %s %d.%d.%d printed' % (interpreter.implementation, *interpreter.version))
        if os.listdir(directory) != ['bundle.py']:
            print('running wrote files:', os.listdir(directory))
            wrong = True
    return int(wrong)


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
