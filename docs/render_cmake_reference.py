"""Turns the reference in the CMake modules' headers into docs/cmake-reference.md.

    render_cmake_reference.py [--check]

The headers are reStructuredText as CMake's own modules have it; of that, what they use is understood:
titles, paragraphs, literal text, code blocks, commands and definition lists. With --check nothing is
written, and the exit status says whether the page is what would be.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = os.path.join(HERE, os.pardir, 'cmake')
PAGE = os.path.join(HERE, 'cmake-reference.md')
NAMES = ('PyBundle.cmake', 'PyBundleTest.cmake', 'PyBundleRequirements.cmake')
NOTE = '<!-- Made of the headers of cmake/*.cmake by docs/render_cmake_reference.py: change those. -->'


def header(path):
    """The lines of a module's reference."""
    with open(path, encoding='utf-8') as file:
        found = re.search(r'^#\[(=+)\[\.rst:\n(.*?)^#\]\1\]', file.read(), re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f'{path}: there is no reference in it')
    return found.group(2).splitlines()


def is_indented(line):
    return line.startswith(' ')


def dedent(lines):
    """`lines` without the indentation of the first that isn't empty; at the ends none are empty."""
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    width = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return [line[width:] for line in lines]


def inline(text):
    text = re.sub(r'``(.+?)``', r'`\1`', text)
    return re.sub(r':command:`(\w+)`', r'[`\1`](#\1)', text)


def take_indented(lines, i):
    """The indented lines from `i` on, and the index of the line after them."""
    end = i
    while end < len(lines) and (is_indented(lines[end]) or not lines[end].strip()):
        end += 1
    return dedent(lines[i:end]), end


def render(lines):
    """Markdown of reStructuredText, both as lines; blocks are separated by one empty line."""
    blocks = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if not line.strip():
            i += 1
        elif line.startswith('.. '):
            name, _, argument = line[3:].partition('::')
            body, i = take_indented(lines, i + 1)
            if name == 'code-block':
                blocks.append(['```' + argument.strip(), *body, '```'])
            elif name == 'command':
                blocks.append([f'## {argument.strip()}'])
                blocks.append(render(body))
            else:
                raise ValueError(f'unknown directive: {line}')
        elif i + 1 < len(lines) and re.fullmatch(r'-{3,}', lines[i + 1]):
            blocks.append([f'# {line}'])
            i += 2
        else:
            paragraph = []
            while i < len(lines) and lines[i].strip() and not is_indented(lines[i]):
                paragraph.append(inline(lines[i]))
                i += 1
            if i < len(lines) and is_indented(lines[i]):  # they were the terms of a definition
                body, i = take_indented(lines, i)
                text = render(body)
                blocks.append([f'- {" ".join(paragraph)}: {text[0]}', *('  ' + line if line else '' for line in text[1:])])
            else:
                blocks.append(paragraph)
    out = []
    for block in blocks:
        out += ([''] if out else []) + block
    return out


def page():
    out = [NOTE]
    for name in NAMES:
        out += ['', *render(header(os.path.join(MODULES, name)))]
    return '\n'.join(out) + '\n'


def main():
    text = page()
    if sys.argv[1:] == ['--check']:
        with open(PAGE, encoding='utf-8') as file:
            if file.read() != text:
                return f'{os.path.relpath(PAGE)} is not what the headers say: run docs/render_cmake_reference.py'
        return None
    with open(PAGE, 'w', encoding='utf-8', newline='\n') as file:
        file.write(text)
    return None


if __name__ == '__main__':
    sys.exit(main())
