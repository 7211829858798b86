"""Records mechanisms with electrode currents: electrodes.py > traces/electrodes.json

The mechanisms of electrodes/ must have been compiled: nrnivmodl test/reference/neuron/electrodes in the folder where
this runs. README.md says which version recorded the committed file.
"""
import json
import sys

from neuron import h

h.load_file('stdrun.hoc')
traces = {}
for name in ('Mixed', 'Given'):
    section = h.Section(name='soma')
    section.L = section.diam = 20
    section.insert('pas')
    process = getattr(h, name)(section(0.5))
    recorded = h.Vector().record(section(0.5)._ref_v)
    h.dt, h.steps_per_ms, h.tstop, h.v_init = 0.025, 40, 5, -65
    h.run()
    traces[name] = list(recorded)[::20]
    process = section = None
json.dump(traces, sys.stdout)
