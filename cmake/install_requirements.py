"""Installs requirements with pip into a directory, for bundles to follow imports into.

    install_requirements.py CALL.json

CALL.json has the keys `requirements`, a file in pip's format or a Python file with inline metadata
(PEP 723); `destination`, the directory, replaced as a whole when all went well; `stamp`, a file
written after; and `find_links`, `no_index`, `allow_any_wheel` as the CMake function has them. Only
pure-Python wheels are taken, except of the distributions in `allow_any_wheel`: then pip chooses as
it does on this machine, and compiled files of all others are an error.

The interpreter that runs this file, 3.8 or newer, is the one that the requirements are resolved for.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

COMPILED = ('.so', '.pyd', '.dll', '.dylib')
BLOCK = re.compile(r'(?m)^# /// script[ \t]*\r?$\n((?:^#(?:| .*)\r?$\n)+?)^# ///[ \t]*\r?$')


class Failure(Exception):
    """What to tell the user: `place: error: message [id]`, and how to go on."""


def canonical(name):
    """A distribution's name as PEP 503 compares names."""
    return re.sub(r'[-_.]+', '-', name).lower()


def line_of(path, text, name):
    """`path:line:column` of the first mention of `name`, or `path`, if there is none."""
    pattern = re.sub(r'[-_.]+', '[-_.]+', re.escape(name).replace(r'\-', '-').replace(r'\.', '.'))
    found = re.search(rf'(?<![\w.-]){pattern}(?![\w-])', text, re.IGNORECASE)
    if not found:
        return path
    start = found.start()
    return f'{path}:{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}'


def inline_metadata(path, text):
    """The requirements of a script's PEP 723 block, one a line."""
    blocks = BLOCK.findall(text)
    if len(blocks) != 1:
        what = 'no' if not blocks else 'more than one'
        raise Failure(
            f'{path}: error: there is {what} block "# /// script" with requirements [no-metadata]')
    try:
        import tomllib
    except ModuleNotFoundError:  # before 3.11, where pip brings the same
        from pip._vendor import tomli as tomllib
    lines = [line[2:] for line in blocks[0].splitlines()]
    try:
        metadata = tomllib.loads('\n'.join(lines))
        dependencies = metadata.get('dependencies', [])
        needed = metadata.get('requires-python', '')
        if not all(isinstance(item, str) for item in [needed, *dependencies]):
            raise ValueError('dependencies is a list of strings, requires-python a string')
    except ValueError as error:
        raise Failure(f'{path}: error: the block "# /// script" is wrong: {error} [bad-metadata]')
    check_python(path, text, needed)
    return ''.join(item + '\n' for item in dependencies)


def check_python(path, text, needed):
    from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
    version = '.'.join(map(str, sys.version_info[:3]))
    place = line_of(path, text, 'requires-python')
    try:
        if SpecifierSet(needed).contains(version, prereleases=True):
            return
    except InvalidSpecifier:
        raise Failure(f'{place}: error: no version specifier: {needed!r} [bad-metadata]')
    raise Failure(
        f'{place}: error: this needs Python {needed}, and {sys.executable} is {version} [wrong-python]\n'
        'Name another interpreter with PYTHON.')


def run_pip(call, requirements, text, target):
    """Installs into `target`, which is made; raises Failure with what pip said."""
    command = [sys.executable, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check',
               '--no-input', '--no-warn-conflicts', '--no-compile', '--only-binary', ':all:',
               '--target', target]
    if not call['allow_any_wheel']:
        # So that of a package with both kinds pip takes the pure one, not what fits this machine.
        command += ['--platform', 'any', '--implementation', 'py', '--abi', 'none']
    if '--hash' in text:
        command.append('--require-hashes')
    if call['no_index']:
        command.append('--no-index')
    for directory in call['find_links']:
        command += ['--find-links', directory]
    command += ['-r', requirements]
    # --user can't be combined with --target, and a virtual environment is not what this is about.
    environment = dict(os.environ, PIP_USER='0', PIP_REQUIRE_VIRTUALENV='0')
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         cwd=os.path.dirname(target), env=environment)
    output = run.stdout.decode('utf-8', 'replace').strip()
    if run.returncode == 0:
        return
    shown = call['requirements']
    missing = re.search(r'No matching distribution found for ([\w.-]+)(.*)', output)
    if missing and not call['allow_any_wheel']:
        name = missing.group(1)
        raise Failure(
            f'{output}\n{line_of(shown, text, name)}: error: there is no pure-Python wheel of '
            f'{name}{missing.group(2)} [no-pure-wheel]\n'
            'If the name and version are right, the package is compiled: leave it to the environment, '
            f'with\nEXTERNAL in place of the requirement, or try ALLOW_ANY_WHEEL {name}.')
    raise Failure(f'{output}\n{shown}: error: pip ended with exit status {run.returncode} [pip]')


