"""
Records circuits coupled to cells by LinearMechanism in NEURON 8.2.2: v of every compartment and what a case asks for,
at every fourth step.

    /usr/bin/python3 record.py > neuron.json      (Debian packages python3-neuron, python3-numpy)

The equations are put together here, from the elements: current sources on the right side of their nodes, everything
else with a current of its own as a row. Values of sources are those of the middle of each step.
"""
import json, os
import numpy as np
from neuron import h

CASES = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.json')))
h.celsius = 6.3
EVERY = 4


def build(cell):
    sections = []
    for cable in cell['cables']:
        section = h.Section(name='dend_%d' % len(sections))
        # As points, which NEURON keeps in single precision, and so does Hillock.
        for x in (0, cable['lengthUm']): section.pt3dadd(x, 0, 0, cable['diameterUm'])
        section.nseg, section.Ra, section.cm = cell['nseg'], 35.4, 1
        if 'parent' in cable: section.connect(sections[cable['parent']](1))
        for mechanism in cell['mechanisms']: section.insert(mechanism)
        sections.append(section)
    if 'hh' in cell['mechanisms']: h.usetable_hh = 0
    points = []
    if 'clamp' in cell:
        point = h.IClamp(sections[0](0.5))
        point.delay, point.dur, point.amp = cell['clamp']['delay'], cell['clamp']['dur'], cell['clamp']['amp']
        points.append(point)
    return sections, points


def value(source, time):
    begin = 0
    for step in source.get('steps', []):
        begin += step['delayMs']
        if begin <= time < begin + step['durationMs']: return step['value']
        begin += step['durationMs']
    return source.get('value', 0)


class Circuit:
    def __init__(self, case, cells):
        self.case = case
        segments = [cells[ord(a['cell']) - ord('a')][0][a['section']](a['x']) for a in case['attached']]
        self.rows = len(segments)
        if 'elements' in case: c, g, y0 = self.elements()
        else:
            c, g, y0 = np.array(case['c']), np.array(case['g']), case['y0']
            self.sources, self.names = [], ['y[%d]' % k for k in range(len(y0))]
        # mA/cm2 where there is area, nA where there is none.
        self.scale = np.ones(len(y0))
        if 'elements' in case:
            for k, segment in enumerate(segments):
                if segment.x not in (0, 1): self.scale[k] = 1 / (0.01 * segment.area())
        self.c, self.g = [h.Matrix(len(y0), len(y0)) for _ in range(2)]
        for matrix, numbers in ((self.c, c), (self.g, g)):
            for i in range(len(y0)):
                for j in range(len(y0)): matrix.setval(i, j, float(numbers[i][j] * self.scale[i]))
        self.y, self.b, self.y0 = h.Vector(len(y0)), h.Vector(len(y0)), h.Vector(y0)
        if 'b' in case: self.b.from_python(case['b'])
        self.list, self.x = h.SectionList(), h.Vector([s.x for s in segments])
        for segment in segments: self.list.append(segment.sec)
        self.mechanism = h.LinearMechanism(self.c, self.g, self.y, self.y0, self.b, self.list, self.x) if self.rows > 1 \
            else h.LinearMechanism(self.c, self.g, self.y, self.y0, self.b, segments[0].x, sec=segments[0].sec)

    def elements(self):
        elements = self.case['elements']
        nodes = [a['node'] for a in self.case['attached']]
        for e in elements:
            for node in e.get('between', []) + e.get('inputs', []) + [e[k] for k in ('output',) if k in e]:
                if node != 'ground' and node not in nodes: nodes.append(node)
        branches = [e['id'] for e in elements if e['kind'] in ('inductor', 'voltage-source', 'op-amp')]
        self.names = nodes + branches
        index = {name: k for k, name in enumerate(self.names)}
        n = len(self.names) + 1                                                # the last row and column are ground's
        c, g = np.zeros((n, n)), np.zeros((n, n))
        at = lambda node: n - 1 if node == 'ground' else index[node]
        self.sources = [e for e in elements if e['kind'].endswith('source')]
        for e in elements:
            if e['kind'] in ('resistor', 'capacitor'):
                matrix, x = (g, 1 / e['resistanceMohm']) if e['kind'] == 'resistor' else (c, e['capacitanceNf'])
                p, q = map(at, e['between'])
                matrix[p, p] += x; matrix[q, q] += x; matrix[p, q] -= x; matrix[q, p] -= x
            elif e['kind'] == 'op-amp':
                k, out = index[e['id']], at(e['output'])
                p, q = map(at, e['inputs'])
                g[out, k] += 1; g[k, out] += 1; g[k, p] -= e['gain']; g[k, q] += e['gain']; c[k, out] += e.get('timeConstantMs', 0)
            elif e['kind'] != 'current-source':
                k = index[e['id']]
                p, q = map(at, e['between'])
                g[p, k] += 1; g[q, k] -= 1; g[k, p] += 1; g[k, q] -= 1
                if e['kind'] == 'inductor': c[k, k] -= e['inductanceH'] * 1e-3  # mV ms/nA
        self.at = at
        return c[:-1, :-1], g[:-1, :-1], [self.case.get('initial', {}).get(name, 0) for name in self.names]

    def drive(self, time):
        if not self.sources: return
        b = np.zeros(len(self.names) + 1)
        for e in self.sources:
            if e['kind'] == 'voltage-source': b[self.names.index(e['id'])] += value(e, time)
            else:
                p, q = map(self.at, e['between'])
                b[p] -= value(e, time); b[q] += value(e, time)
        for k, scale in enumerate(self.scale): self.b.x[k] = float(b[k] * scale)

    def read(self, name, time):
        if name in self.names: return self.y.x[self.names.index(name)]
        return value(next(e for e in self.sources if e['id'] == name), time)


def record(case):
    cells = [build(cell) for cell in case['cells']]
    circuits = {one['id']: Circuit(one, cells) for one in case['circuits']}
    h.dt = case['dtMs']
    h.finitialize(-65)
    samples, steps = [], round(case['tStopMs'] / case['dtMs'])
    for step in range(1, steps + 1):
        middle = (step - 0.5) * case['dtMs']
        for circuit in circuits.values(): circuit.drive(middle)
        h.fadvance()
        if step % EVERY == 0:
            samples.append({'step': step,
                            'v': [[seg.v for section in sections for seg in section] for sections, _ in cells],
                            'unknowns': [circuits[r.split('.', 1)[0]].read(r.split('.', 1)[1], middle) for r in case['record']]})
    return samples


if __name__ == '__main__':
    print(json.dumps({'neuron': h.nrnversion(), 'command': '/usr/bin/python3 record.py', 'cases': {case['name']: record(case) for case in CASES}}))
