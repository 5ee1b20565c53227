"""Each mistake a user can make: the exit status, the whole message, and that nothing was written."""
import os
import sys
import unittest

from tool import ToolTest


class Errors(ToolTest):

    def expect(self, message, status=1):
        """`pybundle build m.json -o out.py` fails with `message` and writes nothing."""
        before = self.files()
        self.assertEqual((status, '', message), self.call('build', 'm.json', '-o', 'out.py'))
        self.assertEqual(before, self.files())

    def test_source_line(self):
        self.write('a.py', 'import os\nimport b, missing.part\nfrom . import x\n')
        self.assertEqual((1, '', 'a.py:3:1: error: this relative import leads above the top-level package [missing-import]\n'
                                 ' 3 | from . import x\n'
                                 '   | ^\n'),
                         self.call_in_full('build', 'a.py', '-o', 'out.py', '--quiet'))

    def test_missing_manifest(self):
        self.expect("m.json: error: can't read the manifest: No such file or directory [missing-file]\n")

    def test_missing_file(self):
        self.manifest(modules=[{'name': 'a', 'path': 'src/a.py'}])
        self.expect("m.json:1:29: error: there is no file 'src/a.py' [missing-file]\n")

    def test_directory_in_place_of_a_module(self):
        self.write('src/a/x.py')
        self.manifest(modules=[{'name': 'a', 'path': 'src/a'}])
        self.expect("m.json:1:29: error: 'src/a' is a directory, not a module [missing-file]\n"
                    "  hint: list whole trees under \"packages\"\n")

    def test_duplicate_module(self):
        self.write('one/a.py')
        self.write('two/a.py')
        self.write('m.json', '{"pybundle": 1, "modules": [\n'
                             '  {"name": "a", "path": "one/a.py"},\n'
                             '  {"name": "a", "path": "two/a.py"}]}')
        self.expect("m.json:3:3: error: the module 'a' is listed twice [duplicate-module]\n"
                    "  note: once as 'one/a.py', once as 'two/a.py'\n"
                    "  hint: remove one of the two\n")

    def test_module_under_no_root(self):
        self.write('src/a.py')
        self.write('lib/b.py')
        self.manifest(roots=['src'], modules=[{'path': 'lib/b.py'}])
        self.expect("m.json:1:47: error: 'lib/b.py' stands under no root, so it has no module name "
                    "[outside-roots]\n"
                    "  note: the roots are: src\n"
                    "  hint: add its import root to \"roots\" (CMake: BASE_DIRS)\n")

    def test_unreachable_name(self):
        self.write('a.b.py')
        self.manifest(modules=[{'path': 'a.b.py'}])
        self.expect("m.json:1:29: error: no import can reach 'a.b.py': a dot separates packages "
                    "[unreachable-name]\n"
                    "  hint: rename it without the dot, or take it as a resource\n")

    def test_hyphen_is_reachable(self):
        self.write('my-module.py')
        self.manifest(entry='my-module')
        self.assertEqual((0, '', ''), self.call('build', 'm.json', '-o', 'out.py'))

    def test_unknown_key(self):
        self.write('m.json', '{\n  "pybundle": 1,\n  "package": ["a"]\n}\n')
        self.expect("m.json:3:14: error: /package: there is no such key [unknown-key]\n"
                    "  hint: did you mean \"packages\"?\n")

    def test_duplicate_key(self):
        self.write('m.json', '{\n  "pybundle": 1,\n  "pybundle": 1\n}\n')
        self.expect("m.json:3:3: error: the key \"pybundle\" stands twice in one object "
                    "[duplicate-key]\n"
                    "  note: the first is at line 2\n"
                    "  hint: remove one of the two\n")

    def test_wrong_type(self):
        self.manifest(packages='a')
        self.expect("m.json:1:29: error: /packages: must be an array, not a string [wrong-type]\n")

    def test_bad_json(self):
        self.write('m.json', '{\n  "pybundle": 1,\n  "roots": ["src",]\n}\n')
        status, output, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual((1, ''), (status, output))
        self.assertRegex(message, r'^m\.json:3:19: error: not valid JSON: syntax error.*'
                                  r' \[bad-json\]\n  hint: .*\n$')

    def test_all_errors_of_a_run_are_told(self):
        self.manifest(modules=['a', 'b'])
        status, _, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual((1, 2), (status, message.count('[no-such-module]')))

    def test_deep_json_is_an_error_like_any_other(self):
        self.write('m.json', '{"pybundle": 1, "roots": ' + '[' * 100000)
        status, _, message = self.call('build', 'm.json', '-o', 'out.py')
        self.assertEqual(1, status)
        self.assertIn('[bad-json]', message)

    def test_compiled_extension(self):
        self.write('p/__init__.py')
        self.write('p/fast.abi3.so', b'\x7fELF')
        self.manifest(packages=['p'])
        self.expect("m.json:1:30: error: 'p/fast.abi3.so' is a compiled extension: a text file "
                    "can't hold it [compiled-extension]\n"
                    "  hint: leave it to the environment, or use a pure-Python version\n")

    def test_entry_without_function(self):
        self.write('a.py', 'x = 1\n')
        self.manifest(entry='a', host='kaggle')
        self.expect("a.py:1:1: error: the module defines no function that host 'kaggle' could call "
                    "[bad-entry]\n"
                    "  hint: define one at the top level, or name it: \"entry\": \"a:function\"\n")

    def test_entry_names_nothing(self):
        self.write('a.py', 'def agent(): pass\n')
        self.manifest(entry='a:agnet', host='kaggle')
        self.expect("m.json:1:26: error: the module 'a' (a.py) has no top-level name 'agnet' "
                    "[bad-entry]\n"
                    "  hint: did you mean 'agent'?\n")

    def test_nothing_to_bundle(self):
        self.manifest()
        self.expect("m.json: error: there is no entry, and neither main.py nor "
                    "<package>/__main__.py [bad-entry]\n"
                    "  hint: say which with \"entry\": \"package.module\" (CMake: ENTRY)\n")

    def test_usage(self):
        self.assertEqual(2, self.call()[0])
        self.assertEqual(2, self.call('build')[0])
        self.assertEqual(2, self.call('build', 'm.json')[0])
        self.assertEqual(2, self.call('build', 'm.json', '-o', 'x', '--nope')[0])
        self.assertEqual(2, self.call('bild')[0])
        self.assertEqual(0, self.call('--help')[0])
        self.assertRegex(self.call('--version')[1], r'^pybundle \d+\.\d+\.\d+\n$')


if __name__ == '__main__':
    unittest.main()
