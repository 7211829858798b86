"""Errors and spike times that NEURON has in the cases of this folder: python3 record.py (NEURON 8.2.2)."""
import json
import math
import os
from neuron import h

h.load_file("stdrun.hoc")
h.usetable_hh = 0
RA, CM, G, E, AMP = 100, 1, 2.5e-5, -65, 0.1


def exact(x, ms, diameter, length_um):
    """The sealed cable of rallpack.ts."""
    tau, lam = CM * 1e-3 / G, math.sqrt(diameter * 1e-4 / (4 * RA * G)) * 1e4
    length = length_um / lam
    mohm = RA * lam * 1e-4 / (math.pi / 4 * (diameter * 1e-4) ** 2) * 1e-6
    modes = math.exp(-ms / tau) / length
    for n in range(1, 2001):
        rate = 1 + (n * math.pi / length) ** 2
        size = math.exp(-ms * rate / tau)
        if size < 1e-18:
            break
        modes += 2 / length * math.cos(n * math.pi * x) * size / rate
    return E + AMP * mohm * (math.cosh(length * (1 - x)) / math.sinh(length) - modes)


def run(tstop, dt, secondorder):
    h.steps_per_ms, h.dt, h.secondorder, h.celsius = 1 / dt, dt, secondorder, 6.3
    h.finitialize(E)
    h.continuerun(tstop)


def relative_rms(vector, dt, x, diameter, length_um):
    wrong = right = 0
    for step in range(1, len(vector)):
        expected = exact(x, step * dt, diameter, length_um)
        wrong += (vector[step] - expected) ** 2
        right += (expected - E) ** 2
    return math.sqrt(wrong / right)


def passive(section):
    section.Ra, section.cm = RA, CM
    section.insert("pas")
    section.g_pas, section.e_pas = G, E


def rallpack1(dt, secondorder):
    cable = h.Section(name="cable")
    cable.L, cable.diam, cable.nseg = 1000, 1, 1000
    passive(cable)
    clamp = h.IClamp(cable(0))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, AMP
    ends = [h.Vector().record(cable(x)._ref_v) for x in (0, 1)]
    run(250, dt, secondorder)
    return [relative_rms(v, dt, x, 1, 1000) for x, v in enumerate(ends)]


def rallpack2(dt, secondorder):
    branches = []
    for number in range(1023):
        level = (number + 1).bit_length() - 1
        branch = h.Section(name=f"branch{number}")
        branch.L, branch.diam, branch.nseg = 32 * 2 ** (-level / 3), 16 * 2 ** (-2 * level / 3), 1
        passive(branch)
        if number > 0:
            branch.connect(branches[(number - 1) // 2](1))
        branches.append(branch)
    clamp = h.IClamp(branches[0](0))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, AMP
    ends = [h.Vector().record(branches[0](0)._ref_v), h.Vector().record(branches[-1](1)._ref_v)]
    run(250, dt, secondorder)
    return [relative_rms(v, dt, x, 16, 320) for x, v in enumerate(ends)]


def rallpack3(dt, secondorder):
    cable = h.Section(name="cable")
    cable.L, cable.diam, cable.nseg, cable.Ra, cable.cm = 1000, 1, 1000, RA, CM
    cable.insert("hh")
    clamp = h.IClamp(cable(0))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, AMP
    v = h.Vector().record(cable(1)._ref_v)
    run(50, dt, secondorder)
    # Crossings of 0 mV between two samples, on a straight line.
    return [
        dt * (step - v[step] / (v[step] - v[step - 1]))
        for step in range(1, len(v))
        if v[step - 1] <= 0 < v[step]
    ]


found = {
    "rallpack1": {"implicit": rallpack1(0.05, 0), "crankNicolson": rallpack1(0.05, 2)},
    "rallpack2": {"implicit": rallpack2(0.05, 0), "crankNicolson": rallpack2(0.05, 2)},
    "rallpack3": {"implicit": rallpack3(0.025, 0), "crankNicolson": rallpack3(0.0125, 2), "fine": rallpack3(0.001, 2)},
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "neuron.json"), "w") as out:
    json.dump(found, out, indent=1)
    out.write("\n")
print(found)
