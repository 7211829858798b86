"""
Records variables that are set between two stretches of a run under CVODE in NEURON 8.2.2, with re_init after each, at an
absolute tolerance of 1e-9: a soma with hh, a dendrite, a current clamp and a synapse.

    /usr/bin/python3 recordSetting.py > setting.json      (Debian package python3-neuron)
"""
import json, sys
from neuron import h

h.load_file('stdrun.hoc')
SAMPLE, STOP = 0.25, 20
# Time, what, value; in this order. Times lie on samples.
SETTINGS = [
    [2, 'clamp.amp', 0.4],
    [5, 'clamp.amp', 0],
    [8, 'v', -40],
    [8, 'hh.h', 0.5],
    [13.5, 'hh.gnabar', 0.2],
    [13.5, 'v', -50],
    [16, 'celsius', 12],
    [16.25, 'dend.v', -30],
]


def run(local):
    soma, dend = h.Section(name='soma'), h.Section(name='dend')
    for section, length, diameter in ((soma, 20, 20), (dend, 150, 2)):
        # As points, which NEURON keeps in single precision, and so does Hillock.
        for x in (0, length): section.pt3dadd(x, 0, 0, diameter)
        section.Ra, section.cm = 100, 1
    dend.nseg = 3
    dend.connect(soma(1))
    soma.insert('hh')
    dend.insert('pas')
    for segment in dend: segment.pas.e = -65
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0.5, 100, 0.05
    h.usetable_hh = 0
    h.celsius = 6.3
    h.cvode.active(1)
    h.cvode.use_local_dt(local)
    h.cvode.atol(1e-9)
    places = {'soma': soma(0.5), 'dend': dend(0.5)}

    def set_number(what, value):
        if what == 'clamp.amp': clamp.amp = value
        elif what == 'v': soma(0.5).v = value
        elif what == 'dend.v': dend(0.5).v = value
        elif what == 'celsius': h.celsius = value
        else: setattr(soma(0.5).hh, what.split('.')[1], value)

    times, traces = [], {name: [] for name in places}
    h.finitialize(-65)
    for sample in range(int(round(STOP / SAMPLE)) + 1):
        t = sample * SAMPLE
        if t > 0: h.cvode.solve(t)
        times.append(t)
        for name, place in places.items(): traces[name].append(place.v)
        due = [one for one in SETTINGS if one[0] == t]
        for _, what, value in due: set_number(what, value)
        if due: h.cvode.re_init()
    return traces


json.dump({'_about': h.nrnversion(), 'sampleMs': SAMPLE, 'settings': SETTINGS, 'traces': run(0)}, sys.stdout, indent=1)
