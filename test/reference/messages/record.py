"""
Records what halt.mod prints in NEURON, and where its runs end.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(here, 'halt.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

one = '''
import json, sys
from neuron import h
h.nrn_load_dll(sys.argv[1])
h.load_file('stdrun.hoc')
section = h.Section(name='soma')
halt = h.Halt(section(0.5))
halt.place, halt.when = float(sys.argv[2]), float(sys.argv[3])
times = h.Vector().record(h._ref_t)
h.tstop = 2
h.run()
seen = {'samples': len(times), 't': h.t, 'n': halt.n, 'seen': halt.seen, 'halted': h.stoprun}
halt = None
sys.stdout.flush()
print('=' + json.dumps(seen))
'''
library = os.path.join(work, 'x86_64', 'libnrnmech.so')
cases = []
for place, when in [(0, 1), (1, 0), (2, 1), (3, 1), (4, 1), (5, 0), (5, 1), (5, 1.005), (5, 1.0125), (5, 1.02), (6, 1)]:
    told = subprocess.run([sys.executable, '-c', one, library, str(place), str(when)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    lines = [line for line in told.stdout.decode().splitlines() if not line.startswith('--No graphics')]
    seen = json.loads(next(line for line in lines if line.startswith('='))[1:])
    cases.append({'place': place, 'when': when, **seen, 'lines': [line for line in lines if not line.startswith('=')]})
json.dump(cases, sys.stdout, indent=1)
print()
