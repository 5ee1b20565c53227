"""Runs in the bundle's own namespace."""
# Made of 7 files by PyBundle VERSION: change those and build again.
# The files stand below, each under its path, after the code that lets imports find them.
if __import__('sys').version_info < (3, 8):
    raise SystemExit('app.__main__ needs Python 3.8 or later, this is Python ' + __import__('sys').version.split()[0])
_pybundle = {
'name': 'app.__main__',
'id': '...',
'entry': 'app.__main__',
'script': 'app/__main__.py',
'top_level': 'app/lib',
'hot': '...',
'cold': '...',
'index': r'''
app/__init__.py
app/__main__.py
app/data/logo.png
app/data/notes.txt
app/reader.py
lib/names.py
lib/quotes.py
app/
app/data/
lib/''',
'files': (
r'''app/__init__.py
"""The program's package."""
''',
r'''app/__main__.py [zlib]
...''',
r'''app/data/logo.png [base64]
iVBORw0KGgoAAAANSUhEUgAB''',
r'''app/data/notes.txt [crlf]
notes
with CRLF
''',
r'''app/reader.py
import pkgutil
def read(name):
 return pkgutil.get_data(__package__,'data/'+name).decode()
''',
'''lib/names.py
#coding:latin-1
caf\udce9="na\udcefve"
''',
'''lib/quotes.py
"""Both kinds of triple quotes, and a backslash at the end: \\\\"""
QUOTES=''\'single''\'+"""double"""+'\\''
''',
),
}
exec(_pybundle['hot'], _pybundle)
exec(vars().pop('_pybundle')['main']())
