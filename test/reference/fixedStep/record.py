"""
Records what NEURON 8.2.2 does in a fixed step with series that play into variables, with recordings at times of their
own, with secondorder 2, and with i_cap and i_membrane_.

    /usr/bin/python3 record.py > neuron.json      (Debian package python3-neuron)
"""
import json, sys
from neuron import h

h.load_file('stdrun.hoc')
cvode = h.CVode()
cvode.use_fast_imem(1)
DT = 0.025
PLAYS = [
    {'name': 'lines', 'times': [0, 1.01, 2], 'values': [0, 1, 0], 'course': 'linear'},
    {'name': 'a jump on a step', 'times': [0, 1, 1, 2], 'values': [0, 1, 5, 5], 'course': 'linear'},
    {'name': 'a jump in the middle of a step', 'times': [0, 1.0125, 1.0125, 2], 'values': [0, 1, 5, 5], 'course': 'linear'},
    {'name': 'points closer than a step', 'times': [0, 0.31, 0.312, 0.324, 0.326, 0.327, 1], 'values': [0, 1, -3, 7, 2, 9, 4], 'course': 'linear'},
    {'name': 'a late beginning, and beyond the end', 'times': [1, 2], 'values': [5, 7], 'course': 'linear'},
    {'name': 'two values at the end', 'times': [1, 2, 2], 'values': [5, 7, 9], 'course': 'linear'},
    {'name': 'two values at the beginning', 'times': [0, 0, 2], 'values': [5, 7, 9], 'course': 'linear'},
    {'name': 'one value', 'times': [1], 'values': [5], 'course': 'linear'},
    {'name': 'steps', 'times': [0.5, 1, 1.01, 1.03], 'values': [1, 2, 3, 4], 'course': 'stepped'},
    {'name': 'steps at an interval', 'interval': 0.3, 'values': [1, 2, 3, 4], 'course': 'stepped'},
]


def soma():
    section = h.Section(name='soma')
    section.L = section.diam = 20
    return section


def play(case):
    section = soma()
    section.insert('pas')
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, -99
    values = h.Vector(case['values'])
    if 'interval' in case: values.play(clamp._ref_amp, case['interval'])
    else:
        times = h.Vector(case['times'])
        if case['course'] == 'linear': values.play(clamp._ref_amp, times, 1)
        else: values.play(clamp._ref_amp, times)
    amp, i = h.Vector().record(clamp._ref_amp), h.Vector().record(clamp._ref_i)
    h.secondorder, h.dt = 0, DT
    h.finitialize(-65)
    for _ in range(100): h.fadvance()
    values.play_remove()
    return {'amp': list(amp), 'i': list(i)}


def tree(mechanisms):
    """A soma of 20 µm, a dendrite at its end with two branches."""
    sections = []
    for length, diam, nseg, parent in ((20, 20, 1, -1), (100, 2, 5, 0), (80, 1, 3, 1), (60, 1.5, 3, 1)):
        section = h.Section(name='dend_%d' % len(sections))
        for x in (0, length): section.pt3dadd(x, 0, 0, diam)
        section.nseg, section.Ra, section.cm = nseg, 35.4, 1
        if parent >= 0: section.connect(sections[parent](1))
        for name in mechanisms: section.insert(name)
        sections.append(section)
    h.usetable_hh = 0
    return sections


def numbers(sections, names):
    return [h.Vector().record(getattr(seg, '_ref_' + name) if '[' not in name else getattr(seg, '_ref_' + name[:-3])[int(name[-2])]) for name in names for section in sections for seg in section]


def field():
    """One waveform for the field, with a factor for each compartment of the first three sections."""
    sections = tree(['hh'])
    values = h.Vector([0, 60, -30, -30, 0])
    times = h.Vector([0.2, 0.7, 0.7, 2, 2.3])
    kept = []
    for section in sections[:3]:
        section.insert('extracellular')
        for seg in section:
            seg.xg[0], seg.xc[0], seg.xg[1], seg.xc[1] = 1e9, 0, 1e9, 0
            scaled = values.c().mul(0.5 + 0.25 * len(kept))
            scaled.play(seg._ref_e_extracellular, times, 1)
            kept.append(scaled)
    recorded = numbers(sections, ['v'])
    outside = numbers(sections[:3], ['vext[0]', 'e_extracellular'])
    h.secondorder, h.dt = 0, DT
    h.finitialize(-65)
    for _ in range(200): h.fadvance()
    for scaled in kept: scaled.play_remove()
    return {'v': [list(v)[::8] for v in recorded], 'outside': [list(v)[::8] for v in outside]}


def clamped(order, layers=False):
    """i_cap and i_membrane_ with two current clamps, and a voltage clamp in a backward Euler step."""
    sections = tree(['hh'])
    if layers:
        for section in sections[:2]:
            section.insert('extracellular')
            for seg in section: seg.xraxial[0], seg.xg[0], seg.xc[0], seg.xg[1], seg.xc[1] = 100, 0.01, 0.1, 1, 0
    first, second = h.IClamp(sections[0](0.5)), h.IClamp(sections[3](1))
    first.delay, first.dur, first.amp = 0.1, 2, 0.4
    second.delay, second.dur, second.amp = 0, 1e9, -0.05
    electrodes = [first, second]
    if order == 0:
        clamp = h.SEClamp(sections[2](0.5))
        clamp.rs, clamp.dur1, clamp.amp1 = 1, 1.5, -60
        electrodes.append(clamp)
    # i_cap of a compartment with layers is that of the potential inside in NEURON: it stands beside nothing of ours there.
    names = ['i_membrane_', 'v'] if layers else ['i_membrane_', 'i_cap', 'v']
    recorded = numbers(sections, names)
    injected = [h.Vector().record(electrode._ref_i) for electrode in electrodes]
    h.secondorder, h.dt = order, DT
    h.finitialize(-65)
    for _ in range(200): h.fadvance()
    return {'numbers': [list(v)[::8] for v in recorded], 'injected': [list(v)[::8] for v in injected]}


def ions(order):
    """Ion currents of the middle of a step, where it is asked for."""
    sections = tree(['hh'])
    clamp = h.IClamp(sections[0](0.5))
    clamp.delay, clamp.dur, clamp.amp = 0.1, 2, 0.4
    recorded = numbers(sections, ['v', 'ina', 'ik'])
    h.secondorder, h.dt = order, DT
    h.finitialize(-65)
    for _ in range(200): h.fadvance()
    return [list(v)[::8] for v in recorded]


def sampled():
    section = soma()
    section.insert('hh')
    h.usetable_hh = 0
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0.1, 2, 0.3
    intervals = [0.03, 0.01, 0.5, 0.7]
    lists = [[0, 0.01, 0.0125, 0.02, 0.3, 0.3, 0.4, 5], [1.9874, 1.9876, 3.3]]
    every = [h.Vector().record(section(0.5)._ref_v, interval) for interval in intervals]
    kept = [h.Vector(times) for times in lists]
    at = [h.Vector().record(section(0.5)._ref_v, times) for times in kept]
    h.secondorder, h.dt = 0, DT
    h.finitialize(-65)
    h.continuerun(6)
    return {'intervals': intervals, 'every': [list(v) for v in every], 'lists': lists, 'at': [list(v) for v in at]}


answer = {
    '_about': h.nrnversion(),
    'plays': [dict(case, **play(case)) for case in PLAYS],
    'field': field(),
    'clamped': [clamped(0), clamped(1)],
    'layers': clamped(0, True),
    'ions': [ions(0), ions(1), ions(2)],
    'sampled': sampled(),
}
json.dump(answer, sys.stdout)
