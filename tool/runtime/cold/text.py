# SPDX-License-Identifier: 0BSD
# The text of modules.


def source(loader, fullname=None):
    """Return a module's text by the stock get_source(), which knows main by its own name only."""
    own = fullname in (None, '__main__', '__mp_main__')
    text = super(Loader, loader).get_source(loader.name if own else fullname)
    return text if len((text + '.').splitlines()) == text.count('\n') + 1 else need('Text')(text)
