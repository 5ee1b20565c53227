"""Writes tool/stdlib_names.inc: which top-level modules each version's standard library has.

python3 generate_stdlib_names.py PYTHON... > ../stdlib_names.inc

3.10 and newer say it themselves (sys.stdlib_module_names, all platforms' names included); each PYTHON given is asked.
3.8 and 3.9 don't: they are 3.10's names with the differences that their "What's New" pages and module index list. Of
3.14, where no interpreter was at hand, the differences to 3.13 are from its source (Python/stdlib_module_names.h)
and its "What's New". Private accelerators that no program imports by name are left as 3.10 or 3.13 have them.
"""
import subprocess
import sys

OLDEST = 8
ADDED = {9: {'graphlib', 'zoneinfo', '_zoneinfo'},
         14: {'annotationlib', 'compression', '_zstd', '_hmac', '_py_warnings', '_types', '_remote_debugging'}}
GONE = {9: {'dummy_threading', '_dummy_threading', '_dummy_thread'},
        10: {'formatter', 'parser', 'symbol', '_bootlocale', 'macpath'}}


def main(interpreters):
    names = {}
    for interpreter in interpreters:
        code = 'import sys; print(sys.version_info[1], *getattr(sys, "stdlib_module_names", ()))'
        minor, *found = subprocess.run([interpreter, '-c', code], stdout=subprocess.PIPE, text=True,
                                       check=True).stdout.split()
        if found:
            names[int(minor)] = set(found)
    names[9] = names[10] | GONE[10]
    names[8] = (names[9] | GONE[9]) - ADDED[9]
    if 14 not in names:
        names[14] = names[13] | ADDED[14]
    newest = max(names)
    assert sorted(names) == list(range(OLDEST, newest + 1)), 'a version is missing: %s' % sorted(names)
    print('// Made by data/generate_stdlib_names.py: a bit for each minor version of Python 3 that has the module, from')
    print('// bit 0 = 3.%d to bit %d = 3.%d.' % (OLDEST, newest - OLDEST, newest))
    for name in sorted(set().union(*names.values())):
        bits = sum(1 << minor - OLDEST for minor in names if name in names[minor])
        print('{"%s", 0x%02x},' % (name, bits))


if __name__ == '__main__':
    main(sys.argv[1:])
