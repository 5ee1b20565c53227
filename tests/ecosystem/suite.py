"""Runs a package's own tests with the package on the disk and in a bundle, and compares test by test.

`suite.py --tool PYBUNDLE --directory DIR --limits LIMITS NAME`: exit status 1 if a test does worse in the bundle and
expected.json doesn't say why, or if that says too much.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time

import compare
import prepare

SECONDS = 600  # for one run of a suite
HERE = os.path.dirname(os.path.abspath(__file__))


def load(name):
    return json.loads(prepare.read(os.path.join(HERE, name)))


def build(tool, name, target, extract):
    """Make a bundle of the package in `target`; return its path."""
    packages, modules = prepare.own_names(os.path.join(target, 'tree'))
    kind = 'extracted' if extract else 'bundle'
    manifest = os.path.join(target, kind + '.json')
    bundle = os.path.join(target, kind, '%s_bundle.py' % name.replace('-', '_'))
    shutil.rmtree(os.path.dirname(bundle), ignore_errors=True)  # and what an earlier one extracted
    os.makedirs(os.path.dirname(bundle))
    prepare.write(manifest, json.dumps({
        'pybundle': 1, 'entry': 'harness:main', 'roots': ['tree'], 'packages': packages, 'modules': modules,
        'resources': ['*.dist-info/**'], 'extract_resources': extract}))
    subprocess.run([tool, 'build', manifest, '-o', bundle, '--quiet'], check=True)
    return bundle


def run(name, package, target, kind, program):
    """Run the suite by `program`, the harness or a bundle of it, on a fresh copy of the tests; return its record.

    All runs find the tests at the same place, so that nothing but the package's origin differs.
    """
    suite = os.path.join(target, 'suite')
    temporary = os.path.join(target, 'temporary')
    result = os.path.join(target, kind + '-result.json')
    for directory in (suite, temporary):
        shutil.rmtree(directory, ignore_errors=True)
        os.makedirs(directory)
    if os.path.exists(result):
        os.remove(result)
    for part in package['suite']:
        origin, copy = os.path.join(target, 'source', part), os.path.join(suite, part)
        shutil.copytree(origin, copy, symlinks=True) if os.path.isdir(origin) else shutil.copy(origin, copy)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(('PYTHON', 'PYTEST'))}
    # Tests that are part of the package are collected from the copy, but imported by their names from where it is.
    environment.update(PY_IGNORE_IMPORTMISMATCH='1', PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1', TMPDIR=temporary,
                       PYBUNDLE_CACHE=os.path.join(target, 'extracted'), **package.get('environment', {}))
    if kind == 'disk':
        environment['PYTHONPATH'] = os.path.join(target, 'tree')  # as if it were installed, for children too
    packages, modules = prepare.own_names(os.path.join(target, 'tree'))
    python = prepare.interpreter(os.path.join(target, 'environment'))
    with open(os.path.join(target, kind + '-log.txt'), 'wb') as log:
        subprocess.run([python, program, result, ','.join(packages + modules), '-q', '-ra', '-p', 'no:cacheprovider',
                        '--continue-on-collection-errors', *package['arguments']], cwd=suite, env=environment, stdout=log,
                       stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=SECONDS)
    shutil.rmtree(temporary, ignore_errors=True)
    if not os.path.exists(result):
        raise RuntimeError('%s: the run ended early, see %s' % (kind, log.name))
    return json.loads(prepare.read(result))


def strangers(record, kind, bundle):
    """Return what shows that the package was not, or not only, taken from the bundle."""
    root = record['root']
    found = ['on the disk there is another %s' % name for name in record['importable']]
    if kind == 'bundle' and root != bundle or kind == 'extracted' and 'extracted' + os.sep not in root:
        found.append('the harness itself is in %s' % root)
    for module, path in sorted(record['origins'].items()):
        if path is not None and (not path.startswith(root + os.sep) or os.path.exists(path)):
            found.append('%s is in %s' % (module, path))
    return found


def headings(limits):
    return re.findall(r'^#+ (.*)$', prepare.read(limits), re.M)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--tool', required=True)
    parser.add_argument('--directory', required=True)
    parser.add_argument('--limits', required=True)
    parser.add_argument('name')
    options = parser.parse_args()
    name, directory = options.name, os.path.abspath(options.directory)
    package, expected = load('packages.json')[name], load('expected.json').get(name, [])

    target = prepare.make_package(name, package, directory, prepare.make_tools(directory))
    row_file = os.path.join(target, 'row.json')
    if os.path.exists(row_file):
        os.remove(row_file)  # so that the table never shows an earlier run's
    disk = run(name, package, target, 'disk', os.path.join(target, 'tree', 'harness.py'))
    outcomes = disk['outcomes']
    passed = compare.count(outcomes, 'passed')
    row = {'package': name, 'version': package['version'], 'python': '%d.%d.%d' % sys.version_info[:3],
           'tests': len(outcomes), 'disk': passed}
    print('%s %s: %d tests, %d pass on the disk' % (name, package['version'], len(outcomes), passed))
    problems = []
    if passed < package['passed']:
        problems.append('only %d tests pass on the disk, not %d' % (passed, package['passed']))
    for each in expected:
        if each['limit'] not in headings(options.limits):
            problems.append('docs/limits.md has no section "%s"' % each['limit'])
    for kind in compare.VARIANTS:
        bundle = build(options.tool, name, target, kind == 'extracted')
        started = time.monotonic()
        record = run(name, package, target, kind, bundle)
        found = compare.differences(outcomes, record['outcomes'])
        unexplained, stale = compare.judge(found, record['messages'], expected, kind)
        row[kind] = {'differ': len(found), 'listed': [len(compare.explained(found, record['messages'], each, kind))
                                                      for each in expected]}
        print('  %s: %d pass, %d differ, %d modules, %.0f s' % (
            kind, compare.count(record['outcomes'], 'passed'), len(found), len(record['origins']),
            time.monotonic() - started))
        for test in unexplained:
            message = compare.text(test, record['messages']).strip().splitlines()
            problems.append('%s: %s: %s on the disk, %s here: %s' % (
                kind, test, *found[test], message[-1] if message else ''))
        problems += ['%s: nothing differs that is %s: take it out of expected.json' % (kind, each) for each in stale]
        problems += ['%s: %s' % (kind, each) for each in strangers(record, kind, bundle)]
    prepare.write(row_file, json.dumps(row))
    for problem in problems:
        print('  ' + problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
