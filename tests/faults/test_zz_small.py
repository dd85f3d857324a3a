import sys
sys.path.insert(0,"/tmp/wt/chaos")
import tests.faults.test_kills as k
real=k.at_both_cores
n=int(__import__("os").environ["CHAOS_POINTS"])
k.at_both_cores=lambda d,f,name,points,*a,**kw: real(d,f,name,n,*a,**kw)
from tests.faults.test_kills import *
