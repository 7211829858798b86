"""Records impedances that NEURON computes: record.py MECHANISMS

MECHANISMS is resources/mechanisms; ih is compiled from the file that Hillock runs, hh and pas are NEURON's own. Writes
neuron.json beside itself: for each case the impedances from one site at several frequencies, mode 0 and mode 1, the latter
for the increment (deltafac) that NEURON takes by itself and for a small one.
"""
import importlib.util
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FREQUENCIES = [0.001, 1, 10, 66, 100, 1000]


def load_library_recorder():
    path = os.path.join(HERE, '..', 'library', 'generate.py')
    spec = importlib.util.spec_from_file_location('library', path)
    library = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(library)
    return library


def sphere(h):
    soma = h.Section(name='soma')
    soma.L = soma.diam = 20
    soma.insert('hh')
    return [soma]


def branched(h):
    soma, trunk, left, right = [h.Section(name=name) for name in ('soma', 'trunk', 'left', 'right')]
    for section, length, diam, nseg in ((soma, 20, 20, 1), (trunk, 200, 3, 5), (left, 300, 1.5, 7), (right, 150, 1, 3)):
        section.L, section.diam, section.nseg, section.Ra = length, diam, nseg, 120
    trunk.connect(soma(1))
    left.connect(trunk(1))
    right.connect(trunk(1))
    soma.insert('hh')
    for section in (trunk, left, right):
        section.insert('pas')
        section.insert('ih')
        for segment in section:
            segment.pas.g, segment.pas.e = 5e-5, -65
    for segment in left:
        segment.ih.gbar = 2e-4
    return [soma, trunk, left, right]


def impedances(h, sections, site, frequencies, mode, deltafac):
    found = []
    for hz in frequencies:
        z = h.Impedance()
        z.loc(site(0.5))
        if deltafac:
            z.deltafac(deltafac)
        z.compute(hz, mode)
        places = []
        for section in sections:
            for segment in section:
                place = section(segment.x)
                places.append({
                    'section': section.name(), 'x': segment.x,
                    'input': z.input(place), 'inputPhase': z.input_phase(place),
                    'transfer': z.transfer(place), 'transferPhase': z.transfer_phase(place),
                    'ratio': z.ratio(place),
                })
        found.append({'hz': hz, 'places': places})
    return found


if __name__ == '__main__':
    os.environ['NRN_NMODL_PATH'] = ''
    library = load_library_recorder().compile_library(os.path.abspath(sys.argv[1]))
    from neuron import h
    h.nrn_load_dll(library)
    cases = []
    for name, build, usetable, v in (('sphere', sphere, 1, -65), ('sphere', sphere, 0, -65),
                                     ('branched', branched, 0, -65), ('branched', branched, 0, -58.3)):
        sections = build(h)
        h.celsius = 6.3
        h.usetable_hh = usetable
        h.finitialize(v)
        case = {'cell': name, 'usetable': usetable, 'v': v,
                'present': impedances(h, sections, sections[0], [0] + FREQUENCIES, 0, 0)}
        for key, deltafac in (('quotients', 0.001), ('small', 1e-6)):
            case[key] = impedances(h, sections, sections[0], FREQUENCIES, 1, deltafac)
        cases.append(case)
        for section in sections:
            h.delete_section(sec=section)
    with open(os.path.join(HERE, 'neuron.json'), 'w') as file:
        json.dump({'version': h.nrnversion(), 'cases': cases}, file, indent=1)
        file.write('\n')
