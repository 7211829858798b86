"""Runs hoc files in NEURON 8.2.2 and prints their sections as in the other files of this folder:
python3 recordHoc.py FILE... > hoc.json"""

import json
import math
import os
import sys
from neuron import h


def number(value):
    return float('%.9g' % value)


def rows():
    for section in h.allsec():
        section.nseg = 1
        count = section.n3d()
        area = volume = 0.0
        for i in range(1, count):
            steps = [getattr(h, axis + '3d')(i, sec=section) - getattr(h, axis + '3d')(i - 1, sec=section) for axis in 'xyz']
            length = math.sqrt(sum(step * step for step in steps))
            near, far = abs(section.diam3d(i - 1)) / 2, abs(section.diam3d(i)) / 2
            area += math.pi * (near + far) * math.sqrt(length**2 + (near - far) ** 2)
            volume += math.pi * length / 3 * (near**2 + near * far + far**2)
        if count == 0:
            area = math.pi * section.diam * section.L
            volume = math.pi * section.diam**2 / 4 * section.L
        parent = section.parentseg()
        wire = int(h.pt3dstyle(sec=section)) if count else 0
        yield [section.name(), number(section.L), number(section.diam), max(2, count), number(area), number(volume),
               parent.sec.name() if parent else None, parent.x if parent else None, wire]


def record(path):
    pid = os.fork()  # a fresh NEURON for each file
    if pid:
        os.waitpid(pid, 0)
        return
    h.xopen(path)
    sections = list(rows())
    body = {'outcome': 'ok',
            'totals': {name: number(sum(row[column] for row in sections))
                       for name, column in (('lengthUm', 1), ('areaUm2', 4), ('volumeUm3', 5))},
            'points': sum(row[3] for row in sections), 'sectionCount': len(sections)}
    print(json.dumps(os.path.basename(path)) + ': ' + json.dumps(body, separators=(',', ':'))[:-1] + ',"sections":[')
    print(',\n'.join('    ' + json.dumps(row, separators=(',', ':')) for row in sections) + '\n  ]}')
    sys.stdout.flush()
    os._exit(0)


for file in sys.argv[1:]:
    record(file)
