"""How many bytes bundles take, beside other tools and beside plain archives of the same files.

    size_bench.py --tool PYBUNDLE --directory WORK [--markdown] [--agent NAME=ENTRY]... [--tree NAME=PACKAGE]...

An agent is a program of several modules: ENTRY is its main file or a package with __main__.py, and what it imports beside
itself belongs to it. Default: the example agent. A tree is the directory of a package, taken whole; default: the packages
of the running Python's own library that are larger than a megabyte.

python-minifier (`minify`), pinliner and stickytape are used as the running Python has them; one that is missing gets no
column's value. Bundles are for Python 3.10 and later. "minified" is what one would
write by hand: the modules, minified by python-minifier as it does by default, in a dictionary that is compressed by zlib
and written in base 64, with the shortest finder that imports them.
"no docs" is the same where it was told to remove docstrings, "bare" is "minified" without the finder.
"""

import argparse
import base64
import glob
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def default_agents():
    return {'halite': os.path.join(HERE, os.pardir, 'examples', 'halite', 'src', 'halite', 'main.py')}


def default_trees():
    library = sysconfig.get_paths()['stdlib']
    packages = map(os.path.dirname, glob.glob(os.path.join(library, '*', '__init__.py')))
    sizes = {path: sum(map(os.path.getsize, glob.glob(os.path.join(path, '**', '*.py'), recursive=True)))
             for path in packages}
    return {os.path.basename(path): path for path, size in sorted(sizes.items()) if size > 1e6}


def root_of(path):
    """Return the directory where the names of modules begin for the file or package `path`."""
    folder = os.path.dirname(os.path.abspath(path))
    while os.path.exists(os.path.join(folder, '__init__.py')):
        folder = os.path.dirname(folder)
    return folder


def build(tool, entry, output, *options):
    command = [tool, 'build', '--quiet', entry, '--root', root_of(entry), '-o', output, *options]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return os.path.getsize(output)


def modules_of(tool, bundle, folder):
    """Return {path: source} of a bundle's modules and data files, and write them below `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([tool, 'extract', bundle, '-o', folder], check=True)
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, '**', '*'), recursive=True)):
        if os.path.isfile(path):
            with open(path, encoding='utf-8', newline='') as file:
                found[os.path.relpath(path, folder).replace(os.sep, '/')] = file.read()
    return found


FINDER = """import sys,zlib,base64
from importlib.machinery import ModuleSpec as M
d=eval(zlib.decompress(base64.b64decode('')))
class F:
 create_module=lambda s,m:None
 def find_spec(s,n,*_):
  for s.n in n.replace('.','/')+'/__init__.py',n.replace('.','/')+'.py':
   if s.n in d:x=F();x.n=s.n;return M(n,x,is_package='_.'in s.n)
 def exec_module(s,m):exec(d[s.n],vars(m))
