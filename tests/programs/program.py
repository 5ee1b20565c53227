"""Makes one file of a program with one command, and compares what the program and the file do.

`program.py --tool PYBUNDLE --directory DIR NAME`: exit status 1 if they differ, or if a program that can't be one file
isn't refused with the reasons that programs.json says.

A program in programs.json:
  packages   what is installed, each with its version, nothing else
  pure       the same, but the wheels that hold no compiled modules
  script     its name, if it is not the program's
  entry      what `pybundle build` is given
  options    more for that command; `why` says why they are needed
  version    what asks for its version; --version if missing
  job        one real call: its arguments, where SERVER stands for a server's address; its files are in jobs/NAME
  input      a file of the job, given as standard input
  status     the job's exit status, 0 if missing
  refused    instead of a job: what the build says
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import zipfile

import install
from server import serve

HERE = os.path.dirname(os.path.abspath(__file__))


def say(command):
    print('+', ' '.join(command), flush=True)


def build(tool, program, environment, target):
    """Run the one command; return its result. The bundle is `target`."""
    command = [tool, 'build', program['entry'], '--python', install.interpreter(environment), '-o', target,
               '--metafile', target + '.json', *program.get('options', [])]
    say(command)
    # An empty directory, for the working directory is where modules are looked for first.
    empty = os.path.join(os.path.dirname(target), 'empty')
    os.makedirs(empty)
    return subprocess.run(command, cwd=empty, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def strangers(bare, target, environment):
    """Return what shows that the bundle needs, or could get, anything from the disk."""
    found = []
    with open(target, 'rb') as stream:
        if os.fsencode(environment) in stream.read():
            found.append('the bundle names ' + environment)
    metafile = json.loads(install.read(target + '.json'))
    tops = sorted({module['name'].partition('.')[0] for module in metafile['modules']})
    if not tops:
        found.append('there is nothing in the bundle')
    code = 'import importlib.machinery as m, sys; print([n for n in sys.argv[1:] if m.PathFinder.find_spec(n)])'
    done = subprocess.run([bare, '-I', '-c', code, *tops], stdout=subprocess.PIPE, check=True)
    importable = done.stdout.decode().strip()
    if importable != '[]':
        found.append('on the disk there are also ' + importable)
    return found


def make_wheels(directory):
    """Pack each directory NAME.whl below `directory` into the file of that name."""
    for parent, folders, _ in list(os.walk(directory)):
        for folder in [folder for folder in folders if folder.endswith('.whl')]:
            source = os.path.join(parent, folder)
            with zipfile.ZipFile(source + '.zip', 'w') as archive:
                for path, _, leaves in sorted(os.walk(source)):
                    for leaf in sorted(leaves):
                        name = os.path.relpath(os.path.join(path, leaf), source).replace(os.sep, '/')
                        archive.writestr(zipfile.ZipInfo(name), install.read(os.path.join(path, leaf)))
            shutil.rmtree(source)
            os.rename(source + '.zip', source)


def tree(directory):
    """Return the content of every file below `directory` by its path."""
    files = {}
    for path, _, leaves in os.walk(directory):
        for leaf in leaves:
            with open(os.path.join(path, leaf), 'rb') as stream:
                files[os.path.relpath(os.path.join(path, leaf), directory)] = stream.read()
    return files


def run(command, work, name, places, source=None):
    """Run `command` on a fresh copy of the job's files; return status, output, errors, and the files changed.

    `places` are where the program itself lies: it may say so, and both of them say PLACE instead.
    """
    shutil.rmtree(work, ignore_errors=True)
    directory = os.path.join(work, 'here')
    jobs = os.path.join(HERE, 'jobs', name)
    shutil.copytree(jobs, directory) if os.path.isdir(jobs) else os.makedirs(directory)
    make_wheels(directory)
    before = tree(directory)
    home = os.path.join(work, 'home')
    os.makedirs(home)
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith(('PYTHON', 'PIP_', 'XDG_')) and 'proxy' not in key.lower()}
    environment.update(HOME=home, USERPROFILE=home, TMPDIR=home, COLUMNS='80', TERM='dumb', LC_ALL='C.UTF-8', TZ='UTC',
                       PYBUNDLE_CACHE=os.path.join(work, 'extracted'))
    say(command)
    text_in = install.read(os.path.join(directory, source)) if source else ''
    done = subprocess.run(command, cwd=directory, env=environment, input=text_in.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300)

    def text(data):
        for place in [os.path.join(work, 'extracted'), *places]:
            data = data.replace(os.fsencode(place), b'PLACE')
        return data.decode('utf-8', 'backslashreplace')

    after = tree(directory)
    changed = {path: text(after[path]) if path in after else None
               for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)}
    return {'status': done.returncode, 'output': text(done.stdout), 'errors': text(done.stderr), 'changed': changed}


def differences(original, bundled):
    """Return what differs between the two runs, as text."""
    return ['%s: %r, from the bundle %r' % (key, original[key], bundled[key])
            for key in original if original[key] != bundled[key]]


def compare(name, program, tool, directory):
    """Return what is wrong with the program as one file."""
    environment = install.make_environment(name, program, directory)
    script = program.get('script', name)
    place = os.path.join(directory, 'bundles', name)
    shutil.rmtree(place, ignore_errors=True)
    target = os.path.join(place, 'made', script)
    os.makedirs(os.path.dirname(target))
    built = build(tool, program, environment, target)
    messages = built.stderr.decode('utf-8', 'replace')
    print(messages, end='', flush=True)

    if 'refused' in program:
        wrong = ['it is not said: ' + text for text in program['refused'] if text not in messages]
        if built.returncode != 1:
            wrong.append('the build ends with %d, not with 1' % built.returncode)
        if os.path.exists(target):
            wrong.append('there is a bundle')
        return wrong
    if built.returncode:
        return ['the build ends with %d' % built.returncode]

    # Alone, and far from everything that it was made from.
    alone = os.path.join(place, 'alone', script)
    os.makedirs(os.path.dirname(alone))
    shutil.copy(target, alone)
    bare = install.interpreter(os.path.join(directory, 'bare'))
    wrong = strangers(bare, target, environment)
    code = 'import sysconfig; print(sysconfig.get_path("purelib"))'
    site = subprocess.run([install.interpreter(environment), '-I', '-c', code], stdout=subprocess.PIPE, check=True)
    site = site.stdout.decode().strip()
    original = [install.script(environment, script)]
    if os.name != 'nt':
        original = [install.interpreter(environment), '-I', *original]
    bundled = [bare, '-I', alone]
    work = os.path.join(place, 'work')
    with serve() as address:
        for what, arguments, source, status in (
                ('version', program.get('version', ['--version']), None, 0),
                ('job', program['job'], program.get('input'), program.get('status', 0))):
            arguments = [argument.replace('SERVER', address) for argument in arguments]
            disk = run(original + arguments, work, name, [site], source)
            one = run(bundled + arguments, work, name, [alone], source)
            print(disk['output'], end='', flush=True)
            if disk['status'] != status:
                wrong.append('%s: the original ends with %d:\n%s' % (what, disk['status'], disk['errors']))
            if not disk['output'] and not disk['changed']:
                wrong.append('%s: the original does nothing' % what)
            wrong += ['%s: %s' % (what, text) for text in differences(disk, one)]
    if not wrong:
        shutil.rmtree(work, ignore_errors=True)
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True)
    parser.add_argument('name')
    options = parser.parse_args()
    programs = json.loads(install.read(os.path.join(HERE, 'programs.json')))
    directory = os.path.abspath(options.directory)
    install.make_tools(directory)
    wrong = compare(options.name, programs[options.name], os.path.abspath(options.tool), directory)
    for text in wrong:
        print('wrong:', text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
