"""What the README says of other tools: each fact is tried, and the README's table has to be what comes out.

    peers_test.py PEERS

PEERS is a virtual environment with stickytape. The same little program is made one file by each tool.
"""
import os
import resource
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.environ['PYBUNDLE_SOURCE_DIR']
PYBUNDLE = os.environ['PYBUNDLE']
PEERS = os.path.join(os.path.abspath(sys.argv[1]), 'bin')

MAIN = '''import pkgutil

from shop import prices

TEXT = """first line
second line"""


def late():
    from shop import later
    return later.VERSION


if __name__ == "__main__":
    print(prices.total([("bolts", 2)]))
    print(TEXT)
    try:
        print(pkgutil.get_data("shop", "data.txt").decode())
    except Exception:
        print("no data")
'''
PRICES = '''PRICES = {"bolts": 5}


def total(order):
    return sum(PRICES[item] * pieces for item, pieces in order)
'''
HOST = '''
import sys
results = []
spaces = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        source = file.read()
    spaces.append({})
    exec(compile(source, path, "exec"), spaces[-1])
for space in spaces:
    results.append(space["late"]())
print(results)
'''


def write_tree(directory, version):
    files = {'main.py': MAIN, 'shop/__init__.py': '', 'shop/prices.py': PRICES, 'shop/data.txt': 'data',
             'shop/later.py': f'VERSION = {version}\n'}
    for path, text in files.items():
        path = os.path.join(directory, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)


def by_pybundle(tree, output, for_a_host=False):
    options = ['main.py:late', '--host', 'kaggle'] if for_a_host else ['main.py']
    subprocess.run([PYBUNDLE, 'build', '--quiet', *options, '--resource', 'shop/*.txt', '-o', output], cwd=tree, check=True)


def by_stickytape(tree, output, for_a_host=False):
    subprocess.run([os.path.join(PEERS, 'stickytape'), 'main.py', '--add-python-path', '.', '--output-file', output],
                   cwd=tree, check=True)


def by_zipapp(tree, output, for_a_host=False):
    copy = output + '.tree'
    shutil.copytree(tree, copy)
    os.rename(os.path.join(copy, 'main.py'), os.path.join(copy, '__main__.py'))
    subprocess.run([sys.executable, '-m', 'zipapp', copy, '-o', output], check=True)


def run(*command, **options):
    result = subprocess.run([sys.executable, '-I', *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            cwd=tempfile.gettempdir(), **options)
    return result.stdout.decode(), result.stderr.decode()


def write_nothing():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def is_text_with(line, path):
    with open(path, 'rb') as file:
        content = file.read()
    return content.isascii() and line in content.decode().splitlines()


def facts(first, for_host, second_for_host):
    """{the README's words: whether it is so} of the program as one file, and of two versions of it for a host."""
    output, _ = run(first)
    with open(first, 'rb') as file:
        content = file.read()
    return {
        'starts as `python FILE`': output.startswith('10\n'),
        'starts from standard input': run('-', input=content)[0].startswith('10\n'),
        'starts where no file can be written': run(first, preexec_fn=write_nothing)[0].startswith('10\n'),
        'keeps a string of several lines in the script as it is': 'first line\nsecond line\n' in output,
        'has the data files': '\ndata\n' in output,
        'a host can load it and call it later, with imports inside functions': run('-c', HOST, for_host)[0] == '[1]\n',
        'two versions in one process keep their own modules': run('-c', HOST, for_host, second_for_host)[0] == '[1, 2]\n',
        'is text in which the modules\' lines stand as lines': is_text_with('def total(order):', first),
    }


def main():
    tools = {'PyBundle': by_pybundle, 'stickytape 0.2.1': by_stickytape, '`python -m zipapp`': by_zipapp}
    columns = []
    with tempfile.TemporaryDirectory() as directory:
        for version in (1, 2):
            write_tree(os.path.join(directory, f'tree{version}'), version)
        for i, make in enumerate(tools.values()):
            outputs = []
            for version, for_a_host in ((1, False), (1, True), (2, True)):
                outputs.append(os.path.join(directory, f'{i}-{len(outputs)}', 'program.py'))
                os.makedirs(os.path.dirname(outputs[-1]))
                make(os.path.join(directory, f'tree{version}'), outputs[-1], for_a_host)
            columns.append(facts(*outputs))
    table = ['| | ' + ' | '.join(tools) + ' |', '|---|' + '---|' * len(tools)]
    for words in columns[0]:
        table.append(f'| {words} | ' + ' | '.join('yes' if column[words] else 'no' for column in columns) + ' |')
    table = '\n'.join(table) + '\n'
    print(table)
    with open(os.path.join(SOURCE, 'README.md'), encoding='utf-8') as file:
        if table not in file.read():
            sys.exit('README.md has another table')


if __name__ == '__main__':
    main()
