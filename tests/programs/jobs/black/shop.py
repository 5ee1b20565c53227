import os,sys
class Basket( object ):
    """What somebody buys."""
    def __init__(self,items = ( )):
        self.items=list( items )
    def total(self,*,tax = 0.0,discount:float=0.0)->float:
        return sum(price*count for name,price,count in self.items if count>0)*(1+tax)-discount if self.items else 0.0
def load(path):
    with open(path) as stream, open(path+'.log','w') as log:
        match stream.read():
            case '': return Basket()
            case text: return Basket( [ (line.split(',')[0],float(line.split(',')[1]),1,) for line in text.splitlines() ] )
