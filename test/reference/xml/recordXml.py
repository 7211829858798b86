"""Records what NEURON 8.2.2 makes of the XML fixtures.

NEURON does not read Neurolucida XML: such a file is written as ASC first, point by point with the numbers as they
stand, and that is read by Import3d. MorphML is read by Import3d_MorphML, after a namespace is put in where it lacks one.

    python3 test/reference/xml/recordXml.py [file ...] > OUT.json
"""

import json
import os
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from neuron import h

h.load_file("stdlib.hoc")
h.load_file("import3d.hoc")

here = os.path.dirname(os.path.abspath(__file__))
fixtures = os.path.join(here, "..", "..", "fixtures", "morphology")
files = [
    "basic_tree.xml",
    "multi_tree.xml",
    "tree_with_markers.xml",
    "tree_contour_with_markers_no_ns.xml",
    "nested_trees_spines.xml",
    "neuron_PSICS.xml",
]
types = {"Axon": "Axon", "Dendrite": "Dendrite", "Apical": "Apical", "Apical Dendrite": "Apical"}


def local(element):
    return element.tag.split("}")[-1] if isinstance(element.tag, str) else ""


def point(element):
    return "(%s %s %s %s)" % tuple(element.get(name) for name in "xyzd")


def branch(element):
    own = [point(child) for child in element if local(child) == "point"]
    further = [branch(child) for child in element if local(child) in ("tree", "branch")]
    return " ".join(own) + (" (%s)" % " | ".join(further) if further else "")


def is_soma(name):
    return name.lower() in ("cellbody", "cell body", "soma") or name.lower().startswith("soma ")


def as_asc(root):
    # Outlines of one name follow one another: of the rest of the file their order does not matter to NEURON.
    contours = [element for element in root if local(element) == "contour" and is_soma(element.get("name"))]
    names = list(dict.fromkeys(element.get("name") for element in contours))
    contours.sort(key=lambda element: names.index(element.get("name")))
    lines = []
    for element in contours:
        points = [point(child) for child in element if local(child) == "point"]
        lines.append('("CellBody" %s)' % " ".join(points))
    for element in root:
        if local(element) == "tree":
            lines.append("((%s) %s)" % (types[element.get("type")], branch(element)))
    return "\n".join(lines)


def rounded(value):
    return float("%.9g" % value)


def rows():
    for section in h.allsec():
        parent = section.parentseg()
        wire = section.pt3dstyle() if hasattr(section, "pt3dstyle") else h.pt3dstyle(sec=section)
        volume = sum(segment.volume() for segment in section)
        yield [
            section.name(),
            rounded(section.L),
            rounded(section(0.5).diam),
            section.n3d(),
            rounded(section(0.5).area()),
            rounded(volume),
            parent.sec.name() if parent else None,
            rounded(parent.x) if parent else None,
            int(wire),
        ]


def read_asc(path):
    reader = h.Import3d_Neurolucida3()
    reader.quiet = 1
    with tempfile.NamedTemporaryFile("w", suffix=".asc", delete=False) as file:
        file.write(as_asc(ElementTree.parse(path).getroot()))
    reader.input(file.name)
    os.unlink(file.name)
    return reader


def read_morphml(path):
    with open(path) as file:
        text = file.read().replace("<morphml ", '<morphml xmlns="http://morphml.org/morphml/schema" ', 1)
    with tempfile.NamedTemporaryFile("w", suffix=".xml", delete=False) as file:
        file.write(text)
    reader = h.Import3d_MorphML()
    reader.input(file.name)
    os.unlink(file.name)
    return reader


def record(path):
    with open(path) as file:
        is_morphml = "<morphml " in file.read(2000)
    reader = read_morphml(path) if is_morphml else read_asc(path)
    gui = h.Import3d_GUI(reader, 0)
    gui.instantiate(None)
    sections = list(rows())
    result = {
        "outcome": "ok",
        "totals": {
            "lengthUm": rounded(sum(row[1] for row in sections)),
            "areaUm2": rounded(sum(row[4] for row in sections)),
            "volumeUm3": rounded(sum(row[5] for row in sections)),
        },
        "points": sum(row[3] for row in sections),
        "sectionCount": len(sections),
        "sections": sections,
    }
    for section in list(h.allsec()):
        h.delete_section(sec=section)
    return result


given = sys.argv[1:]
recorded = {}
stdout = os.dup(1)
os.dup2(2, 1)
for path in given or [os.path.join(fixtures, name) for name in files]:
    recorded[os.path.basename(path)] = record(path)
os.dup2(stdout, 1)
lines = []
for name, cell in recorded.items():
    sections = cell.pop("sections")
    head = json.dumps(cell, separators=(",", ":"))[:-1]
    body = ",\n    ".join(json.dumps(row, separators=(",", ":")) for row in sections)
    lines.append('  %s: %s,"sections":[\n    %s\n  ]}' % (json.dumps(name), head, body))
print("{\n" + ",\n".join(lines) + "\n}")
