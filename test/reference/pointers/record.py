"""
Records cells whose POINTERs lead into each other.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)

What is simulated stands in cases.json, in the form that pointers.spec.ts reads as well.
"""
import glob, json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
for path in glob.glob(os.path.join(here, '*.mod')):
    shutil.copy(path, work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))


def cell(number):
    soma, dend = h.Section(name='soma%d' % number), h.Section(name='dend%d' % number)
    soma.L, soma.diam = 20 + number, 20
    dend.L, dend.diam, dend.nseg = 100, 2, 5
    dend.connect(soma(1))
    soma.nseg = 5
    for section in (soma, dend):
        section.insert('hh')
    return {'soma[0]': soma, 'dend[0]': dend}


def record(case):
    cells = [cell(number) for number in range(case['cells'])]
    points = {}
    for use in case['points']:
        points[use['id']] = getattr(h, use['mechanism'])(cells[use['cell']][use['at'][0]](use['at'][1]))
        for name, value in use['parameters'].items():
            setattr(points[use['id']], 'delay' if name == 'del' else name, value)
    for use in case['pointers']:
        owner, name = use['variable'].split('.') if '.' in use['variable'] else (None, use['variable'])
        place = cells[use['cell']][use['at'][0]](use['at'][1])
        target = points[owner] if owner in points else getattr(place, owner) if owner else place
        h.setpointer(getattr(target, '_ref_' + name), use['pointer'], points[use['of']])
    h.usetable_hh = 0
    h.celsius, h.dt = 6.3, case['dtMs']
    adaptive = case['method'] == 'adaptive'
    cvode = h.CVode()
    if adaptive:
        cvode.active(1)
        cvode.atol(case['tolerance'])
    v = [h.Vector().record(*([sections['soma[0]'](0.5)._ref_v] + ([case['dtMs']] if adaptive else []))) for sections in cells]
    h.finitialize(-65)
    if adaptive:
        cvode.solve(case['tstop'])
    else:
        for step in range(round(case['tstop'] / h.dt)):
            h.fadvance()
    return [list(vector)[:: 4 if adaptive else 8] for vector in v]


with open(os.path.join(here, 'cases.json')) as file:
    cases = json.load(file)
if len(sys.argv) > 1:
    print(json.dumps(record(next(case for case in cases if case['name'] == sys.argv[1]))))
else:
    print('{')
    print(',\n'.join(
        json.dumps(case['name']) + ': ' + subprocess.run(
            [sys.executable, os.path.abspath(__file__), case['name']],
            check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]
        for case in cases))
    print('}')
