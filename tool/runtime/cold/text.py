# SPDX-License-Identifier: 0BSD
# The text of modules.


def source(loader, fullname=None):
    """Return a module's text by the stock get_source(), which knows main by its own name only."""
    own = fullname in (None, '__main__', '__mp_main__')
    text = super(Loader, loader).get_source(loader.name if own else fullname)
    return text if len((text + '.').splitlines()) == text.count('\n') + 1 else Text(text)


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
