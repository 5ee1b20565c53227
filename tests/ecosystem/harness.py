"""Runs a suite with pytest and writes down what became of each test, and where the package came from.

It stands in the tree beside the package, and is the bundle's entry as well: so it finds the package as any program
finds its own modules, from the disk or from the bundle.
"""
import importlib.machinery
import json
import os
import sys

import pytest

ROOT = os.path.dirname(__file__)  # the tree's directory, or what stands for it in the bundle


class Recorder:
    """A pytest plugin that keeps the worst outcome of each test's phases."""

    ORDER = ['passed', 'xfailed', 'skipped', 'xpassed', 'failed']

    def __init__(self):
        self.outcomes = {}
        self.messages = {}

    def note(self, test, outcome, report):
        previous = self.outcomes.get(test, 'passed')
        self.outcomes[test] = max(previous, outcome, key=self.ORDER.index)
        if outcome == 'failed':
            self.messages[test] = self.messages.get(test, '') + report.longreprtext[-40000:]

    def pytest_runtest_logreport(self, report):
        outcome = report.outcome
        if hasattr(report, 'wasxfail'):
            outcome = 'xfailed' if outcome == 'skipped' else 'xpassed'
        if report.when == 'call' or outcome != 'passed':
            self.note(report.nodeid, outcome, report)

    def pytest_collectreport(self, report):
        if report.outcome != 'passed':
            self.note(report.nodeid, report.outcome, report)


def main():
    """Run `harness.py RESULT NAME[,NAME...] ARGUMENT...`: the arguments are pytest's, the names the package's own.

    RESULT gets a JSON object: `outcomes` of each test by its id, `messages` of the failed ones, `root` of the tree,
    `origins` of all modules of the package that were loaded, `importable` names of the package on the disk outside
    of it.
    """
    result, names = sys.argv[1], sys.argv[2].split(',')
    elsewhere = [path for path in sys.path if os.path.realpath(path) != os.path.realpath(ROOT)]
    importable = [name for name in names if importlib.machinery.PathFinder.find_spec(name, elsewhere)]
    recorder = Recorder()
    status = pytest.main(sys.argv[3:], plugins=[recorder])
    origins = {name: getattr(module, '__file__', None) for name, module in list(sys.modules.items())
               if name.partition('.')[0] in names and getattr(module, '__name__', name) == name}  # no aliases of others
    with open(result, 'w', encoding='utf-8') as stream:
        json.dump({'outcomes': recorder.outcomes, 'messages': recorder.messages, 'root': ROOT, 'origins': origins,
                   'importable': importable, 'status': int(status)}, stream, indent=1)
    return 0


if __name__ == '__main__':
    sys.exit(main())
