"""The presets, a data file of the add-on."""
import json
import pkgutil


def load():
    """{name: {"count": int, "spacing": float}}"""
    return json.loads(pkgutil.get_data(__package__, 'presets.json').decode())
