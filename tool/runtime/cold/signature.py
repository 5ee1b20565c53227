# SPDX-License-Identifier: 0BSD
# Parameters of all kinds.


def signature(code):
    """Return the parameters of a function with that code, and the arguments that hand them on, both as text."""
    count, only = code.co_argcount, code.co_kwonlyargcount
    positional, keywords = code.co_varnames[:count], code.co_varnames[count:count + only]
    rest = list(code.co_varnames[count + only:])
    some = '*' + rest.pop(0) if code.co_flags & 4 else ''
    more = '**' + rest.pop(0) if code.co_flags & 8 else ''
    parameters = [*positional[:code.co_posonlyargcount], *['/'] * bool(code.co_posonlyargcount),
                  *positional[code.co_posonlyargcount:], *[some or '*'] * bool(some or only), *keywords, *[more] * bool(more)]
    given = [*positional, *[some] * bool(some), *(each + '=' + each for each in keywords), *[more] * bool(more)]
    return ', '.join(parameters), ', '.join(given)
