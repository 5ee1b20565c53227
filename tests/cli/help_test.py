"""The pages of --help: complete, and readable in a terminal of 80 columns."""
import json
import os
import unittest

from tool import ToolTest

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir, 'cmake', 'pybundle.schema.json')
# Keys of the manifest that the command line says otherwise.
OTHERWISE = {'$schema': None, 'pybundle': None, 'entry': 'ENTRY', 'follow_imports': '--no-follow-imports',
             'python': '--target-python'}
SINGULAR = {'roots': '--root', 'modules': '--module', 'packages': '--package', 'resources': '--resource',
            'search_paths': '--search-path'}


class Help(ToolTest):

    def page(self, *command):
        status, output, errors = self.call(*command, '--help')
        self.assertEqual((0, ''), (status, errors))
        for line in output.splitlines():
            self.assertLessEqual(len(line), 80, line)
            self.assertEqual(line.rstrip(), line)
        return output

    def test_each_command_has_a_page(self):
        commands = [line.strip() for line in self.page().partition('Commands:\n')[2].partition('\n\n')[0].splitlines()[::2]]
        self.assertEqual(['build', 'list', 'extract', 'check', 'imports'], commands)
        for command in commands:
            self.assertIn('Usage:\n  pybundle %s [OPTIONS]' % command, self.page(command))

    def test_each_key_of_a_manifest_has_an_option(self):
        page = self.page('build')
        with open(SCHEMA, encoding='utf-8') as file:
            keys = json.load(file)['properties']
        for key in keys:
            option = {**OTHERWISE, **SINGULAR}.get(key, '--' + key.replace('_', '-'))
            if option is not None:
                self.assertIn('\n  %s' % option, page, key)


if __name__ == '__main__':
    unittest.main()
