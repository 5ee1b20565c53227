"""Loads a file as kaggle_environments loads an agent, and calls it.

    python -I run_kaggle_agent.py FILE OBSERVATIONS.json [NAME]

OBSERVATIONS.json is a list; each element is a list of observation and configuration, or an
observation alone. Prints each action as a line of JSON. With NAME, the last callable in the file's
namespace, which is what Kaggle takes for the agent, has to have that name there. Exit status 1 if
the file doesn't load, or an action can't be had; its traceback is then on standard error, as is
what the agent prints. Runs on Python 3.8 and newer, with the standard library only.
"""

import contextlib
import io
import json
import os
import sys


class Struct(dict):
    """A dictionary whose items are attributes, too, as Kaggle hands out observations."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value


def structify(value):
    """`value` with every dictionary in it, at any depth, as a Struct."""
    if isinstance(value, dict):
        return Struct((key, structify(item)) for key, item in value.items())
    if isinstance(value, list):
        return [structify(item) for item in value]
    return value


@contextlib.contextmanager
def captured_output():
    """Kaggle's agents print into string buffers: no .buffer, no .fileno(). Here it ends on stderr."""
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            yield
    finally:
        sys.stderr.write(output.getvalue())


def load(path):
    """Returns the namespace of the file, executed as Kaggle does: without __name__ and __file__ of
    its own, its directory at the end of sys.path meanwhile."""
    with open(path, encoding='utf-8') as file:
        source = file.read()
    code = compile(source, path, 'exec', dont_inherit=True)
    namespace = {}
    sys.path.append(os.path.dirname(path))
    exec(code, namespace)
    sys.path.pop()
    return namespace


def find_agent(namespace, path, name):
    """The last callable: in the order in which names were first bound, which is a dictionary's."""
    callables = [key for key, value in namespace.items() if callable(value)]
    if not callables:
        raise SystemExit(f'{path} defines nothing callable: Kaggle would find no agent')
    if name and callables[-1] != name:
        raise SystemExit(
            f'the last callable in {path} is {callables[-1]!r}, not {name!r}: Kaggle would call that')
    return namespace[callables[-1]]


def act(agent, observation, configuration):
    """Calls the agent with as many of the two as it has positional parameters."""
    arguments = [observation, configuration]
    code = getattr(agent, '__code__', None)
    if hasattr(code, 'co_argcount'):
        arguments = arguments[:code.co_argcount]
    return agent(*arguments)


def read_observations(path):
    """A list of pairs of observation and configuration."""
    with open(path, encoding='utf-8') as file:
        elements = json.load(file)
    if not isinstance(elements, list) or not elements:
        raise SystemExit(f'{path} must hold a list with at least one observation')
    pairs = []
    for index, element in enumerate(elements):
        pair = element if isinstance(element, list) else [element, {}]
        if len(pair) != 2 or not all(isinstance(part, dict) for part in pair):
            raise SystemExit(
                f'{path}: element {index} is neither an observation nor a list of observation and '
                'configuration')
        pairs.append(pair)
    return pairs


def main(path, observations, name=''):
    # Read first: the agent may do anything to the interpreter.
    pairs = read_observations(observations)
    with captured_output():
        agent = find_agent(load(path), path, name)
    for index, (observation, configuration) in enumerate(pairs):
        configuration = structify(configuration)
        configuration['__raw_path__'] = path
        with captured_output():
            action = act(agent, structify(observation), configuration)
        try:
            line = json.dumps(action)
        except (TypeError, ValueError) as error:
            raise SystemExit(f'action {index} is no JSON value: {error}')
        print(line, flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
