"""Records segment geometry of NEURON for some sections of the fixture cells, each as a section on its own."""

import json
import os

from neuron import h

h.load_file("stdlib.hoc")
h.load_file("import3d.hoc")

here = os.path.dirname(os.path.abspath(__file__))
fixtures = os.path.join(here, "..", "..", "fixtures", "morphology")
files = {
    "c91662.swc": h.Import3d_SWC_read,
    "neuron_Neurolucida_ASC.asc": h.Import3d_Neurolucida3,
    "rapp_pc1.nts": h.Import3d_Eutectic_read,
}
counts = (1, 5, 11)
sections_of_each_file = 16


def segments(section, nseg):
    section.nseg = nseg
    return {
        "area": [segment.area() for segment in section],
        "diameter": [segment.diam for segment in section],
        # The first is the near half of the first segment, the last the far half of the last one, each of the others
        # the far half of a segment and the near half of the next.
        "resistance": [segment.ri() for segment in section] + [section(1).ri()],
    }


def record(section):
    alone = h.Section(name="alone")
    for i in range(section.n3d()):
        alone.pt3dadd(section.x3d(i), section.y3d(i), section.z3d(i), section.diam3d(i))
    alone.Ra = 1
    alone.cm = 0.75
    lambda_um = h.lambda_f(100, sec=alone)
    return {
        "length": alone.L,
        "lambda": lambda_um,
        "segments": {str(nseg): segments(alone, nseg) for nseg in counts},
    }


result = {}
for name, reader_class in files.items():
    reader = reader_class()
    reader.input(os.path.join(fixtures, name))
    h.Import3d_GUI(reader, 0).instantiate(None)
    sections = list(h.allsec())
    step = max(1, len(sections) // sections_of_each_file)
    result[name] = {section.name(): record(section) for section in sections[::step]}
    for section in sections:
        h.delete_section(sec=section)

with open(os.path.join(here, "geometry.json"), "w") as out:
    json.dump(result, out, indent=None, separators=(",", ":"))
    out.write("\n")
