"""Records impedances of two cells that a gap junction couples (ParallelContext's transfer): record_coupled.py

The mechanism is ../gaps/halfgap.mod. Writes coupled.json beside itself: for each frequency, from the middle of the first soma,
input there and transfer to three places, with NEURON's mode 1 and a small increment (deltafac).
"""
import json
import os
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(HERE, '..', 'gaps', 'halfgap.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))
pc = h.ParallelContext()


def cell(number, mechanism):
    soma, dend = h.Section(name='soma%d' % number), h.Section(name='dend%d' % number)
    soma.L, soma.diam = 20 + 5 * number, 20
    dend.L, dend.diam, dend.nseg = 200, 2, 5
    dend.connect(soma(1))
    for section in (soma, dend):
        section.insert(mechanism)
    return soma, dend


def record(mechanism, frequencies):
    cells = [cell(number, mechanism) for number in range(2)]
    places = [cells[0][1](0.5), cells[1][1](0.5)]
    gaps = []
    for number in range(2):
        gap = h.HalfGap(places[1 - number])
        gap.g = 0.004
        pc.source_var(places[number]._ref_v, number, sec=places[number].sec)
        pc.target_var(gap, gap._ref_vgap, number)
        gaps.append(gap)
    pc.setup_transfer()
    h.usetable_hh = 0
    h.celsius = 6.3
    h.CVode().active(1)
    h.finitialize(-65)
    looked = [cells[0][1](0.9), cells[1][0](0.5), cells[1][1](0.9)]
    found = []
    for hz in frequencies:
        z = h.Impedance()
        z.loc(cells[0][0](0.5))
        z.deltafac(1e-6)
        z.compute(hz, 1, 500)
        found.append({
            'hz': hz,
            'input': [z.input(cells[0][0](0.5)), z.input_phase(cells[0][0](0.5))],
            'transfer': [[z.transfer(place), z.transfer_phase(place)] for place in looked],
        })
    return found


if __name__ == '__main__':
    result = {}
    for mechanism in ('pas', 'hh'):
        read, write = os.pipe()
        if os.fork() == 0:  # setup_transfer remembers what was set up before
            os.write(write, json.dumps(record(mechanism, [0.1, 10, 66, 300])).encode())
            os._exit(0)
        os.wait()
        result[mechanism] = json.loads(os.read(read, 1 << 16))
    with open(os.path.join(HERE, 'coupled.json'), 'w') as out:
        json.dump({'neuron': h.nrnversion(0), **result}, out, indent=1)
        out.write('\n')
