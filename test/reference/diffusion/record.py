"""
Records calcium that diffuses along cables in NEURON 8.2.2: every compartment after 0, 1, 20 and 200 steps of 0.1 ms, or
at those times with CVODE at an absolute tolerance of 1e-12 and a relative one of 1e-10.

    /usr/bin/python3 record.py > diffusion.json      (Debian package python3-neuron, nrnivmodl on the path)
    /usr/bin/python3 record.py adaptive > adaptive.json

The mechanisms are ../../fixtures/mod/kinetic/shells.mod and caSpread.mod.
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
for name in ('shells.mod', 'caSpread.mod'):
    shutil.copy(os.path.join(here, '../../fixtures/mod/kinetic', name), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))
h.celsius, h.dt = 24, 0.1
adaptive = sys.argv[1:] == ['adaptive']
cvode = h.CVode()
cvode.active(adaptive)
cvode.atol(1e-12)
cvode.rtol(1e-10)

CASES = json.load(open(os.path.join(here, 'cases.json')))


def record(case):
    sections = []
    for cable in case['cables']:
        section = h.Section(name='dend_%d' % len(sections))
        # As points, which NEURON keeps in single precision, and so does Hillock.
        for x in (0, cable['lengthUm']): section.pt3dadd(x, 0, 0, cable['diameterUm'])
        section.nseg = case['nseg']
        if 'parent' in cable: section.connect(sections[cable['parent']](cable.get('parentX', 1)))
        sections.append(section)
    for index in case['inserted']: sections[index].insert(case['mechanism'])
    for index, factor in case['factor'].items():
        for seg in sections[int(index)]: getattr(seg, case['mechanism']).factor = factor
    h.finitialize(-65)
    seen = []
    for step in range(201):
        if step > 0 and not adaptive: h.fadvance()
        if step not in (0, 1, 20, 200): continue
        if step > 0 and adaptive: cvode.solve(step * 0.1)
        here = {}
        for variable in case['variables']:
            numbers = []
            for index in case['inserted']:
                for seg in sections[index]:
                    if '.' not in variable: numbers.append(getattr(seg, variable))
                    else:
                        name = variable.split('.')[1]
                        owner = getattr(seg, case['mechanism'])
                        numbers.append(getattr(owner, name.split('[')[0])[int(name[:-1].split('[')[1])] if '[' in name else getattr(owner, name))
            here[variable] = numbers
        seen.append({'step': step, 'numbers': here})
    return seen


json.dump({'_about': h.nrnversion(), 'cases': {case['name']: record(case) for case in CASES}}, sys.stdout, indent=0)
shutil.rmtree(work)
