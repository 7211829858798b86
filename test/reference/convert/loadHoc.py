"""What NEURON makes of a hoc file: python3 loadHoc.py FILE -> JSON, a row for each section.

A row is name, parent and place on it, points, length [um], and for nseg = 3 areas [um2] and axial resistances [MOhm].
"""
import json
import sys

from neuron import h

h.xopen(sys.argv[1])
rows = []
for section in h.allsec():
    section.nseg = 3
    section.Ra = 1
    above = section.parentseg()
    rows.append({
        "name": section.name(),
        "parent": None if above is None else f"{above.sec.name()}({above.x:g})",
        "points": section.n3d(),
        "wire": bool(section.pt3dstyle()),
        "lengthUm": section.L,
        "areas": [segment.area() for segment in section],
        "resistances": [segment.ri() for segment in section],
    })
lists = {name: [s.name() for s in getattr(h, name)] for name in ("all", "somatic", "basal") if hasattr(h, name)}
print(json.dumps({"rows": rows, "lists": lists}))
