import json


def agent(observation, configuration):
    return json
