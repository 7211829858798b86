"""Records what NEURON's f(t, y) makes of the states of the mechanism library: record.py MECHANISMS

MECHANISMS is resources/mechanisms. Those that NEURON has under the same name are NEURON's own here; the others are
compiled with nrnivmodl from the very files that Hillock runs. Each mechanism sits in a section of its own of L 20 and
diam 10 um at 24 degC, its states moved away from where INITIAL puts them; f is called three times, because in NEURON what
a block computes for the currents is that of the call before. Writes neuron.json beside itself.
"""
import importlib.util
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

DENSITY = {name: [] for name in ('hh', 'cal', 'cat', 'ih', 'k5', 'ka', 'kahp', 'kca', 'km', 'na8', 'cashells')}
# Pools of ions, with what makes a current of that ion.
DENSITY.update({'capool': ['cal'], 'kext': ['hh'], 'napool': ['hh']})
POINT = ['ExpSyn', 'Exp2Syn', 'AMPA', 'GABAA', 'GABAB', 'NMDA']


def load_library_recorder():
    path = os.path.join(HERE, '..', 'library', 'generate.py')
    spec = importlib.util.spec_from_file_location('library', path)
    library = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(library)
    return library


def moved(values):
    return [y * (1 + 0.02 * ((7 * i) % 5 - 2)) if y != 0 else 0.05 * (i % 3 + 1) for i, y in enumerate(values)]


def record(h, mechanism, beside, v, is_point):
    section = h.Section(name='s')
    section.L, section.diam = 20, 10
    process = None
    if is_point:
        process = getattr(h, mechanism)(section(0.5))
    else:
        for name in [mechanism] + beside:
            section.insert(name)
    h.celsius = 24
    h.usetable_hh = 0
    cvode = h.CVode()
    cvode.active(1)
    h.finitialize(v)
    y, rates = h.Vector(), h.Vector()
    cvode.states(y)
    # The first is v.
    y.from_python([v] + moved(list(y)[1:]))
    for _ in range(3):
        cvode.f(0, y, rates)
    names = []
    for i in range(1, len(y)):
        name = h.ref('')
        cvode.statename(i, name, 2)
        names.append(name[0])
    ions = {}
    for name in ('ena', 'ek', 'eca', 'ina', 'ik', 'ica', 'nai', 'nao', 'ki', 'ko', 'cai', 'cao'):
        if hasattr(section(0.5), name):
            ions[name] = getattr(section(0.5), name)
    cvode.active(0)
    return {'mechanism': mechanism, 'v': v, 'names': names, 'y': list(y)[1:], 'rates': list(rates)[1:], 'ions': ions}


if __name__ == '__main__':
    os.environ['NRN_NMODL_PATH'] = ''
    library = load_library_recorder().compile_library(os.path.abspath(sys.argv[1]))
    from neuron import h
    h.nrn_load_dll(library)
    cases = []
    for v in (-82.5, -51.3, -20.7, 11.1):
        for mechanism, beside in DENSITY.items():
            cases.append(record(h, mechanism, beside, v, False))
        for mechanism in POINT:
            cases.append(record(h, mechanism, [], v, True))
    with open(os.path.join(HERE, 'neuron.json'), 'w') as file:
        json.dump({'version': h.nrnversion(), 'cases': cases}, file, indent=1)
        file.write('\n')
