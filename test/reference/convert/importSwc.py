"""What NEURON's Import3d makes of an SWC file: python3 importSwc.py FILE -> JSON, a row for each section."""
import json
import sys

from neuron import h

h.load_file("stdlib.hoc")
h.load_file("import3d.hoc")
reader = h.Import3d_SWC_read()
reader.input(sys.argv[1])
h.Import3d_GUI(reader, 0).instantiate(None)
rows = []
for section in h.allsec():
    above = section.parentseg()
    rows.append({
        "name": section.name(),
        "parent": None if above is None else f"{above.sec.name()}({above.x:g})",
        "points": section.n3d(),
        "wire": bool(section.pt3dstyle()),
        "lengthUm": section.L,
        "area": sum(segment.area() for segment in section),
    })
print(json.dumps({"rows": rows}))
