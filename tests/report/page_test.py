"""The report as a file: the same bytes each time, data that reads back, and nothing overwritten."""
import json
import os
import re
import sys
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'cli'))

from tool import ToolTest  # noqa: E402

DATA = re.compile('<script type="application/json" id="metafile">(.*?)</script>', re.DOTALL)


class Page(ToolTest):

    def build(self, *options):
        return self.call('build', 'main.py', '-o', 'out.py', '-q', *options)

    def test_holds_the_metafile(self):
        self.write('main.py', 'import other\n')
        self.write('other.py', 'x = 1\n')
        self.write('a <\u00e9> &amp; </script>.txt', 'line\n')
        options = ('--resource', 'a*/*', '--metafile', 'out.json', '--report', 'out.html')
        self.assertEqual((0, '', ''), self.build(*options))
        page = self.read('out.html').decode()
        self.assertEqual(json.loads(self.read('out.json').decode()), json.loads(DATA.search(page).group(1)))
        self.assertIn('a \\u003c\u00e9> &amp; \\u003c/script>.txt', page)
        self.assertEqual((0, '', ''), self.build(*options))
        self.assertEqual(page, self.read('out.html').decode())

    def test_of_a_manifest(self):
        self.manifest(entry='main', packages=['p'])
        self.write('main.py', '')
        self.write('p/__init__.py', '')
        self.assertEqual((0, '', ''), self.call('build', 'm.json', '-o', 'out.py', '--report', 'out.html'))
        data = json.loads(DATA.search(self.read('out.html').decode()).group(1))
        self.assertEqual([('main', 'listed'), ('p', 'listed')],
                         [(module['name'], module['because']) for module in data['modules']])

    def test_not_to_be_written(self):
        self.write('main.py', '')
        status, _, message = self.build('--report', 'main.py/out.html')
        self.assertEqual(1, status)
        self.assertIn('[unwritable-output]', message)

    def test_nothing_is_overwritten(self):
        self.write('main.py', 'import other\n')
        self.write('other.py', 'x = 1\n')
        for option in ('--report', '--metafile', '--depfile'):
            status, _, message = self.call('build', 'main.py', '-o', 'out.py', option, 'other.py')
            self.assertEqual(1, status)
            self.assertIn('which it would overwrite [unwritable-output]\n  hint: choose another name with ' + option,
                          message)
            status, _, message = self.call('build', 'main.py', '-o', 'out.py', option, 'out.py')
            self.assertEqual(1, status)
            self.assertIn('two of the files to write have this name', message)
            self.assertEqual(['main.py', 'other.py'], self.files())
        self.assertEqual(b'x = 1\n', self.read('other.py'))


if __name__ == '__main__':
    unittest.main()
