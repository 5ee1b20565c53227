#!/usr/bin/env python3
# Made by PyBundle VERSION
_pybundle = {}
exec(..., _pybundle)
exec(vars().pop('_pybundle')['main']())
