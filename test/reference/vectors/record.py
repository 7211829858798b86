"""
Records what vectorlog.mod does to Vectors in NEURON.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(here, 'vectorlog.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))
section = h.Section()
log = h.VectorLog(section(0.5))
times, bins, window = h.Vector(), h.Vector([0.5, 1, 0, -2, 3]), h.Vector([9, 8])
log.keep(times, bins, window)
trace = {name: h.Vector().record(getattr(log, '_ref_' + name)) for name in ('n', 'sum', 'last')}
h.finitialize(-65)
for step in range(80): h.fadvance()
json.dump({'series': {'times': list(times), 'bins': list(bins), 'window': list(window)},
           'traces': {name: list(values) for name, values in trace.items()}}, sys.stdout)
print()