def files_of(dist_info):
    """The rows of a distribution's RECORD, whose first column is a path relative to its directory."""
    with open(os.path.join(dist_info, 'RECORD'), newline='', encoding='utf-8') as file:
        return list(csv.reader(file))


def distributions(directory):
    """(name, path of the .dist-info) of what is installed, sorted."""
    for entry in sorted(os.listdir(directory)):
        if entry.endswith('.dist-info'):
            yield entry.split('-')[0], os.path.join(directory, entry)


def check_pure(call, text, directory):
    allowed = {canonical(name) for name in call['allow_any_wheel']}
    for name, dist_info in distributions(directory):
        compiled = [row[0] for row in files_of(dist_info) if row and row[0].endswith(COMPILED)]
        if compiled and canonical(name) not in allowed:
            raise Failure(
                f'{line_of(call["requirements"], text, name)}: error: {canonical(name)} is no '
                f'pure-Python wheel: it has {compiled[0]} [no-pure-wheel]\n'
                'Leave it to the environment, with EXTERNAL in place of the requirement, or add it to '
                'ALLOW_ANY_WHEEL.')


def drop_traces(directory):
    """Removes what names this machine: start scripts, and where a wheel lay."""
    shutil.rmtree(os.path.join(directory, 'bin'), ignore_errors=True)
    for _, dist_info in distributions(directory):
        try:
            os.remove(os.path.join(dist_info, 'direct_url.json'))
        except FileNotFoundError:
            pass
        rows = [row for row in files_of(dist_info)
                if row and not row[0].startswith('..') and not row[0].startswith('bin/')
                and not row[0].endswith('.dist-info/direct_url.json')]
        with open(os.path.join(dist_info, 'RECORD'), 'w', newline='', encoding='utf-8') as file:
            csv.writer(file, lineterminator='\n').writerows(rows)


def replace_directory(new, old):
    """Puts `new` at the place of `old`; there is always one of them as a whole, or none."""
    aside = new + '.before'
    if os.path.isdir(old):
        os.rename(old, aside)
    os.rename(new, old)
    shutil.rmtree(aside, ignore_errors=True)


def install(call):
    path = call['requirements']
    with open(path, encoding='utf-8-sig') as file:
        text = file.read()
    is_script = path.endswith('.py')
    wanted = inline_metadata(path, text) if is_script else text

    # A script changes often, its requirements rarely.
    state = json.dumps([wanted, call, list(sys.version_info[:3])], indent=1) + '\n'
    if is_script and os.path.isdir(call['destination']) and os.path.exists(call['stamp']):
        with open(call['stamp'], encoding='utf-8') as file:
            if file.read() == state:
                os.utime(call['stamp'])
                return

    parent = os.path.dirname(call['destination'])
    os.makedirs(parent, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='install-', dir=parent) as scratch:
        requirements = path
        if is_script:
            requirements = os.path.join(scratch, 'requirements.txt')
            with open(requirements, 'w', encoding='utf-8') as file:
                file.write(wanted)
        target = os.path.join(scratch, 'packages')
        os.mkdir(target)
        run_pip(call, requirements, text, target)
        check_pure(call, text, target)
        drop_traces(target)
        replace_directory(target, call['destination'])
    with open(call['stamp'], 'w', encoding='utf-8') as file:
        file.write(state)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        call = json.load(file)
    try:
        import pip  # noqa: F401
    except ModuleNotFoundError:
        return (f'{call["requirements"]}: error: there is no pip for {sys.executable} [no-pip]\n'
                'Install it (python -m ensurepip), or name another interpreter with PYTHON.')
    try:
        install(call)
    except Failure as failure:
        return str(failure)
    except (OSError, UnicodeDecodeError) as error:
        return f'{call["requirements"]}: error: {error} [requirements]'


if __name__ == '__main__':
    sys.exit(main())
