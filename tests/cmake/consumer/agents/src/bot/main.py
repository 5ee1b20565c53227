from .table import look_up


def agent(observation, configuration):
    print('at step', observation.step)  # must not get between the actions
    return look_up(observation['step'], configuration.size)
