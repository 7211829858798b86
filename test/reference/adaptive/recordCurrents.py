"""
Records currents of whole compartments under CVODE in NEURON 8.2.2, at an absolute tolerance of 1e-9: i_cap and i_membrane_
of every compartment of a soma with a dendrite, stimulated by each kind of electrode in turn.

    /usr/bin/python3 recordCurrents.py > currents.json      (Debian package python3-neuron)
"""
import json, sys
from neuron import h

h.load_file('stdrun.hoc')
SAMPLE, STOP = 0.4, 8
CLAMPS = {
    'IClamp': {'delay': 1.1, 'dur': 3, 'amp': 0.5},
    'SEClamp': {'rs': 3, 'dur1': 1.1, 'amp1': -65, 'dur2': 3, 'amp2': -20, 'dur3': 2.7, 'amp3': -75},
}


def build(mechanism):
    sections = []
    for length, diameter, count in ((20, 20, 1), (120, 2, 3)):
        section = h.Section(name='part_%d' % len(sections))
        # As points, which NEURON keeps in single precision, and so does Hillock.
        for x in (0, length): section.pt3dadd(x, 0, 0, diameter)
        section.nseg, section.Ra, section.cm = count, 35.4, 1
        sections.append(section)
    soma, dendrite = sections
    dendrite.connect(soma(1))
    soma.insert('hh')
    dendrite.insert('pas')
    for segment in dendrite: segment.pas.e = -65
    h.usetable_hh = 0
    clamp = getattr(h, mechanism)(soma(0.5))
    for name, value in CLAMPS[mechanism].items(): setattr(clamp, name, value)
    return sections, clamp


def run(mechanism):
    sections, clamp = build(mechanism)
    h.celsius = 6.3
    h.cvode.active(1)
    h.cvode.atol(1e-9)
    h.cvode.use_fast_imem(1)
    recorded = {name: [h.Vector().record(getattr(segment, '_ref_' + name), SAMPLE) for section in sections for segment in section]
                for name in ('v', 'i_cap', 'i_membrane_')}
    h.finitialize(-65)
    h.cvode.solve(STOP)
    count = round(STOP / SAMPLE)
    return {name: [list(one)[:count] for one in vectors] for name, vectors in recorded.items()}


json.dump({'_about': h.nrnversion(), 'sampleMs': SAMPLE, 'cases': {mechanism: run(mechanism) for mechanism in CLAMPS}}, sys.stdout)
