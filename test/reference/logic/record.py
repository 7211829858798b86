"""
Records what guarded.mod does in NEURON.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(here, 'guarded.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

names = ('k found missed heads tails both any calls first last draws cfound cheads cboth cfirst clast cset csum').split()
h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))
section = h.Section()
guarded = h.Guarded(section(0.5))
bins = h.Vector([1, 0, 2, -1, 3, 6, 1])
guarded.keep(bins)
trace = {name: h.Vector().record(getattr(guarded, '_ref_' + name)) for name in names}
h.finitialize(-65)
for step in range(80): h.fadvance()
json.dump({'bins': list(bins), 'traces': {name: list(values) for name, values in trace.items()}}, sys.stdout)
print()
