"""Records analytic.json: the reduction of Amsalem et al. (2020) by its published formulas, with impedances by NEURON's
Impedance class, for cells of the fixtures. Nothing of this program takes part.

    python3 recordAnalytic.py > analytic.json
"""

import cmath
import json
import math
import os

from neuron import h

h.load_file("stdlib.hoc")
h.load_file("import3d.hoc")
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/morphology")
RM, RA, CM = 15000.0, 120.0, 1.2


def load(name):
    kind = h.Import3d_SWC_read if name.endswith(".swc") else h.Import3d_Neurolucida3
    reader = kind()
    reader.quiet = 1
    reader.input(os.path.join(FIXTURES, name))
    h.Import3d_GUI(reader, 0).instantiate(None)
    for section in h.allsec():
        section.Ra, section.cm = RA, CM
        section.insert("pas")
        section.g_pas = 1 / RM
        section.nseg = 9


def reached(value, growing):
    low, high = 0.0, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        if growing(middle) < value:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def cylinder(stem, hz):
    parent = stem.parentseg()
    h.disconnect(sec=stem)
    tree = [s for s in stem.subtree() if "axon" not in s.name()]
    impedance = h.Impedance()
    impedance.loc(0, sec=stem)
    h.finitialize(-65)
    impedance.compute(hz, 0)
    z0 = impedance.input(0, sec=stem)
    transfers = {s.name(): [impedance.transfer(seg.x, sec=s) for seg in s] for s in tree}
    stem.connect(parent)
    smallest = min(min(values) for values in transfers.values())
    q = cmath.sqrt(1 + 2j * math.pi * hz * RM * CM * 1e-6)
    length = reached(z0 / smallest, lambda x: abs(cmath.cosh(q * x)))
    coth = abs(1 / cmath.tanh(q * length))
    d = ((2 / math.pi) * math.sqrt(RM * RA) * coth / (abs(q) * z0 * 1e6)) ** (2 / 3)
    lam = math.sqrt((RM / (math.pi * d)) / (4 * RA / (math.pi * d * d)))
    # A few compartments along the tree, and where they come to lie.
    places = []
    for s in tree[:: max(1, len(tree) // 6)]:
        for k, z in list(enumerate(transfers[s.name()]))[::4]:
            y = reached(max(1.0, z / z0 * abs(cmath.cosh(q * length))), lambda x: abs(cmath.cosh(q * x)))
            places.append([s.name(), (k + 0.5) / 9, max(0.0, 1 - y / length)])
    return {
        "stem": stem.name(),
        "L": length * lam * 1e4,
        "diam": d * 1e4,
        "electrotonic": length,
        "z0": z0,
        "zmin": smallest,
        "places": places,
    }


cells = []
for name in ["c91662.swc", "bio_neuron-000.asc"]:
    load(name)
    root = [s for s in h.allsec() if s.name().startswith("soma")][0]
    stems = [s for s in h.allsec() if s.parentseg() is not None and "soma" in s.parentseg().sec.name()]
    stems = [s for s in stems if "axon" not in s.name() and "soma" not in s.name()]
    for hz in [0, 38]:
        cells.append({"file": name, "hz": hz, "stems": [cylinder(s, hz) for s in stems]})
    for s in list(h.allsec()):
        h.delete_section(sec=s)
rows = ",\n".join(json.dumps(cell) for cell in cells)
print('{"Rm":%g,"Ra":%g,"cm":%g,"nseg":9,"cells":[\n%s\n]}' % (RM, RA, CM, rows))
