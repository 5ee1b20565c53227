"""Installs requirements with pip or uv into a directory, for bundles to follow imports into.

    install_requirements.py CALL.json

CALL.json has the keys `requirements`, a file in pip's format or a Python file with inline metadata
(PEP 723); `destination`, the directory, replaced as a whole when all went well; `stamp`, a file
written after; and `installer`, `find_links`, `no_index`, `allow_any_wheel` as the CMake function has
them. Only pure-Python wheels are taken, except of the distributions in `allow_any_wheel`: then pip
chooses as it does on this machine, as uv always does, and compiled files of all others are an error.

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

TRACES = ('direct_url.json', 'uv_cache.json')
COMPILED = ('.so', '.pyd', '.dll', '.dylib')
CLAUSE = re.compile(r'(~=|===?|!=|<=?|>=?)\s*(\d+(?:\.\d+)*)(\.\*)?(?:(?:a|b|rc)\d+)?')
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
        try:
            from pip._vendor import tomli as tomllib
        except ModuleNotFoundError:
            raise Failure(
                f'{path}: error: reading its block "# /// script" takes Python 3.11, or pip, and '
                f'{sys.executable} has neither [no-pip]')
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


def is_supported(specifier, version):
    """Whether `version`, a tuple of three numbers, is what `requires-python` asks for (PEP 440)."""
    for clause in specifier.split(','):
        found = CLAUSE.fullmatch(clause.strip())
        if not found:
            if clause.strip():
                raise ValueError(f'no version specifier: {specifier!r}')
            continue
        operator, numbers, star = found.groups()
        numbers = tuple(map(int, numbers.split('.')))
        padded = (numbers + (0, 0))[:3]
        holds = {
            '==': version[:len(numbers)] == numbers if star else version == padded,
            '!=': version[:len(numbers)] != numbers if star else version != padded,
            '===': version == padded,
            '~=': version >= padded and version[:len(numbers) - 1] == numbers[:-1],
            '<': version < padded, '<=': version <= padded,
            '>': version > padded, '>=': version >= padded,
        }[operator]
        if not holds:
            return False
    return True


def check_python(path, text, needed):
    place = line_of(path, text, 'requires-python')
    try:
        if is_supported(needed, tuple(sys.version_info[:3])):
            return
    except ValueError as error:
        raise Failure(f'{place}: error: {error} [bad-metadata]')
    raise Failure(
        f'{place}: error: this needs Python {needed}, and {sys.executable} is '
        f'{".".join(map(str, sys.version_info[:3]))} [wrong-python]\n'
        'Name another interpreter with PYTHON.')


def choose_installer(call):
    """'pip', or the path of uv: what the call says, else pip, else uv if this interpreter has no pip."""
    uv = shutil.which('uv')
    try:
        import pip  # noqa: F401
    except ModuleNotFoundError:
        if call['installer'] != 'pip' and uv:
            return uv
        raise Failure(
            f'{call["requirements"]}: error: there is no pip for {sys.executable} [no-pip]\n'
            'Install it (python -m ensurepip), name another interpreter with PYTHON, or install uv.')
    if call['installer'] != 'uv':
        return 'pip'
    if not uv:
        raise Failure(f'{call["requirements"]}: error: there is no uv on the path [no-uv]\n'
                      'Install it, or leave INSTALLER out.')
    return uv


def install_command(call, installer, requirements, text, target):
    if installer == 'pip':
        command = [sys.executable, '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input',
                   '--no-warn-conflicts', '--no-compile']
        if not call['allow_any_wheel']:
            # So that of a package with both kinds pip takes the pure one, not what fits this machine.
            command += ['--platform', 'any', '--implementation', 'py', '--abi', 'none']
    else:
        command = [installer, 'pip', 'install', '--no-progress', '--python', sys.executable]
    command += ['--quiet', '--only-binary', ':all:', '--target', target]
    if '--hash' in text:
        command.append('--require-hashes')
    if call['no_index']:
        command.append('--no-index')
    for directory in call['find_links']:
        command += ['--find-links', directory]
    return command + ['-r', requirements]


# Whom pip and uv blame when nothing fits.
MISSING = re.compile(
    r'No matching distribution found for (?P<pip>[\w.-]+)(?P<version>.*)'
    r'|Because (?:there (?:is|are) no versions? of )?(?P<uv>[A-Za-z0-9][\w.-]*)\S* (?:has no|was not found|and)')


def run_installer(call, installer, requirements, text, target):
    """Installs into `target`, which is made; raises Failure with what pip or uv said."""
    # --user can't be combined with --target, and a virtual environment is not what this is about.
    environment = dict(os.environ, PIP_USER='0', PIP_REQUIRE_VIRTUALENV='0', NO_COLOR='1')
    run = subprocess.run(install_command(call, installer, requirements, text, target),
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         cwd=os.path.dirname(target), env=environment)
    output = run.stdout.decode('utf-8', 'replace').strip()
    if run.returncode == 0:
        return
    shown = call['requirements']
    missing = MISSING.search(output)
    if missing and not call['allow_any_wheel']:
        name = missing.group('pip') or missing.group('uv')
        raise Failure(
            f'{output}\n{line_of(shown, text, name)}: error: there is no pure-Python wheel of '
            f'{name}{missing.group("version") or ""} [no-pure-wheel]\n'
            'If the name and version are right, the package is compiled: leave it to the environment, '
            f'with\nEXTERNAL in place of the requirement, or try ALLOW_ANY_WHEEL {name}.')
    name = os.path.splitext(os.path.basename(installer))[0]
    raise Failure(f'{output}\n{shown}: error: {name} ended with exit status {run.returncode} [{name}]')


def files_of(dist_info):
    """The rows of a distribution's RECORD, whose first column is a path relative to its directory."""
    with open(os.path.join(dist_info, 'RECORD'), newline='', encoding='utf-8') as file:
        return list(csv.reader(file))


