# SPDX-License-Identifier: 0BSD
# importlib.resources of 3.9, whose files() asks no reader, for bundles that are as small as can be.
if sys.version_info[:2] == (3, 9):
    from importlib import _common
    _common.fallback_resources = lambda spec, stock=_common.fallback_resources: (
        spec.loader.get_resource_reader().files() if type(spec.loader).__module__ == __name__ else stock(spec))
