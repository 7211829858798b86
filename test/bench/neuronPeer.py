"""NEURON's side of `npm run bench`: one case on the command line, one JSON line on standard output.

    python3 neuronPeer.py cable-hh|cable-pas|single-hh|large-cable-hh|ensemble-hh|ring|poisson|poisson-late|sweep-hh TSTOP_MS REPEATS
    python3 neuronPeer.py listed TSTOP_MS REPEATS CELL_FILE LIBRARY [TOLERANCE]
    python3 neuronPeer.py import FILE REPEATS
    python3 neuronPeer.py version

The built-in hh runs with `usetable_hh = 0`: rates are computed at every step, as ours are. The solver is driven by
ParallelContext.psolve, NEURON's fastest way to step. CPU seconds (getrusage) of each repeat; set
OPENBLAS_NUM_THREADS=1, or numpy's idle threads are counted too. `listed` takes a cell as listedCell.ts writes it and a
library that nrnivmodl made; with a tolerance it runs CVODE, and tells the times of spikes too.
"""

import json
import resource
import sys
import time

from neuron import h

from listed_cell import build

case = sys.argv[1]
if case == "version":
    print(h.nrnversion().split()[3])
    sys.exit()
repeats = int(sys.argv[3])

if case == "import":
    path = sys.argv[2]
    h.load_file("stdlib.hoc")
    h.load_file("import3d.hoc")
    readers = {".swc": h.Import3d_SWC_read, ".asc": h.Import3d_Neurolucida3, ".nts": h.Import3d_Eutectic_read}
    seconds = []
    for _ in range(repeats):
        before = time.perf_counter()
        reader = readers[path[-4:].lower()]()
        reader.quiet = 1
        reader.input(path)
        h.Import3d_GUI(reader, 0).instantiate(None)
        seconds.append(time.perf_counter() - before)
        for section in list(h.allsec()):
            h.delete_section(sec=section)
    print(json.dumps({"seconds": seconds, "steps": 1}))
    sys.exit()

tstop = float(sys.argv[2])
context = h.ParallelContext()
h.celsius = 6.3
h.dt = 0.025
h.usetable_hh = 0


def resident_bytes():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def cpu_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def cable(mechanism, compartments=1000):
    section = h.Section(name="cable")
    section.L, section.diam, section.nseg = 10.0 * compartments, 2.0, compartments
    section.Ra, section.cm = 35.4, 1.0
    section.insert(mechanism)
    clamp = h.IClamp(section(0.5 / compartments))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, 0.2
    return [section, clamp]


def ensemble(cells):
    sections = []
    for index in range(cells):
        section = h.Section(name=f"cell{index}")
        section.L = section.diam = 20.0
        section.Ra, section.cm = 35.4, 1.0
        section.insert("hh")
        section(0.5).hh.el = -20.0 + 0.1 * (index % 100)
        sections.append(section)
    return sections


