"""Opens data files beside __file__, as much code does."""
import importlib.resources
import json
import os
import pkgutil

import fid
import fid.helpers
import odd

HERE = os.path.dirname(fid.__file__)


def content(path):
    with open(path, 'rb') as file:
        return file.read().hex()


answers = [
    content(os.path.join(HERE, 'data', 'logo.png')), content(os.path.join(HERE, 'notes.txt')),
    content(os.path.join(os.path.dirname(odd.__file__), 'text_crlf.txt')),
    content(os.path.join(os.path.dirname(odd.__file__), 'with space & ampersand.txt')),
    sorted(os.listdir(os.path.join(fid.__path__[0], 'data'))), os.path.exists(os.path.join(HERE, 'missing')),
    os.path.basename(fid.helpers.__file__), pkgutil.get_data('fid', 'data/table.json').decode(),
    [each.name for each in pkgutil.iter_modules(fid.__path__)],
]
if hasattr(importlib.resources, 'files'):
    with importlib.resources.as_file(importlib.resources.files('fid') / 'data' / 'logo.png') as path:
        answers.append(content(path))
    answers.append(content(importlib.resources.files('fid').joinpath('data', 'logo.png')))
print(json.dumps({'root': os.path.dirname(HERE), 'answers': answers}))
