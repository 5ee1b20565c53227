"""Answers of a bundle that differ from the disk's, and why. Anything else that differs is a failure."""

def pypy(python):
    return python.implementation == 'pypy'


def only(*version):
    return lambda python: python.version[:2] == version


# check -> answer -> (why, a function that tells on which interpreters, or None for all)
DIFFERENCES = {
    'checks.doctests': {
        'of_main': ("the report names main's __file__, which is the bundle's", None),
    },
    'checks.documents': {
        'lines_after_clearcache': ('after linecache.clearcache(), getline() needs the module\'s globals', None),
    },
    'checks.encodings': {
        'bad_cookie': ('SyntaxError.text is None where the interpreter looks for the line on the disk', pypy),
    },
    'checks.imports': {
        'parent_that_is_not_ours': ('the error for a submodule that is only in the bundle names the other package', None),
    },
    'checks.resources_legacy': {
        'errors': ('path() raises FileNotFoundError for what is not there, instead of returning a path to nothing',
                   only(3, 10)),
    },
}


def answers(check, python):
    """Return the set of answers of `check` that differ on that interpreter."""
    return {answer for answer in DIFFERENCES.get(check, {}) if reason(check, answer, python)}


def reason(check, answer, python):
    """Return why `answer` of `check` differs on that interpreter, or None if it must not."""
    why, where = DIFFERENCES.get(check, {}).get(answer, (None, None))
    return why if why and (where is None or where(python)) else None
