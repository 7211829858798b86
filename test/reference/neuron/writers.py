"""Records mechanisms that write concentrations and reversal potentials: writers.py > traces/writers.json

The mechanisms of writers/ must have been compiled: nrnivmodl test/reference/neuron/writers in the folder where this
runs. README.md says which version recorded the committed file.
"""
import json
import sys

from neuron import h

h.load_file('stdrun.hoc')
section = h.Section(name='soma')
section.L = section.diam = 20
for mechanism in ('acca', 'accb', 'aread', 'ewrite', 'kread', 'pas'):
    section.insert(mechanism)
recorded = {name: h.Vector().record(getattr(section(0.5), '_ref_' + name))
            for name in ('v', 'cai', 'eca', 'ek', 'ica')}
h.dt, h.steps_per_ms, h.tstop, h.v_init = 0.025, 40, 5, -65
h.run()
json.dump({name: list(vector)[::20] for name, vector in recorded.items()}, sys.stdout)