sys.meta_path.insert(0,F())
exec(d['%s'])
"""


def bare(files, **options):
    """Return how long the compressed dictionary of the minified `files` is in base 64, None without python-minifier."""
    try:
        import python_minifier
    except ImportError:
        return None
    minified = {path: python_minifier.minify(source, path, **options) if path.endswith('.py') else source
                for path, source in files.items()}
    return len(base64.b64encode(zlib.compress(repr(minified).encode(), 9)))


def run_peer(arguments, output):
    """Return the size of what another tool wrote, None where it is missing or fails."""
    command = shutil.which(arguments[0], path=os.path.dirname(sys.executable))
    if command is None:
        return None
    done = subprocess.run([command, *arguments[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.getsize(output) if done.returncode == 0 and os.path.exists(output) else None


def measure_agent(tool, entry, work):
    """Return {column: bytes}."""
    path = lambda name: os.path.join(work, name)  # noqa: E731
    sizes = {'source': build(tool, entry, path('source.py'))}
    tree = path('tree')
    files = modules_of(tool, path('source.py'), tree)
    sizes['compact'] = build(tool, entry, path('compact.py'), '--format', 'compact')
    sizes['smallest'] = build(tool, entry, path('smallest.py'), '--format', 'smallest', '--target-python', '>=3.10')
    finder = len(FINDER % os.path.relpath(entry, root_of(entry)))
    sizes['bare'] = bare(files)
    for column, options in (('minified', {}), ('no docs', {'remove_literal_statements': True})):
        size = bare(files, **options)
        sizes[column] = size and size + finder
    # pinliner takes packages alone: the same files as one.
    package = path('package')
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(tree, package)
    open(os.path.join(package, '__init__.py'), 'a').close()
    sizes['pinliner'] = run_peer(['pinliner', package, '-o', path('pinliner.py')], path('pinliner.py'))
    script = os.path.join(tree, os.path.relpath(entry, root_of(entry)))
    sizes['stickytape'] = run_peer(['stickytape', script, '--add-python-path', tree, '--output-file',
                                    path('stickytape.py')], path('stickytape.py'))
    return {'files': sum(map(len, (text.encode() for text in files.values()))), **sizes}


def measure_tree(tool, package, work):
    """Return {column: bytes}; "zip" is `zip -9` of the same files, in base 64."""
    output, manifest = os.path.join(work, 'tree.py'), os.path.join(work, 'tree.json')
    package = os.path.abspath(package)
    with open(manifest, 'w', encoding='utf-8') as file:
        json.dump({'pybundle': 1, 'roots': [os.path.dirname(package)], 'packages': [os.path.basename(package)],
                   'host': 'module', 'format': 'compact'}, file)
    subprocess.run([tool, 'build', '--quiet', manifest, '-o', output], check=True)
    folder = os.path.join(work, 'whole')
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([tool, 'extract', output, '-o', folder], check=True)
    archive, total = io.BytesIO(), 0
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in sorted(glob.glob(os.path.join(folder, '**', '*'), recursive=True)):
            if os.path.isfile(path):
                target.write(path, os.path.relpath(path, folder))
                total += os.path.getsize(path)
    in_base64 = len(base64.b64encode(archive.getvalue()))
    size = os.path.getsize(output)
    return {'files': total, 'compact': size, 'zip -9 in base 64': in_base64, 'ratio': '%.3f' % (size / in_base64)}


def print_table(title, rows, markdown):
    """Print {name: {column: value}}."""
    columns = ['', *next(iter(rows.values()))]
    lines = [[name, *('-' if row[column] is None else format(row[column], ',') if isinstance(row[column], int)
                      else str(row[column]) for column in columns[1:])] for name, row in rows.items()]
    widths = [max(len(line[i]) for line in [columns, *lines]) for i in range(len(columns))]
    print('\n%s\n' % title)
    for number, line in enumerate([columns, *lines]):
        cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:]))]
        print('| %s |' % ' | '.join(cells) if markdown else '  '.join(cells))
        if markdown and number == 0:
            print('|%s|' % '|'.join(['---'] + ['---:'] * (len(columns) - 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True, help='is emptied first')
    parser.add_argument('--agent', action='append', metavar='NAME=ENTRY')
    parser.add_argument('--tree', action='append', metavar='NAME=PACKAGE')
    parser.add_argument('--markdown', action='store_true')
    call = parser.parse_args()
    shutil.rmtree(call.directory, ignore_errors=True)
    os.makedirs(call.directory)
    work = os.path.abspath(call.directory)
    agents = dict(each.split('=', 1) for each in call.agent or ()) or default_agents()
    trees = dict(each.split('=', 1) for each in call.tree or ()) or default_trees()
    print_table('Bytes of programs', {name: measure_agent(call.tool, entry, work) for name, entry in agents.items()},
                call.markdown)
    print_table('Bytes of whole packages', {name: measure_tree(call.tool, package, work)
                                            for name, package in trees.items()}, call.markdown)


if __name__ == '__main__':
    main()
