"""
Records cells that ParallelContext's transfer couples.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)

What is simulated stands in cases.json, in the form that gaps.spec.ts reads as well.
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(here, 'halfgap.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))
pc = h.ParallelContext()


def cell(case, number):
    """A soma, and where the case wants it a dendrite of several compartments at its end."""
    soma = h.Section(name='soma%d' % number)
    soma.L, soma.diam = 20 + number, 20
    sections = {'soma[0]': soma}
    if case.get('dendrite'):
        dend = h.Section(name='dend%d' % number)
        dend.L, dend.diam, dend.nseg = 100, 2, case['compartments']
        dend.connect(soma(1))
        sections['dend[0]'] = dend
        soma.nseg = case['compartments']
    for section in sections.values():
        for mechanism in case['mechanisms']:
            section.insert(mechanism)
        if number in case.get('layered', []):
            section.insert('extracellular')
            for seg in section:
                seg.xg[0], seg.xg[1], seg.xc[0], seg.xc[1], seg.e_extracellular = 1e-3, 1e-3, 0.1, 0.2, -3
    return sections


def record(case):
    pc.gid_clear()
    cells = [cell(case, number) for number in range(case['cells'])]
    place = lambda at: cells[at['cell']][at['section']](at['x'])
    stimuli = []
    for use in case['clamps']:
        clamp = h.IClamp(place(use['at']))
        clamp.delay, clamp.dur, clamp.amp = use['del'], use['dur'], use['amp']
        stimuli.append(clamp)
    junctions = []
    for number, use in enumerate(case['junctions']):
        gap = h.HalfGap(place(use['to']))
        gap.g = use['g']
        source = place(use['from'])
        pc.source_var(getattr(source, '_ref_' + use['variable']), number, sec=source.sec)
        pc.target_var(gap, gap._ref_vgap, number)
        junctions.append(gap)
    pc.setup_transfer()
    h.usetable_hh = 0
    h.celsius, h.dt, h.secondorder = 6.3, 0.025, case.get('secondorder', 0)
    v = [h.Vector().record(sections['soma[0]'](0.5)._ref_v) for sections in cells]
    vgap = [h.Vector().record(gap._ref_vgap) for gap in junctions]
    current = [h.Vector().record(gap._ref_i) for gap in junctions]
    h.finitialize(-65)
    for step in range(round(case['tstop'] / h.dt)):
        h.fadvance()
    every = case['every']
    kept = lambda vectors: [list(vector)[::every] for vector in vectors]
    return {'v': kept(v), 'vgap': kept(vgap), 'i': kept(current)}


name = sys.argv[1] if len(sys.argv) > 1 else None
with open(os.path.join(here, 'cases.json')) as file:
    cases = json.load(file)
if name:
    print(json.dumps(record(next(case for case in cases if case['name'] == name))))
else:
    # A process for each: setup_transfer remembers what was set up before.
    print('{')
    print(',\n'.join(
        json.dumps(case['name']) + ': ' + subprocess.run(
            [sys.executable, os.path.abspath(__file__), case['name']],
            check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]
        for case in cases))
    print('}')
