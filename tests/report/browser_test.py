"""The report in a browser: what it shows, how large, and that names are only text there."""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import unittest
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, os.pardir, 'cli'))
BROWSER = next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None)
if BROWSER is None:
    print('SKIPPED: there is no chromium or google-chrome')
    sys.exit(77)

from tool import ToolTest  # noqa: E402

# Each of these would do something if a page took it for HTML.
ODD = ['shop/data/</script><b>bold.txt', 'shop/data/&lt; &amp;.txt', 'shop/data/<!--<script>.txt',
       'shop/data/\u00e9\u4e16.txt']
if os.name != 'nt':
    ODD += ['shop/data/"quoted" \'too\'.txt', 'shop/data/<img src=x onerror=document.title=1>.txt']

# What the probe left, in the document as the browser prints it.
PROBE = re.compile('<pre id="probe">(.*?)</pre>', re.DOTALL)


class Report(ToolTest):

    def browse(self, page, fragment, probe):
        """What the script `probe` leaves when it runs after those of the page."""
        text = self.read(page).decode()
        self.write('probed.html', text.replace('</body>', '<script>%s</script>\n</body>' % probe))
        address = 'file://%s#%s' % (urllib.parse.quote(self.path('probed.html')), urllib.parse.quote(fragment))
        done = subprocess.run(
            [BROWSER, '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
             '--disable-background-networking', '--disable-component-update', '--disable-sync',
             '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND',
             '--user-data-dir=' + self.path('profile'), '--window-size=1200,900', '--dump-dom', address],
            env=dict(os.environ, HOME=self.directory, XDG_CACHE_HOME=self.path('cache')), timeout=120,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        document = done.stdout.decode()
        match = PROBE.search(document)
        self.assertTrue(match, document[-2000:] + done.stderr.decode()[-2000:])
        return json.loads(html.unescape(match.group(1)))

    def make(self):
        """A shop whose parts are all large enough to be seen, and its metafile."""
        self.write('main.py', 'import json\nimport shop.till\n' + '#' * 30000)
        self.write('shop/__init__.py', '#' * 20000)
        self.write('shop/till.py', 'import nowhere\n\n\ndef pay():\n    from shop.bank import loan\n' + '#' * 50000)
        self.write('shop/bank/__init__.py', '#' * 40000)
        self.write('shop/bank/loan.py', 'try:\n    import shop.gone\nexcept ImportError:\n    pass\n' + '#' * 90000)
        for number, name in enumerate(ODD):
            self.write(name, 'x' * (15000 + 5000 * number))
        status, _, message = self.call('build', 'main.py', '-o', 'out.py', '--resource', 'shop/data/**', '--metafile',
                                       'out.json', '--report', 'out.html', '-q')
        self.assertEqual((0, ''), (status, message))
        return json.loads(self.read('out.json').decode())

    def check_map(self, tiles, frame):
        """The tiles fill the frame, do not overlap, and are as large as their bytes."""
        whole = frame['width'] * frame['height']
        total = sum(tile['bytes'] for tile in tiles)
        for tile in tiles:
            self.assertAlmostEqual(1, tile['width'] * tile['height'] / whole / (tile['bytes'] / total), delta=0.01)
            self.assertGreaterEqual(tile['x'], -0.1)
            self.assertGreaterEqual(tile['y'], -0.1)
            self.assertLessEqual(tile['x'] + tile['width'], frame['width'] + 0.1)
            self.assertLessEqual(tile['y'] + tile['height'], frame['height'] + 0.1)
        for i, one in enumerate(tiles):
            for other in tiles[:i]:
                self.assertTrue(any(
                    a[low] + a[size] <= b[low] + 0.1 for low, size in (('x', 'width'), ('y', 'height'))
                    for a, b in ((one, other), (other, one))), (one, other))

    def test_report(self):
        metafile = self.make()
        with open(os.path.join(HERE, 'probe.js')) as file:
            found = self.browse('out.html', 'shop.bank.loan', file.read())

        sizes = {module['name']: module['bytes_in_output'] for module in metafile['modules']}
        sizes.update((file['path'], file['bytes_in_output']) for file in metafile['resources'])
        self.assertEqual({'main', 'shop', 'shop.till', 'shop.bank', 'shop.bank.loan', *ODD}, set(sizes))
        sizes['runtime and index'] = metafile['bytes'] - sum(sizes.values())
        self.assertEqual(len(self.read('out.py')), sum(sizes.values()))

        with self.subTest('table'):
            rows = {row[0]: row for row in found['rows']}
            self.assertEqual(len(sizes), len(found['rows']))
            self.assertEqual({name: format(size, ',') for name, size in sizes.items()},
                             {name: row[2] for name, row in rows.items()})
            self.assertEqual(sorted(sizes.values(), reverse=True),
                             [int(row[2].replace(',', '')) for row in found['rows']])
            self.assertAlmostEqual(100, sum(float(row[3].rstrip(' %')) for row in found['rows']), delta=0.1)
            self.assertEqual('the entry', rows['main'][4])
            self.assertEqual('imported by main (main.py:2)', rows['shop.till'][4])
            self.assertEqual('data file of shop', rows[ODD[0]][4])
            self.assertEqual('Bundle of main', found['heading'].partition(':')[0])
            self.assertEqual('PyBundle: main', found['title'])
            self.assertEqual(3, len(found['shares']))
            self.assertFalse(found['wide'])

        with self.subTest('why'):
            self.assertEqual(['imported by shop.till (shop/till.py:5)'], found['opened'])
            self.assertEqual(['main', 'shop.till imported at main.py:2', 'shop.bank.loan imported at shop/till.py:5'],
                             found['chain'])
            self.assertEqual(['shop.till shop/till.py:5, in a function'], found['importers'])

        with self.subTest('left out'):
            self.assertEqual(
                [['shop.gone', 'not found, in an optional place', 'shop.bank.loan (shop/bank/loan.py:2, in a try)'],
                 ['nowhere', 'unknown: found nowhere, left to the environment', 'shop.till (shop/till.py:1)'],
                 ['json', 'standard library', 'main (main.py:1)']], found['out'])
            self.assertEqual(['nowhere'], found['outFiltered'])

        with self.subTest('map'):
            self.assertEqual(sorted(sizes.values()), sorted(tile['bytes'] for tile in found['tiles']))
            self.check_map(found['tiles'], found['map'])
            shop = sorted(size for name, size in sizes.items() if name.startswith('shop'))
            self.assertEqual(shop, sorted(tile['bytes'] for tile in found['zoomed']))
            self.check_map(found['zoomed'], found['map'])
            self.assertEqual(['all', 'shop'], found['crumbs'])
            self.assertEqual(len(found['tiles']), found['back'])

        with self.subTest('sort and filter'):
            self.assertEqual(sorted(sizes), found['byName'])
            self.assertEqual(sorted(sizes, reverse=True), found['byNameDown'])
            self.assertEqual(['descending', None, None, None, None], found['sort'])
            some = {name for name in ODD if 'script' in name}
            self.assertEqual(some, set(found['filtered']))
            self.assertTrue(found['count'].startswith('2 of %d rows, ' % len(sizes)), found['count'])

        with self.subTest('names are text, and nothing is fetched'):
            self.assertEqual(3, len(found['elements']), found['elements'])  # data, script, the probe
            self.assertTrue(all(element.startswith('<script') for element in found['elements']))
            self.assertEqual([], found['requests'])


if __name__ == '__main__':
    unittest.main()
