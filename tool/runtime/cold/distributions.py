# SPDX-License-Identifier: 0BSD
# Metadata of bundled distributions, for importlib.metadata and for its backport.


def distributions(finder, context=None):
    """Yield the bundled distributions that DistributionFinder.Context `context` asks for."""
    import importlib.metadata
    import re
    # The backport's classes are not the library's: use those of who asks.
    api = importlib.metadata if context is None else sys.modules[type(context).__module__]
    path = vars(context or api).get('path')
    if path is not None and root not in map(str, path):
        return

    def normal(name):
        return re.sub('[-_.]+', '-', name).lower()

    name = getattr(context, 'name', None)
    for leaf in need('children')().get('', ()):
        stem, _, kind = leaf.rpartition('.')
        if kind in ('dist-info', 'egg-info') and (not name or normal(stem.partition('-')[0]) == normal(name)):
            yield api.PathDistribution(need('Resource')(leaf))
