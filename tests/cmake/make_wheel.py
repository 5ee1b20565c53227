"""Makes a wheel, small and from nothing: make_wheel.py DIRECTORY NAME VERSION [OPTION...]"""

import argparse
import base64
import hashlib
import os
import zipfile


def record_line(path, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
    return f'{path},sha256={digest},{len(data)}\n'


def make_wheel(directory, name, version, tag, requires, extra):
    info = f'{name}-{version}.dist-info'
    metadata = f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n'
    metadata += ''.join(f'Requires-Dist: {requirement}\n' for requirement in requires)
    imports = ''.join(f'import {requirement}\n' for requirement in requires)
    files = {
        f'{name}/__init__.py': f'{imports}VERSION = "{name} {version}"\n',
        f'{info}/METADATA': metadata,
        f'{info}/WHEEL': f'Wheel-Version: 1.0\nGenerator: make_wheel\nRoot-Is-Purelib: true\nTag: {tag}\n',
        f'{info}/entry_points.txt': f'[console_scripts]\n{name} = {name}:main\n',
    }
    for path in extra:
        files[path] = b'not really compiled'
    os.makedirs(directory, exist_ok=True)
    wheel = os.path.join(directory, f'{name}-{version}-{tag}.whl')
    record = ''
    with zipfile.ZipFile(wheel, 'w') as archive:
        for path, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            archive.writestr(path, data)
            record += record_line(path, data)
        archive.writestr(f'{info}/RECORD', record + f'{info}/RECORD,,\n')
    return wheel


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('directory')
    parser.add_argument('name')
    parser.add_argument('version')
    parser.add_argument('--tag', default='py3-none-any')
    parser.add_argument('--requires', action='append', default=[])
    parser.add_argument('--extra', action='append', default=[], help='a file of no consequence')
    call = parser.parse_args()
    path = make_wheel(
        call.directory, call.name, call.version, call.tag, call.requires, call.extra)
    with open(path, 'rb') as file:
        print(hashlib.sha256(file.read()).hexdigest(), end='')
