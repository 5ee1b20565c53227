# SPDX-License-Identifier: 0BSD
# Text whose lines Python and str see differently.


class Text(str):
    """Source with form feeds, U+2028 or other characters that end lines for str, but not for Python's grammar.

    linecache, and with it inspect and traceback, uses splitlines().
    """

    def splitlines(self, keepends=False):
        lines = [line + '\n' for line in self.split('\n')]
        lines[-1] = lines[-1][:-1]
        if not lines[-1]:
            del lines[-1]
        return lines if keepends else [line.rstrip('\n') for line in lines]
