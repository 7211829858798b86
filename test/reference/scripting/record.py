"""Records what NEURON gives for the models of resources/examples and of the suites: python3 record.py (NEURON 8.2.2)."""
import json
import os
from neuron import h

h.load_file("stdrun.hoc")
h.usetable_hh = 0  # rates computed, not looked up between tabulated voltages


def run(tstop, dt=0.025, celsius=6.3, v_init=-65, secondorder=0):
    h.steps_per_ms = 1 / dt
    h.dt = dt
    h.celsius = celsius
    h.secondorder = secondorder
    h.finitialize(v_init)
    h.continuerun(tstop)


def vector(ref):
    found = h.Vector()
    found.record(ref)
    return found


def spikes(section, threshold, x=0.5):
    con = h.NetCon(section(x)._ref_v, None, sec=section)
    con.threshold = threshold
    times = h.Vector()
    con.record(times)
    return con, times


def hh_soma():
    soma = h.Section(name="soma")
    soma.L = soma.diam = 20
    soma.insert("hh")
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 5, 10, 0.3
    v = vector(soma(0.5)._ref_v)
    m = vector(soma(0.5).hh._ref_m)
    con, times = spikes(soma, 0)
    at = h.FInitializeHandler(1, lambda: h.CVode().event(10, lambda: setattr(clamp, "amp", 0.6)))
    run(25)
    del at
    index = lambda ms: round(ms / 0.025)
    return {
        "v": [v[index(ms)] for ms in (7, 12, 20)],
        "m": [m[index(ms)] for ms in (7, 12, 20)],
        "spikes": list(times),
        "range": [v.min(), v.max()],
    }


def ball_and_stick():
    soma, dend = h.Section(name="soma"), h.Section(name="dend")
    soma.L = soma.diam = 12.6157
    dend.L, dend.diam, dend.nseg = 200, 1, 101
    dend.connect(soma(1))
    for section in (soma, dend):
        section.Ra, section.cm = 100, 1
    soma.insert("hh")
    soma.gnabar_hh, soma.gkbar_hh, soma.gl_hh, soma.el_hh = 0.12, 0.036, 0.0003, -54.3
    dend.insert("pas")
    dend.g_pas, dend.e_pas = 0.001, -65
    synapse = h.ExpSyn(dend(0.5))
    synapse.tau = 2
    stimulus = h.NetStim()
    stimulus.start, stimulus.number, stimulus.interval, stimulus.noise = 9, 3, 20, 0
    link = h.NetCon(stimulus, synapse)
    link.delay, link.weight[0] = 1, 0.04
    v, i = vector(soma(0.5)._ref_v), vector(synapse._ref_i)
    con, times = spikes(soma, 10)
    run(60, celsius=20)
    return {"v": [v.min(), v.max()], "i": [i.min(), i.max()], "spikes": list(times)}


def ring(count=10):
    cells = []
    for number in range(count):
        soma = h.Section(name=f"soma{number}")
        soma.L = soma.diam = 20
        trunk = h.Section(name=f"dend{number}")
        trunk.L, trunk.diam, trunk.nseg = 100, 2, 5
        trunk.connect(soma(1))
        dendrites = [trunk]
        for parent in (0, 0, 1, 1, 2, 2):
            branch = h.Section(name=f"dend{number}_{len(dendrites)}")
            branch.L, branch.diam, branch.nseg = 80, 1.5 if parent == 0 else 1, 3
            branch.connect(dendrites[parent](1))
            dendrites.append(branch)
        for section in [soma, *dendrites]:
            section.Ra = 100
        soma.insert("hh")
        for dendrite in dendrites:
            dendrite.insert("pas")
            dendrite.g_pas, dendrite.e_pas = 0.001, -65
        synapse = h.ExpSyn(trunk(0.5))
        synapse.tau = 2
        cells.append((soma, dendrites, synapse, spikes(soma, 10)))
    links = []
    for number, (soma, _, _, _) in enumerate(cells):
        link = h.NetCon(soma(0.5)._ref_v, cells[(number + 1) % count][2], sec=soma)
        link.threshold, link.delay, link.weight[0] = 10, 5, 0.02
        links.append(link)
    start = h.NetStim()
    start.start, start.number = 10, 1
    first = h.NetCon(start, cells[0][2])
    first.delay, first.weight[0] = 1, 0.02
    run(100)
    return [list(times) for _, _, _, (_, times) in cells]


found = {"hhSoma": hh_soma(), "ballAndStick": ball_and_stick(), "ring": ring()}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "neuron.json"), "w") as out:
    json.dump(found, out, indent=1)
    out.write("\n")
