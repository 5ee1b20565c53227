raise LookupError('the agent fails to load')


def agent(observation, configuration):
    pass
