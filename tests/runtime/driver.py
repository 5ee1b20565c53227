"""Compares the tree on disk with its bundles, on each interpreter.

python3 driver.py [--python PYTHON]... [--format FORMAT] [--table FILE] [CHECK]...

The tool is taken from the environment variable PYBUNDLE. With --table, a table of all checks goes to FILE as Markdown.
"""
import argparse
import functools
import glob
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import differential
import interpreters
import known
import table
import test_cache
import test_code
import test_company
import test_conflict
import test_extract
import test_finder
import test_isolation
import test_isolation_errors
import test_isolation_memory
import test_isolation_threads
import test_kaggle
import test_library
import test_limits
import test_main
import test_mapping
import test_record
import test_script
import test_start

FLAGS = [['-I'], ['-S'], ['-E'], ['-s'], ['-O'], ['-OO'], ['-bb'], ['-W', 'error'], ['-X', 'dev'], ['-I', '-S', '-O']]

# Programs that are run in more ways than one: check -> [(flags, arguments)].
WAYS = {
    'checks.flags': [(flags, ()) for flags in FLAGS],
    'checks.optimise': [((), ()), (('-O',), ()), (('-OO',), ())],
    'checks.pools': [((), ('spawn',)), ((), ('forkserver',)), ((), ('fork',))],
    'checks.uncaught': [((), (way,)) for way in
                        ('plain', 'chained', 'thread', 'import', 'syntax', 'missing', 'exit', 'interrupt')],
}

SCENARIOS = [test_start.Start, test_main.Main, test_kaggle.Kaggle, test_company.Company, test_conflict.Conflict,
             test_extract.Extract, test_finder.Finding, test_isolation.Isolation,
             test_isolation_errors.IsolationErrors, test_isolation_memory.IsolationMemory,
             test_isolation_threads.IsolationThreads, test_library.Library, test_limits.Limits,
             test_mapping.Mapping, test_code.Code, test_cache.Cache, test_record.Record, test_script.Script]

outcomes = {}  # for table.write()


def programs():
    """Return the modules of the tree that are programs."""
    folder = os.path.join(differential.HERE, 'tree', 'checks')
    names = sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(folder, '*.py')))
    return ['checks.' + name for name in names if not name.startswith('_')]


def compare(test, module):
    """Run all ways of `module` on both sides; fail `test` for each answer that differs without a known reason."""
    workshop, python = test.workshop, test.interpreter
    reasons, differences = {}, []
    for flags, arguments in WAYS.get(module, [((), ())]):
        disk = workshop.from_disk(python.executable, module, flags, arguments).parts()
        bundle = workshop.from_bundle(python.executable, module, flags, arguments).parts()
        if module != 'checks.uncaught':
            test.assertEqual((disk['status'], disk.get('stdout')), (0, None), 'the check itself fails: %s' % disk)
        for answer in sorted(disk.keys() | bundle.keys()):
            if disk.get(answer) == bundle.get(answer):
                continue
            why = known.reason(module, answer, python)
            if why:
                reasons[answer] = why
            else:
                differences.append('%s: %s\n%s' % (' '.join([*flags, module, *arguments]), answer,
                                                   difference(disk.get(answer), bundle.get(answer))))
    stale = known.answers(module, python) - reasons.keys()
    if stale:
        differences.append('no difference any more, so known.py need not say it: %s' % ', '.join(sorted(stale)))
    silent = set(disk) == {'status', 'stderr'} and not disk['stderr']
    same = frozenset(reasons.values()) or ('nothing' if silent else 'same')
    outcomes[module, python] = 'different' if differences else same
    if differences:
        test.fail('\n' + '\n'.join(differences))


def difference(disk, bundle):
    """Return the parts of two answers that differ, as text."""
    if isinstance(disk, list) and isinstance(bundle, list) and len(disk) == len(bundle):
        return ''.join(difference(*pair) for pair in zip(disk, bundle) if pair[0] != pair[1])
    if isinstance(disk, dict) and isinstance(bundle, dict):
        return ''.join('  %s:\n%s' % (key, difference(disk.get(key), bundle.get(key)))
                       for key in sorted(disk.keys() | bundle.keys()) if disk.get(key) != bundle.get(key))
    return '  disk:   %s\n  bundle: %s\n' % (disk, bundle)


def suite(workshop, pythons, names):
    """Return the tests: for each interpreter a class in which each program is a test, and one for each scenario."""
    tests = unittest.TestSuite()
    for python in pythons:
        body = {}
        for module in programs():
            body['test_' + module.partition('.')[2]] = functools.partialmethod(compare, module)
        for scenario in (type('Check', (), body), *SCENARIOS):
            case = type('%s %s' % (interpreters.title(python), scenario.__name__), (scenario, unittest.TestCase), {
                'interpreter': python, 'workshop': workshop})
            for test in unittest.defaultTestLoader.loadTestsFromTestCase(case):
                if not names or test.id().rpartition('.test_')[2] in names or scenario.__name__ in names:
                    tests.addTest(test)
    return tests


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--python', action='append', help='an interpreter to test with; default: all that are found')
    parser.add_argument('--table', help='write a table of the outcomes to this file')
    parser.add_argument('--format', help="the bundles' format; default: source")
    parser.add_argument('--verbose', '-v', action='store_true')
    parser.add_argument('--with', dest='way', choices=['precompile', 'bytecode_cache'], help='build all bundles so')
    parser.add_argument('check', nargs='*', help='names of checks or scenarios; default: all')
    options = parser.parse_args()
    if not os.environ.get('PYBUNDLE'):
        parser.error('set the environment variable PYBUNDLE to the path of the program pybundle')
    if options.format:
        os.environ['PYBUNDLE_FORMAT'] = options.format
    workshop = differential.Workshop()
    try:
        pythons = [interpreters.named(each) for each in options.python or ()] or interpreters.find()
        workshop.more = workshop.keys(options.way, pythons)
        if options.format == 'smallest':
            # What modules say of themselves is compared, too, and no import leads to some of them.
            workshop.more.update(minify=[], include=['*'])
        tests = suite(workshop, pythons, options.check)
        result = unittest.TextTestRunner(verbosity=1 + options.verbose).run(tests)
    finally:
        workshop.close()
    if options.table:
        table.write(options.table, outcomes)
    sys.exit(not result.wasSuccessful())


if __name__ == '__main__':
    main()