def distributions(directory):
    """(name, path of the .dist-info) of what is installed, sorted."""
    for entry in sorted(os.listdir(directory)):
        if entry.endswith('.dist-info'):
            yield entry.split('-')[0], os.path.join(directory, entry)


def check_pure(call, installer, text, directory):
    allowed = {canonical(name) for name in call['allow_any_wheel']}
    for name, dist_info in distributions(directory):
        compiled = [row[0] for row in files_of(dist_info) if row and row[0].endswith(COMPILED)]
        if compiled and canonical(name) not in allowed:
            raise Failure(
                f'{line_of(call["requirements"], text, name)}: error: {canonical(name)} is no '
                f'pure-Python wheel: it has {compiled[0]} [no-pure-wheel]\n'
                'Leave it to the environment, with EXTERNAL in place of the requirement, or add it to '
                'ALLOW_ANY_WHEEL.'
                + ('' if installer == 'pip' else '\nIf there is a pure one as well: INSTALLER pip takes that.'))


def drop_traces(directory):
    """Removes what names this machine: start scripts, and where a wheel lay."""
    shutil.rmtree(os.path.join(directory, 'bin'), ignore_errors=True)
    if os.path.exists(os.path.join(directory, '.lock')):  # uv's
        os.remove(os.path.join(directory, '.lock'))
    for _, dist_info in distributions(directory):
        for name in TRACES:
            if os.path.exists(os.path.join(dist_info, name)):
                os.remove(os.path.join(dist_info, name))
        rows = [row for row in files_of(dist_info)
                if row and not row[0].startswith('..') and not row[0].startswith('bin/')
                and not row[0].endswith(tuple('.dist-info/' + name for name in TRACES))]
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
    installer = choose_installer(call)
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
        run_installer(call, installer, requirements, text, target)
        check_pure(call, installer, text, target)
        drop_traces(target)
        replace_directory(target, call['destination'])
    with open(call['stamp'], 'w', encoding='utf-8') as file:
        file.write(state)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        call = json.load(file)
    try:
        install(call)
    except Failure as failure:
        return str(failure)
    except (OSError, UnicodeDecodeError) as error:
        return f'{call["requirements"]}: error: {error} [requirements]'


if __name__ == '__main__':
    sys.exit(main())
