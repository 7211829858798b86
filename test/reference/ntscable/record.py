"""Loads every output of `hillock convert --ntscable` in NEURON and records what it makes of it.

Run with a Python that has NEURON 8.2:  python3 record.py > neuron.json
The cases, with their options, are in the file that this writes; neuron.spec.ts converts them again and compares.
"""

import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.normpath(os.path.join(here, "../../.."))
fixtures = os.path.join(root, "test/fixtures/morphology")

sources = [
    "rapp_pc1.nts",
    "malformed/x_valid_tagged.nts",
    "branches.douglas3d.txt",
    "branches.douglas2d.txt",
    "branches.nevin.txt",
    "neurom_Neuron.swc",
    "three_point_soma.swc",
    "morphio_simple.asc",
    "bio_neuron-000.asc",
]
forms = [
    ["--style", "through", "--points", "following"],
    ["--style", "through", "--points", "inline"],
    ["--style", "split", "--points", "following"],
    ["--style", "split", "--points", "inline"],
]
further = [
    ("malformed/x_valid_tagged.nts", ["--spines", "sections", "--points", "inline"]),
    ("malformed/x_valid_tagged.nts", ["--spines", "mark"]),
    ("branches.douglas3d.txt", ["--slices", "merge", "--correct-z", "1.5", "--max-length", "7"]),
]
cases = [(source, form + ["--max-length", "20"]) for source in sources for form in forms] + further

measure = """
import sys
from neuron import h
h.load_file(sys.argv[1])
rows = {}
for sec in h.allsec():
    name = sec.name().split("[")[0]
    kind = name if name in ("soma", "spine") else "neurites"
    row = rows.setdefault(kind, dict(sections=0, segments=0, lengthUm=0.0, areaUm2=0.0, spinePoints=0))
    row["sections"] += 1
    row["segments"] += sec.nseg
    row["lengthUm"] += sec.L
    row["areaUm2"] += sum(seg.area() for seg in sec)
    row["spinePoints"] += sum(int(sec.spine3d(i)) for i in range(sec.n3d())) if hasattr(sec, "spine3d") else 0
roots = sum(1 for sec in h.allsec() if sec.parentseg() is None)
import json
print("RESULT" + json.dumps(dict(rows, roots=roots)))
"""


def record(source, options):
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", "src-main/cli/main.ts", "convert", os.path.join(fixtures, source)]
        command += ["--to", "hoc", "--ntscable", "--out", folder] + options
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (name,) = [name for name in os.listdir(folder) if name.endswith(".hoc")]
        command = [sys.executable, "-c", measure, os.path.join(folder, name)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (line,) = [line for line in out.splitlines() if line.startswith("RESULT")]
    return json.loads(line[len("RESULT") :])


if __name__ == "__main__":
    rows = [dict(source=source, options=options, neuron=record(source, options)) for source, options in cases]
    print(json.dumps(dict(made_by="record.py, NEURON 8.2.2", cases=rows), separators=(",", ":")))
