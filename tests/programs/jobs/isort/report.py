from __future__ import annotations
import sys, os
from collections import OrderedDict, abc
import requests
from .shop import Basket
from json import (loads,
   dumps)
import numpy as np
from typing import List

print(os, sys)
