"""Records tc200Impedance.json: input impedance of the soma of tc200.json, and of the cell of three compartments that it collapses
to, by NEURON's Impedance class.

    python3 recordImpedance.py > tc200Impedance.json

The cylinders are those of collapse.json (length weighted with diameters, not stretched, limit 5), which another program has
computed; they begin in the middle of the soma, where the dendrites do. Densities take the factor of their cylinder.
"""

import json
from pathlib import Path

from neuron import h

h.load_file("stdlib.hoc")
here = Path(__file__).parent
raOhmCm, cmUfCm2, gSCm2 = 173, 0.88, 3.79e-5
somaCompartments = 1
frequenciesHz = [0, 1, 10, 38, 100]


def passive(section, factor=1):
    section.Ra = raOhmCm
    section.cm = cmUfCm2 * factor
    section.insert("pas")
    section.g_pas = gSCm2 * factor


def divide(section):
    """The d_lambda rule with 0.1 at 100 Hz. NEURON has no length constant of a soma that tapers to nothing: it stays whole."""
    if min(section.diam3d(i) for i in range(section.n3d())) == 0:
        section.nseg = somaCompartments
        return
    section.nseg = int((section.L / (0.1 * h.lambda_f(100, sec=section)) + 0.9) / 2) * 2 + 1


def build(name, points):
    section = h.Section(name=name)
    for point in points:
        h.pt3dadd(*point, sec=section)
    return section


def inputs(soma):
    impedance = h.Impedance()
    impedance.loc(soma(0.5))
    found = []
    for hz in frequenciesHz:
        impedance.compute(hz)
        found.append([hz, float("%.12g" % impedance.input(soma(0.5)))])
    return found


def full():
    listed = json.loads((here / "tc200.json").read_text())["sections"]
    sections = {one["name"]: build(one["name"], one["points"]) for one in listed}
    for one in listed:
        if "parent" in one:
            sections[one["name"]].connect(sections[one["parent"]](one["parentX"]), 0)
    for section in sections.values():
        passive(section)
        divide(section)
    return {"compartments": sum(s.nseg for s in sections.values()), "inputMohm": inputs(sections["soma"])}


def collapsed(cylinders):
    listed = json.loads((here / "tc200.json").read_text())["sections"]
    soma = build("soma", listed[0]["points"])
    passive(soma)
    divide(soma)
    chain = []
    for number, cylinder in enumerate(cylinders):
        section = h.Section(name="cylinder%d" % number)
        section.L, section.diam, section.nseg = cylinder["L"], cylinder["diam"], 1
        section.connect(chain[-1](1) if chain else soma(0.5), 0)
        passive(section, cylinder["correction_factor"])
        chain.append(section)
    return {
        "cutoffMohm": 4,
        "compartments": soma.nseg + len(chain),
        "cylinders": [[c["L"], c["diam"], c["correction_factor"]] for c in cylinders],
        "inputMohm": inputs(soma),
    }


recorded = json.loads((here / "collapse.json").read_text())["files"]["tc200.json"]
cylinders = next(
    [cluster for cluster in result["clusters"] if cluster]
    for result in recorded["results"]
    if result["length_rule"] == "diameter weighted" and not result["rescale_to_longer"] and result["length_ratio_limit"] == 5
)
out = {"about": "NEURON " + h.nrnversion(5), "full": full(), "collapsed": collapsed(cylinders)}
print(json.dumps(out))
