"""Writes tc200.json: the cell of ModelDB 279 (cells/tc200.geo) as NEURON has it once it has read the file, point by point.

    python3 recordTc200.py path/to/tc200.geo > tc200.json
"""

import json
import sys

from neuron import h

h.load_file(1, sys.argv[1])
sections = []
for section in h.allsec():
    # NEURON keeps points in 32 bits; nine digits hold them.
    points = [
        [float("%.9g" % value(i, sec=section)) for value in (h.x3d, h.y3d, h.z3d, h.diam3d)]
        for i in range(int(h.n3d(sec=section)))
    ]
    entry = {"name": section.name(), "points": points}
    parent = section.parentseg()
    if parent is not None:
        entry["parent"] = parent.sec.name()
        entry["parentX"] = parent.x
    sections.append(entry)
rows = ",\n".join(json.dumps(section, separators=(",", ":")) for section in sections)
print('{"format":"hillock-sections","version":1,"sections":[\n%s\n]}' % rows)
