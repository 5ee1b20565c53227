"""Makes bundles of trees with the tool, whose path is in the environment variable PYBUNDLE.

PYBUNDLE_FORMAT, if set, is the manifest's `format`.
"""
import json
import os
import subprocess


def build(tree, entry, output, check=True, **more):
    """Bundle all of the directory `tree` into the file `output`; `more` are further keys of the manifest.

    Without `check` it may fail: return the tool's status and all that it said.
    """
    manifest = {'pybundle': 1, 'entry': entry, 'roots': [tree], 'modules': [], 'packages': [], 'resources': [], **more}
    if os.environ.get('PYBUNDLE_FORMAT'):
        manifest.setdefault('format', os.environ['PYBUNDLE_FORMAT'])
    for name in sorted(os.listdir(tree)):
        stem, suffix = os.path.splitext(name)
        if suffix == '.py':
            manifest['modules'].append(stem)
        elif suffix == '.dist-info':
            manifest['resources'].append(name + '/**')
        elif name != '__pycache__':
            manifest['packages'].append(name)
    path = output + '.json'
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(manifest, file)
    command = [os.environ['PYBUNDLE'], 'build', path, '-o', output]
    if check:
        return subprocess.run([*command, '-q'], check=True).returncode, ''
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    return done.returncode, done.stdout
