"""Takes the numbers of one cell out of a checkout of NeuroM 4 (BSD-3-Clause, Blue Brain Project/EPFL):

    python3 extractNeurom.py NEUROM/tests/data/mixed/expected_morphology_features.json > neuromMixed.json

They are what NeuroM expects of tests/data/mixed/mixed.h5, which is heterogeneous_morphology.swc of the fixtures, with
process_subtrees on. Left out: what takes radii, origins, or two types.
"""

import json
import math
import sys

LEFT_OUT = {"sholl_crossings", "sholl_frequency", "trunk_angles_from_vector", "trunk_angles_inter_types"}


def flat(value):
    return [x for one in value for x in flat(one)] if isinstance(value, list) else [value]


rows = []
for name, cases in json.load(open(sys.argv[1])).items():
    for case in cases:
        kwargs = dict(case.get("kwargs", {}))
        of_type = kwargs.pop("neurite_type", 32)
        if name in LEFT_OUT or not isinstance(of_type, int) or set(kwargs) - {"variant", "method"}:
            continue
        if kwargs.get("variant") == "length":
            continue
        # Divided by the axon's own length there, by that of the whole neurite here (M10).
        if name == "partition_asymmetry_length" and of_type == 2:
            continue
        values = [x for x in flat(case["expected_with_subtrees"]) if x is not None and math.isfinite(x)]
        rows.append([name, None if of_type == 32 else of_type, sorted(values)])
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
