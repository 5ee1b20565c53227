"""The reference of the CMake functions: as in the headers, and of each keyword that the code takes."""
import os
import re
import subprocess
import sys
import unittest

SOURCE = os.environ['PYBUNDLE_SOURCE_DIR']
FUNCTIONS = {
    'pybundle_add_single_file': 'PyBundle.cmake',
    'pybundle_add_test': 'PyBundleTest.cmake',
    'pybundle_add_requirements': 'PyBundleRequirements.cmake',
}


def text_of(*path):
    with open(os.path.join(SOURCE, *path), encoding='utf-8') as file:
        return file.read()


def keywords(function):
    """The keywords that the function's code names in its lists of them."""
    body = re.search(rf'^function\({function}\)\n(.*?)^endfunction', text_of('cmake', FUNCTIONS[function]),
                     re.MULTILINE | re.DOTALL).group(1)
    lists = re.findall(r'set\((?:content_option|content_one|content_list|option|one|list) ([^)]*)\)', body)
    lists += re.findall(r'_pybundle_check_call\(\S+ OPTION ([A-Z_ ]+?) ONE', body)
    return {word for words in lists for word in words.split() if re.fullmatch('[A-Z][A-Z_]+', word)}


class ReferenceTest(unittest.TestCase):
    def setUp(self):
        parts = re.split(r'^## (\w+)$', text_of('docs', 'cmake-reference.md'), flags=re.MULTILINE)
        self.pages = dict(zip(parts[1::2], parts[2::2]))

    def test_page_is_what_the_headers_say(self):
        command = [sys.executable, '-B', os.path.join(SOURCE, 'docs', 'render_cmake_reference.py'), '--check']
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        self.assertEqual((0, ''), (run.returncode, run.stdout))

    def test_each_function_has_a_page(self):
        defined = set()
        for name in os.listdir(os.path.join(SOURCE, 'cmake')):
            if name.endswith('.cmake') and name != 'Dependencies.cmake':
                defined.update(re.findall(r'^function\((pybundle_\w+)', text_of('cmake', name), re.MULTILINE))
        self.assertEqual(set(FUNCTIONS), defined)
        self.assertEqual(defined, set(self.pages))

    def test_each_keyword_is_in_signature_and_explained(self):
        for function, page in self.pages.items():
            signature = re.search('```cmake\n(.*?)```', page, re.DOTALL).group(1).split('\n\n')[0]
            in_code = keywords(function)
            self.assertIn('TARGET', in_code)
            self.assertEqual(in_code, set(re.findall(r'[(\[| ]([A-Z][A-Z_]+)\b', re.sub('<[^>]*>', '', signature))), function)
            terms = ' '.join(re.findall('^- (`[^:]*):', page, re.MULTILINE))
            explained = set(re.findall('`([A-Z_]+)`', terms))
            self.assertEqual(in_code, {word for word in explained if not word.startswith('PYBUNDLE_')}, function)

    def test_each_property_is_explained(self):
        for function, name in FUNCTIONS.items():
            for defined in re.findall(r'define_property\(TARGET PROPERTY (\w+)', text_of('cmake', name)):
                self.assertRegex(self.pages[function], f'(?m)^- .*`{defined}`')


if __name__ == '__main__':
    unittest.main()
