"""Tracebacks that a program formats itself."""
import importlib
import logging
import io
import sys
import traceback

import fid.helpers

from . import done, probe


def formatted(function, *arguments):
    try:
        function(*arguments)
    except Exception:
        return traceback.format_exc()


@probe
def through_functions():
    return formatted(fid.helpers.fail, 2)


@probe
def import_that_fails():
    return [formatted(importlib.import_module, name) for name in ('fid.oops', 'fid.missing', 'odd.bad_syntax')]


@probe
def import_statement_that_fails():
    def run():
        import fid.oops
    return formatted(run)


@probe
def lazy_frames():
    try:
        fid.helpers.fail(1)
    except ValueError as error:
        frames = traceback.extract_tb(error.__traceback__)
        return [[frame.filename, frame.lineno, frame.name, frame.line] for frame in frames]


@probe
def stack_summary():
    frames = traceback.extract_stack()
    return [[frame.filename, frame.name] for frame in frames
            if 'runpy' not in frame.filename and not frame.filename.endswith('bundle.py')]


@probe
def logged():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter('%(name)s %(module)s %(filename)s %(pathname)s %(funcName)s %(lineno)d %(message)s'))
    logger = logging.getLogger('fid.helpers')
    logger.addHandler(handler)
    logger.warning('first')
    try:
        fid.helpers.fail()
    except ValueError:
        logger.exception('second')
    logger.error('third', stack_info=False)
    return stream.getvalue()


@probe
def frame_of_caller():
    def inner():
        return sys._getframe(1).f_code.co_filename, sys._getframe(1).f_globals['__name__']
    return inner()


done()
