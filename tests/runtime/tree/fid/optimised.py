def checked():
    """A docstring."""
    try:
        assert not __debug__, 'debug'
    except AssertionError as error:
        return str(error)
