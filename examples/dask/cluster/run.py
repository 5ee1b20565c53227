"""Lets the workers of a Dask cluster throw darts, with nothing but one file: the bundle.

    python -I run.py --bundle darts.py [--scheduler tcp://...]

Without a scheduler it starts a cluster of two processes on this machine. The bundle goes to the workers by
`Client.upload_file`, functions and results by pickle: both sides import the package `darts`, and on both sides that is
the one file.

Exit status: 0 passed, 1 failed, 77 there is no Dask here.
"""

import argparse
import importlib
import os
import shutil
import sys
import tempfile

SKIPPED = 77
SEEDS = range(8)
DARTS = 5_000


def main():
    arguments = parse_arguments()
    try:
        import dask
        from dask.distributed import Client, LocalCluster
    except ImportError as error:
        print("SKIPPED: %s can't import Dask: %s" % (sys.executable, error))
        print("  To install it: python -m pip install -r requirements.txt")
        return SKIPPED
    with tempfile.TemporaryDirectory() as directory, dask.config.set({"temporary-directory": directory}):
        # The workers start before the bundle can be imported here, or they would find it without help.
        cluster = arguments.scheduler or LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None)
        with Client(cluster) as client:
            try:
                score = throw_on(client, shutil.copy(arguments.bundle, directory))
            finally:
                if not arguments.scheduler:
                    cluster.close()
    print("%d darts by %d processes: pi is about %.3f" % (score.darts, len(score.thrown_by), score.pi))
    if os.getpid() in score.thrown_by:
        print("FAILED: this process has thrown darts itself")
        return 1
    return int(score.darts != len(SEEDS) * DARTS or abs(score.pi - 3.14) > 0.05)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bundle", required=True, help="the library, one .py file")
    parser.add_argument("--scheduler", help="the address of a cluster that runs already")
    arguments = parser.parse_args()
    if not os.path.isfile(arguments.bundle):
        parser.error("there is no file %s: build the target darts first" % arguments.bundle)
    return arguments


def throw_on(client, bundle):
    """The total of what the workers throw."""
    client.upload_file(bundle)
    sys.path.insert(0, os.path.dirname(bundle))
    darts = importlib.import_module("darts")
    scores = client.gather(client.map(darts.throw, SEEDS, darts=DARTS))
    assert all(type(score) is darts.Score for score in scores)
    return darts.total(scores)


if __name__ == "__main__":
    sys.exit(main())
