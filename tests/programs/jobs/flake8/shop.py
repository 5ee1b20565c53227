import os, sys
from json import *


def total(items):
    unused = 1
    if items == None:
        return  0
    print(undefined_name)
    for item in items:
        if item:
            if item > 1:
                if item > 2:
                    while item:
                        item -= 1
    return dumps(items)
