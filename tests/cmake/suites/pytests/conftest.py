import pytest


@pytest.fixture
def order():
    return ['tea', 'tea']
