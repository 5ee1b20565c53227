"""Files that an editor or a version control system might not keep as they are."""
import os

FILES = {
    'odd/__init__.py': b'',
    'odd/crlf.py': b'"""Doc.\r\n"""\r\nTEXT = """a\r\nb"""\r\n',
    'odd/lone_cr.py': b'A = 1\rB = """x\ry"""\r',
    'odd/mixed_ends.py': b'A = 1\r\nB = 2\nC = """\r"""\n',
    'odd/bom.py': b'\xef\xbb\xbfTEXT = "\xc3\xa9"\n',
    'odd/latin.py': b'# -*- coding: latin-1 -*-\nTEXT = "\xe9\xff"\n',
    'odd/cp1252.py': b'#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\nTEXT = "\x80"\n',
    'odd/utf8.py': 'TEXT = "\u20ac \U0001f600 \u2028 \x85"\ndef f():\n    return 1\n'.encode(),
    'odd/formfeed.py': b'A = 1\n\x0c\ndef after():\n    return "after"\n\x1c = 0\n'.replace(b'\x1c = 0\n', b'# \x1c\n'),
    'odd/no_newline.py': b'A = 1\nB = 2',
    'odd/quotes.py': b'A = \'\'\'x"""\'\'\'\nB = """y\'\'\'"""\nC = "\\\\"\nD = r"\\d\\\n"\n# \\',
    'odd/empty.py': b'',
    'odd/tabs.py': b'def f():\n\treturn "tab\there"   \n',
    'odd/future.py': b'from __future__ import annotations\ndef f(x: undefined): return f.__annotations__["x"]\n',
    'odd/no_future.py': b'def f(x: int): return repr(f.__annotations__["x"])\n',
    'odd/bad_nul.py': b'A = 1\nB = "\0"\n',
    'odd/bad_cookie.py': b'# coding: no-such-codec\nA = 1\n',
    'odd/bad_utf8.py': b'A = 1\nB = "\xff"\n',
    'odd/bad_syntax.py': b'A = 1\n\ndef f(:\n    pass\n',
    'odd/bad_indent.py': b'if True:\nA = 1\n',
    'odd/bad_null_bytes_at_end.py': b'A = 1\n\0',
    'odd/data.bin': bytes(range(256)) * 3,
    'odd/text_crlf.txt': b'one\r\ntwo\r\n',
    'odd/with space & ampersand.txt': b'spaced\n',
    'fid-1.2.dist-info/METADATA': b'Metadata-Version: 2.1\nName: fid\nVersion: 1.2\nSummary: To be looked at\n'
                                  b'Requires-Dist: other (>=1)\n\nThe description.\n',
    'fid-1.2.dist-info/entry_points.txt': b'[console_scripts]\nfid = fid.helpers:double\n[fid.plugins]\none = single\n',
    'fid-1.2.dist-info/top_level.txt': b'fid\n',
    'fid-1.2.dist-info/RECORD': b'fid/__init__.py,,\nfid/helpers.py,sha256=x,10\nfid/data/table.json,,19\n'
                                b'fid-1.2.dist-info/METADATA,,\n',
    'Two_Words.here-0.1.dist-info/METADATA': b'Metadata-Version: 2.1\nName: Two-Words.here\nVersion: 0.1\n',
}


def write(tree):
    """Write the files into the directory `tree`."""
    for path, data in FILES.items():
        path = os.path.join(tree, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data)
