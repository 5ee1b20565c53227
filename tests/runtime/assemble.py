"""Assembles a bundle from a tree by docs/architecture.md, for as long as there is no tool to do it."""
import base64
import hashlib
import os
import sys

RUNTIME = os.path.join(os.path.dirname(__file__), '..', '..', 'tool', 'runtime')


def literal(text):
    escaped = text.replace('\\', '\\\\').replace("'''", "\\'\\'\\'")
    if escaped.endswith("'"):
        escaped = escaped[:-1] + "\\'"
    return "'''" + ''.join(c if c == '\n' or ' ' <= c < '\x7f' else escape(c) for c in escaped) + "'''"


def escape(c):
    return '\\x%02x' % ord(c) if ord(c) < 256 else '\\u%04x' % ord(c) if ord(c) < 65536 else '\\U%08x' % ord(c)


def element(path, data):
    if path.endswith('.py') or b'\0' not in data:
        text = data.decode('utf-8', 'surrogateescape')
        if '\r\n' in text and text.replace('\r\n', '').count('\n') == 0 and '\r' not in text.replace('\r\n', ''):
            return path + ' [crlf]\n' + text.replace('\r\n', '\n')
        return path + '\n' + text
    return path + ' [base64]\n' + base64.encodebytes(data).decode()


def runtime(name):
    with open(os.path.join(RUNTIME, name), encoding='ascii') as file:
        return file.read()


def assemble(tree, entry, host='script', name='test', **more):
    files, folders = {}, set()
    for directory, names, leaves in os.walk(tree):
        names[:] = sorted(n for n in names if n != '__pycache__')
        inner = os.path.relpath(directory, tree).replace(os.sep, '/')
        if inner != '.':
            folders.add(inner + '/')
        for leaf in sorted(leaves):
            with open(os.path.join(directory, leaf), 'rb') as file:
                files[(inner + '/' + leaf).replace('./', '', 1) if inner == '.' else inner + '/' + leaf] = file.read()
    module, _, attribute = entry.partition(':')
    paths = list(files)
    cold = os.path.join(RUNTIME, 'cold')
    keys = {
        'name': name, 'id': None, 'entry': module, **({'attribute': attribute} if attribute else {}), **more,
        'hot': runtime('hot.py'),
        'cold': '\n'.join(runtime('cold/' + part) for part in sorted(os.listdir(cold)) if part.endswith('.py'))
        if os.path.isdir(cold) else '',
        'index': '\n' + '\n'.join(paths + sorted(folders)),
    }
    elements = ',\n'.join(literal(element(p, files[p])) for p in paths)
    keys['id'] = hashlib.md5((repr(keys) + elements).encode()).hexdigest()
    out = "# Made for a test\nif __import__('sys').version_info < (3, 8):\n    raise SystemExit('old')\n_pybundle = {\n"
    for key, value in keys.items():
        out += '%r: %s,\n' % (key, literal(value) if isinstance(value, str) else repr(value))
    out += "'files': (\n" + elements + ',\n)}\n' if paths else "'files': ()}\n"
    out += ("exec(compile(_pybundle['hot'], __import__('_frozen_importlib_external').SourceLoader.get_code.__code__"
            ".co_filename, 'exec', 0, True), _pybundle)\n")
    if host == 'kaggle':
        return out + "_pybundle['export']()\n"
    if attribute:
        return out + ("_pybundle['install']()\nif __name__ == '__main__':\n    __import__('sys').exit(__import__(%r, "
                      "None, None, ['']).%s())\n" % (module, attribute))
    return out + "exec(_pybundle['main']())\n"


if __name__ == '__main__':
    print(assemble(*sys.argv[1:]), end='')
