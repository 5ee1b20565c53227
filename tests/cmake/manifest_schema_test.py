"""The schema of manifests, which editors read, against the tool, which decides.

Called with the environment variables PYBUNDLE, the tool, and PYBUNDLE_SOURCE_DIR. Each rule that the
schema uses is checked here as well, so that the test needs nothing installed; where the package
jsonschema is, it has to agree.
"""

import glob
import json
import os
import re
import subprocess
import tempfile
import unittest

SOURCE = os.environ['PYBUNDLE_SOURCE_DIR']
TYPES = {'string': str, 'array': list, 'object': dict, 'boolean': bool}


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding='utf-8') as file:
        return file.read()


SCHEMA = json.loads(read('cmake', 'pybundle.schema.json'))


def has_type(value, name):
    if name in TYPES:
        return isinstance(value, TYPES[name])
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return name == 'number' or value == int(value)


RULES = {
    'type': lambda wanted, value: has_type(value, wanted),
    'const': lambda wanted, value: value == wanted,
    'enum': lambda wanted, value: value in wanted,
    'minLength': lambda wanted, value: not isinstance(value, str) or len(value) >= wanted,
    'pattern': lambda wanted, value: not isinstance(value, str) or bool(re.search(wanted, value)),
    'minimum': lambda wanted, value: not has_type(value, 'number') or value >= wanted,
    'maximum': lambda wanted, value: not has_type(value, 'number') or value <= wanted,
    'minProperties': lambda wanted, value: not isinstance(value, dict) or len(value) >= wanted,
    'required': lambda wanted, value: not isinstance(value, dict) or set(wanted) <= set(value),
    'anyOf': lambda wanted, value: any(is_valid(value, schema) for schema in wanted),
    'items': lambda wanted, value: (not isinstance(value, list)
                                    or all(is_valid(item, wanted) for item in value)),
    'properties': lambda wanted, value: not isinstance(value, dict) or all(
        is_valid(member, wanted[key]) for key, member in value.items() if key in wanted),
    '$ref': lambda wanted, value: is_valid(value, SCHEMA['definitions'][wanted.split('/')[-1]]),
}
NO_RULES = {'$schema', 'title', 'description', 'definitions', 'additionalProperties'}


def is_valid(value, schema):
    unknown = set(schema) - set(RULES) - NO_RULES
    assert not unknown, f'rules that this test does not know: {unknown}'
    if schema.get('additionalProperties') is False and isinstance(value, dict):
        if set(value) - set(schema['properties']):
            return False
    return all(RULES[rule](wanted, value) for rule, wanted in schema.items() if rule in RULES)


VALUES = ['', 'text', 'a.b', '>=3.8', '>=3.8,<4', '>= 3', '3.8', '>=3.8,x', '~=3.9', '#!x\ny', 0, 1, 2,
          100000, 1.0, 1.5, -1, 2 ** 53, 2 ** 54, True, False, None, [], ['a'], [''], [1], ['a', None],
          {}, {'name': 'a'}, {'path': 'a.py'}, {'name': 'a', 'path': 'a.py'}, {'nme': 'a'},
          [{'name': 'a'}], [{'path': 'a.py'}], [{'name': ''}], [{'name': 1}], [{}], [{'nme': 'a'}],
          [['a']]]


class ManifestSchemaTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix='pybundle schema ')
        self.addCleanup(holder.cleanup)
        self.directory = holder.name

    def tool_says(self, manifest):
        """What the tool says of a manifest's form, or '' if it is a right one."""
        path = os.path.join(self.directory, 'm.json')
        with open(path, 'w') as file:
            json.dump(manifest, file)
        output = os.path.join(self.directory, 'out.py')
        run = subprocess.run([os.environ['PYBUNDLE'], 'build', path, '-o', output],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = run.stdout.decode('utf-8', 'replace')
        # Whether what it names exists is another question.
        about_form = re.search(r' \[(unknown-key|unknown-host|wrong-type|bad-manifest)\]$', said, re.MULTILINE)
        return said if about_form else ''

    def test_same_keys_as_the_reader(self):
        keys = re.findall(r'\{"([^"]+)", &Reader::', read('tool', 'manifest.cc'))
        self.assertGreater(len(keys), 20)
        self.assertEqual(set(keys), set(SCHEMA['properties']))

    def test_hosts(self):
        said = self.tool_says({'pybundle': 1, 'entry': 'main', 'host': 'nobody'})
        hosts = re.search(r'the hosts are: (.*)', said).group(1).split(', ')
        self.assertEqual(hosts, SCHEMA['properties']['host']['enum'])

    def test_choices(self):
        for key, schema in SCHEMA['properties'].items():
            if 'enum' in schema and key != 'host':
                with self.subTest(key):
                    said = self.tool_says({'pybundle': 1, key: 'neither'})
                    choices = re.search(r'the choices are: (.*)', said).group(1).split(', ')
                    self.assertEqual(choices, schema['enum'])

    def test_same_verdict_as_the_tool(self):
        for key, schema in SCHEMA['properties'].items():
            for value in VALUES + schema.get('enum', []):
                manifest = {'pybundle': 1, 'entry': 'main', key: value}
                with self.subTest(key=key, value=value):
                    said = self.tool_says(manifest)
                    self.assertEqual(is_valid(manifest, SCHEMA), said == '', said)

    def test_whole_manifests(self):
        for manifest in [{}, [], 'text', {'pybundle': 1}, {'pybundle': 2}, {'entry': 'main'},
                         {'pybundle': 1, 'entri': 'main'}]:
            with self.subTest(manifest=manifest):
                self.assertEqual(is_valid(manifest, SCHEMA), self.tool_says(manifest) == '')

    def test_samples(self):
        samples = glob.glob(os.path.join(SOURCE, 'tests', 'golden', '*', 'manifest.json'))
        self.assertGreater(len(samples), 2)
        for path in samples:
            with self.subTest(path):
                with open(path, encoding='utf-8') as file:
                    self.assertTrue(is_valid(json.load(file), SCHEMA))

    def test_each_key_is_explained(self):
        for key, schema in SCHEMA['properties'].items():
            self.assertRegex(schema['description'], r'\.$', key)

    def test_jsonschema_agrees(self):
        try:
            import jsonschema
        except ModuleNotFoundError:
            self.skipTest('the package jsonschema is not installed')
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft7Validator(SCHEMA)
        for key in SCHEMA['properties']:
            for value in VALUES:
                manifest = {'pybundle': 1, key: value}
                with self.subTest(key=key, value=value):
                    self.assertEqual(validator.is_valid(manifest), is_valid(manifest, SCHEMA))


if __name__ == '__main__':
    unittest.main()
