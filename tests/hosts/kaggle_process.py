"""What happens to an agent in a process of Kaggle's; run in a fresh interpreter by kaggle_test.py.

    python -I kaggle_process.py SCENARIO HOST FILE

HOST is cmake/run_kaggle_agent.py, which loads and calls an agent as kaggle_environments does. Each
function below is a scenario; what it returns is printed as JSON.
"""
import importlib.util
import json
import os
import sys
import threading


def loaded(host, path):
    """The file's namespace, and what executing it did to the interpreter."""
    path_before, finders = list(sys.path), len(sys.meta_path)
    main = sys.modules['__main__']
    names = host.load(path)
    agent = host.find_agent(names, path, '')
    return {
        'names': [name for name in names if name != '__builtins__'],
        'agent': agent.__name__,
        'parameters': agent.__code__.co_argcount,
        'path_is_as_before': sys.path == path_before,
        'finders_added': len(sys.meta_path) - finders,
        'main_is_as_before': sys.modules['__main__'] is main,
    }


def acted(host, path):
    """Two actions, the second from another directory: Kaggle's is not the agent's."""
    agent = host.find_agent(host.load(path), path, '')
    first = answer(host, agent)
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    return [first, answer(host, agent)]


def in_thread(host, path):
    """Kaggle's server loads and calls in threads of its requests, never in the main one."""
    results = []
    for _ in range(2):
        thread = threading.Thread(target=lambda: results.extend(acted(host, path)))
        thread.start()
        thread.join()
    return results


def twice(host, path):
    """The same agent on two seats: its file is executed twice."""
    first = host.find_agent(host.load(path), path, '')
    finders = len(sys.meta_path)
    second = host.find_agent(host.load(path), path, '')
    return {
        'actions': [answer(host, first), answer(host, second)],
        'finders_added_by_the_second': len(sys.meta_path) - finders,
    }


def as_text(host, path):
    """Older engines hand over the text instead of a path: then the code's file name is the text."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    names = {}
    exec(compile(text, text, 'exec', dont_inherit=True), names)
    action = answer(host, host.find_agent(names, path, ''))
    return [action['step'], action['late']]


def in_function(host, path):
    """Executed with globals and locals apart, as by an exec within a function."""
    with open(path, encoding='utf-8') as file:
        code = compile(file.read(), path, 'exec', dont_inherit=True)
    outer, inner = {}, {}
    exec(code, outer, inner)
    return {
        'globals': [name for name in outer if name != '__builtins__'],
        'locals': list(inner),
        'step': answer(host, host.find_agent(inner, path, ''))['step'],
    }


def printing(host, path):
    """What the agent prints goes to string buffers, which have no file descriptor."""
    with host.captured_output():
        agent = host.find_agent(host.load(path), path, '')
        return answer(host, agent)


def failing(host, path):
    """The innermost frame of the exception that ends the load."""
    try:
        host.load(path)
    except Exception as error:
        traceback = error.__traceback__
        while traceback.tb_next:
            traceback = traceback.tb_next
        place = os.path.relpath(traceback.tb_frame.f_code.co_filename, os.path.dirname(path))
        return [type(error).__name__, place.replace(os.sep, '/'), traceback.tb_lineno]


def answer(host, agent):
    """What the agent does, given what has attributes and items, as Kaggle's observations do."""
    observation = host.structify({'step': 3, 'nested': {'list': [{'x': 1}]}})
    return host.act(agent, observation, host.structify({'size': 21}))


def main(scenario, host_path, path):
    spec = importlib.util.spec_from_file_location('kaggle_host', host_path)
    host = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(host)
    print(json.dumps(globals()[scenario](host, path)))


if __name__ == '__main__':
    main(*sys.argv[1:])
