def agent(observation, configuration):
    return {"step": observation.step}
