# Made of 1 file by PyBundle VERSION: change those and build again.
# The files stand below, each under its path, after the code that lets imports find them.
if __import__('sys').version_info < (3, 8):
    raise SystemExit('my-tool.cli needs Python 3.8 or later, this is Python ' + __import__('sys').version.split()[0])
_pybundle = {
'name': 'my-tool.cli',
'id': '...',
'entry': 'my-tool.cli',
'attribute': 'commands.run',
'top_level': 'my-tool',
'hot': '...',
'cold': '...',
'index': r'''
my-tool/cli.py
my-tool/''',
'files': (
r'''my-tool/cli.py
class commands:

    @staticmethod
    def run():
        print('running', __name__)
        return 'and ended with this message'
''',
),
}
exec(_pybundle['hot'], _pybundle)
vars().pop('_pybundle')['install']()
if __name__ == '__main__':
    __import__('sys').exit(__import__('my-tool.cli', None, None, ['commands']).commands.run())
