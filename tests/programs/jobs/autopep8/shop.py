import os, sys
def total( items ):
  if items == None :
      return  0
  if not 1 in items: return 1
  return sum(items)+1 # all of them
