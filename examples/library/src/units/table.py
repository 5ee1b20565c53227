"""The units: {name: (what it measures, how many of the basic unit it is)}."""
import json
import pkgutil

UNITS = {name: (measured, factor)
         for measured, units in json.loads(pkgutil.get_data(__package__, 'units.json').decode()).items()
         for name, factor in units.items()}
