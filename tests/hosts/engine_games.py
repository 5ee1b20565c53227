"""Plays games of agents in Kaggle's own engine; run by games_test.py with a Python that has kaggle_environments.

    python -I engine_games.py local|servers [GAME AGENT AGENT]...

For each three games in a row, all in this process (local), or one with each seat behind an http-server process of the
engine's own (servers), as they are on Kaggle. Prints JSON, a list for each GAME, None if the engine has none of that
name: of each time it was played for each player the actions, status and reward.
"""
import contextlib
import io
import json
import re
import subprocess
import sys

# Short, and on the same board each time.
CONFIGURATIONS = {'rps': {'episodeSteps': 10}, 'connectx': {}, 'halite': {'episodeSteps': 12, 'randomSeed': 7}}


def play(engine, game, agents, count):
    """So many games in a row, as lists of the players' (actions, status, reward)."""
    configuration = dict(CONFIGURATIONS[game])
    if 'agentExec' in engine.make(game).configuration:
        configuration['agentExec'] = 'LOCAL'  # 2020's other choice is a process for each agent
    environment = engine.make(game, configuration=configuration)
    games = []
    for _ in range(count):
        environment.run(agents)
        end = environment.steps[-1]
        players = []
        for seat, state in enumerate(end):
            actions = [states[seat]['action'] for states in environment.steps[1:]]
            players.append((actions, state['status'], state['reward']))
        games.append(players)
    return games


@contextlib.contextmanager
def server():
    """The URL of an http-server of the engine, on a port that it chooses."""
    command = [sys.executable, '-I', '-B', '-u', '-m', 'kaggle_environments.main', 'http-server', '--port', '0']
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                               universal_newlines=True)
    try:
        said = ''
        for line in process.stdout:
            said += line
            found = re.search(r'Running on (http://127\.0\.0\.1:[0-9]+)', line)
            if found:
                break
        else:
            raise SystemExit('no server: ' + said)
        yield found.group(1)
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def main(where, *calls):
    output = io.StringIO()
    with contextlib.redirect_stdout(output):  # the engine says which environments it lacks packages for
        import kaggle_environments as engine
    played = []
    with contextlib.ExitStack() as stack:
        seats = [stack.enter_context(server()) for _ in range(2)] if where == 'servers' else []
        for game, *agents in zip(*[iter(calls)] * 3):
            if seats:
                agents = ['%s?agents[]=%s' % pair for pair in zip(seats, agents)]
            has = game in engine.environments
            # A server keeps its agent from one game to the next.
            played.append(play(engine, game, agents, 1 if seats else 3) if has else None)
    print(json.dumps(played))


if __name__ == '__main__':
    main(*sys.argv[1:])
