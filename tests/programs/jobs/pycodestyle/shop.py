import os, sys
def total( items ):
  if items == None :
      return  0
  return sum(items)+1 # all of them
x = lambda : total