def ring(cells=256, ring_size=8, branches=31, synapses=10):
    """Branched cells in rings: hh in the soma, pas in dendrites of 3 compartments, 10 synapses each (ring.ts)."""
    model, targets = [], []
    for cell in range(cells):
        soma = h.Section(name=f"soma{cell}")
        soma.L = soma.diam = 12.6157
        soma.insert("hh")
        dendrites = []
        for branch in range(branches):
            dendrite = h.Section(name=f"dend{cell}_{branch}")
            dendrite.L, dendrite.diam, dendrite.nseg = 100.0, 1.0, 3
            dendrite.insert("pas")
            dendrite.g_pas, dendrite.e_pas = 0.001, -65.0
            dendrite.connect((soma if branch == 0 else dendrites[(branch - 1) // 2])(1), 0)
            dendrites.append(dendrite)
        for section in [soma, *dendrites]:
            section.Ra, section.cm = 100.0, 1.0
        detector = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
        detector.threshold = 10
        context.set_gid2node(cell, 0)
        context.cell(cell, detector)
        own = [h.ExpSyn(dendrites[(3 * synapse) % branches](0.5)) for synapse in range(synapses)]
        for synapse in own:
            synapse.tau, synapse.e = 2.0, 0.0
        targets.append(own)
        model += [soma, *dendrites, detector, *own]
    for cell in range(cells):
        first = cell - cell % ring_size
        before = first + ring_size - 1 if cell == first else cell - 1
        for index, synapse in enumerate(targets[cell]):
            source = before if index == 0 else (cell * 7 + index * 31 + 1) % cells
            connection = context.gid_connect(source, synapse)
            connection.delay, connection.weight[0] = 5.0, 0.05 if index == 0 else 0.0
            model.append(connection)
        if cell == first:
            start = h.NetStim()
            start.number, start.start, start.noise = 1, 1.0, 0
            connection = h.NetCon(start, targets[cell][0])
            connection.delay, connection.weight[0] = 5.0, 0.05
            model += [start, connection]
    return model


def poisson(sources=1000, delay=1.0):
    """Independent Poisson sources of 1 kHz on one synapse of one passive compartment."""
    section = h.Section(name="cell")
    section.L = section.diam = 20.0
    section.insert("pas")
    synapse = h.ExpSyn(section(0.5))
    model = [section, synapse]
    for index in range(sources):
        source = h.NetStim()
        source.interval, source.number, source.start, source.noise = 1.0, 1e9, 0.0, 1
        source.noiseFromRandom123(index, 1, 0)
        connection = h.NetCon(source, synapse)
        connection.delay, connection.weight[0] = delay, 1e-6
        model += [source, connection]
    return model


def run_listed(path, library, tolerance):
    place, cell, *others = build(path, library)
    detector = h.NetCon(place._ref_v, None, sec=place.sec)
    detector.threshold = cell["thresholdMv"]
    spikes = h.Vector()
    detector.record(spikes)
    cvode = h.CVode()
    if tolerance:
        cvode.active(1)
        cvode.atol(tolerance)
        cvode.condition_order(2)
    else:
        cvode.cache_efficient(1)
    context.set_maxstep(10)
    seconds = []
    for _ in range(repeats):
        h.finitialize(cell["vInitMv"])
        before = cpu_seconds()
        if tolerance:
            cvode.solve(tstop)
        else:
            context.psolve(tstop)
        seconds.append(cpu_seconds() - before)
    steps = round(tstop / h.dt)
    print(json.dumps({"seconds": seconds, "steps": steps, "spikes": list(spikes), "finalMv": place.v}))


def sweep(variants=100):
    """A loop over variants of one compartment: sodium conductance and current, v and spikes recorded."""
    h.load_file("stdrun.hoc")
    section = h.Section(name="soma")
    section.L = section.diam = 20
    section.insert("hh")
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur = 5, 1e9
    v, spikes = h.Vector().record(section(0.5)._ref_v), h.Vector()
    detector = h.NetCon(section(0.5)._ref_v, None, sec=section)
    detector.threshold = 0
    detector.record(spikes)
    h.CVode().cache_efficient(1)
    seconds = []
    for _ in range(repeats):
        before = cpu_seconds()
        for variant in range(variants):
            section.gnabar_hh = 0.06 + 0.12 * variant / variants
            clamp.amp = 0.3 * (variant * 37 % variants) / variants
            h.finitialize(-65.0)
            h.continuerun(tstop)
            v.min(), v.max(), v.mean(), len(spikes)
        seconds.append(cpu_seconds() - before)
    print(json.dumps({"seconds": seconds, "steps": variants}))


if case == "sweep-hh":
    sweep()
    sys.exit()
if case == "listed":
    run_listed(sys.argv[4], sys.argv[5], float(sys.argv[6]) if len(sys.argv) > 6 else 0)
    sys.exit()

resident = resident_bytes()
model = {
    "large-cable-hh": lambda: cable("hh", 30000),
    "cable-hh": lambda: cable("hh"),
    "cable-pas": lambda: cable("pas"),
    "single-hh": lambda: ensemble(1),
    "ensemble-hh": lambda: ensemble(10000),
    "ring": ring,
    "poisson": poisson,
    "poisson-late": lambda: poisson(delay=1000.0),
}[case]()

h.CVode().cache_efficient(1)
context.nthread(1)
context.set_maxstep(10)
seconds = []
for _ in range(repeats):
    h.finitialize(-65.0)
    if case == "poisson-late":
        context.psolve(1000.0)  # what is under way fills up first
    before = cpu_seconds()
    context.psolve(h.t + tstop)
    seconds.append(cpu_seconds() - before)

first = model[0]
print(
    json.dumps(
        {
            "seconds": seconds,
            "steps": round(tstop / h.dt),
            "residentBytes": resident_bytes() - resident,
            "finalMv": first(0.5 / first.nseg).v,
        }
    )
)
