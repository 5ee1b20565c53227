"""Makes bundles of trees with the real tool."""
import json
import os
import subprocess

import assemble


def build(tree, entry, output, **more):
    """Bundle all of the directory `tree` into the file `output`; `more` are further keys of the manifest."""
    tool = os.environ.get('PYBUNDLE')
    if not tool:
        with open(output, 'w', encoding='ascii', newline='\n') as file:
            if more.pop('extract_resources', False):
                more['extract'] = True
            file.write(assemble.assemble(tree, entry, name=entry.partition(':')[0], **more))
        return
    manifest = {'pybundle': 1, 'entry': entry, 'roots': [tree], 'packages': [], 'modules': [], 'resources': [], **more}
    for name in sorted(os.listdir(tree)):
        stem, suffix = os.path.splitext(name)
        if suffix == '.py':
            manifest['modules'].append(stem)
        elif suffix == '.dist-info':
            manifest['resources'].append(name + '/**')
        else:
            manifest['packages'].append(name)
    path = output + '.json'
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(manifest, file)
    subprocess.run([tool, 'build', path, '-o', output], check=True)
