"""Records the benchmark's detailed cell in the real NEURON: record.py FOLDER MECHANISMS > neuron.json

FOLDER is where writeCells.ts has written the cells, MECHANISMS is test/bench/mechanisms, which nrnivmodl compiles.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "bench"))

from neuron import h

from listed_cell import build

PLACES = [("soma[0]", 0.5), ("apic[36]", 0.9), ("dend[12]", 0.5), ("axon[1]", 0.5)]


def compiled(folder):
    place = tempfile.mkdtemp()
    for path in glob.glob(os.path.join(folder, "*.mod")):
        shutil.copy(path, place)
    subprocess.run(["nrnivmodl"], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return glob.glob(os.path.join(place, "*", "**", "libnrnmech.so"), recursive=True)[0]


def run(cell, library, tstop, places, tolerance=0):
    """Spike times, and v at places: every step of the first 20 ms, then every 100 steps."""
    place, content, sections, *others = build(cell, library if run.first else None)
    run.first = False
    detector = h.NetCon(place._ref_v, None, sec=place.sec)
    detector.threshold = content["thresholdMv"]
    spikes = h.Vector()
    detector.record(spikes)
    traces = [h.Vector().record(sections[name](x)._ref_v) for name, x in places]
    cvode = h.CVode()
    cvode.active(1 if tolerance else 0)
    if tolerance:
        cvode.atol(tolerance)
        cvode.condition_order(2)
    h.dt = 0.025
    h.finitialize(content["vInitMv"])
    context = h.ParallelContext()
    context.set_maxstep(10)
    if tolerance:
        cvode.solve(tstop)
        return {"spikes": list(spikes)}
    context.psolve(tstop)
    early = [list(trace)[:801] for trace in traces]
    return {"spikes": list(spikes), "early": early, "late": [list(trace)[::100] for trace in traces]}


run.first = True
folder, library = sys.argv[1], compiled(os.path.abspath(sys.argv[2]))
pyramidal = os.path.join(folder, "pyramidal.json")
print(
    json.dumps(
        {
            "places": PLACES,
            "fixed": run(pyramidal, library, 250.0, PLACES),
            "adaptive": run(pyramidal, library, 250.0, PLACES, 1e-9),
            "fluctuating": run(os.path.join(folder, "fluctuating.json"), library, 500.0, [("soma", 0.5)]),
        }
    )
)
