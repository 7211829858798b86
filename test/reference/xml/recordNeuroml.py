"""Sums over the segments of NeuroML 2 cells by the formulas of a frustum, with nothing but the standard library.

Length, area and volume of each segment; a segment whose ends are one is a sphere, taken as the cylinder as long as wide.
Distances run along the cell from the root's near end to the ends where nothing goes on.

    python3 test/reference/xml/recordNeuroml.py [file ...] > test/reference/xml/neuroml.json
"""

import json
import math
import os
import sys
import xml.etree.ElementTree as ElementTree

here = os.path.dirname(os.path.abspath(__file__))
fixture = os.path.join(here, "..", "..", "fixtures", "morphology", "two_cells.cell.nml")
conventional = ("soma_group", "axon_group", "dendrite_group")


def strip(root):
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.split("}")[-1]
    return root


def end(element):
    return None if element is None else [float(element.get(name)) for name in ("x", "y", "z", "diameter")]


def group_members(morphology, name, segments, seen):
    if name in seen:
        return set()
    seen.add(name)
    members = set()
    for group in morphology.findall("segmentGroup"):
        if group.get("id") != name:
            continue
        for element in group:
            if element.tag == "member":
                members.add(element.get("segment"))
            elif element.tag == "include":
                members |= group_members(morphology, element.get("segmentGroup"), segments, seen)
            elif element.tag == "path":
                at = element.find("to").get("segment")
                while at != element.find("from").get("segment"):
                    members.add(at)
                    at = segments[at]["parent"]
                members.add(at)
            elif element.tag == "subTree":
                below = {element.find("from").get("segment")}
                while True:
                    more = {i for i, s in segments.items() if s["parent"] in below} - below
                    if not more:
                        break
                    below |= more
                members |= below
    return members


def measure(cell):
    morphology = cell.find("morphology")
    segments = {}
    for element in morphology.findall("segment"):
        parent = element.find("parent")
        segments[element.get("id")] = {
            "parent": None if parent is None else parent.get("segment"),
            "fraction": 1.0 if parent is None else float(parent.get("fractionAlong", "1")),
            "near": end(element.find("proximal")),
            "far": end(element.find("distal")),
        }

    def near(key):
        segment = segments[key]
        if segment["near"] is None:
            up, f = segments[segment["parent"]], segment["fraction"]
            start = near(segment["parent"])
            segment["near"] = list(up["far"]) if f == 1 else [a + f * (b - a) for a, b in zip(start, up["far"])]
        return segment["near"]

    def length(key):
        a, b = near(key), segments[key]["far"]
        return a[3] if a == b else math.dist(a[:3], b[:3])

    def start(key):
        total = 0.0
        while segments[key]["parent"] is not None:
            total += segments[key]["fraction"] * length(segments[key]["parent"])
            key = segments[key]["parent"]
        return total

    areas, volumes = {}, {}
    for key, segment in segments.items():
        a, b = near(key)[3] / 2, segment["far"][3] / 2
        slant = math.hypot(length(key), a - b)
        areas[key] = math.pi * (a + b) * slant
        volumes[key] = math.pi / 3 * length(key) * (a * a + a * b + b * b)
    with_more = {s["parent"] for s in segments.values() if s["fraction"] == 1}
    tips = [key for key in segments if key not in with_more]
    return {
        "segments": len(segments),
        "lengthUm": sum(length(key) for key in segments),
        "areaUm2": sum(areas.values()),
        "volumeUm3": sum(volumes.values()),
        "tips": len(tips),
        "tipDistancesUm": sum(start(key) + length(key) for key in tips),
        "areaOfGroupUm2": {
            name: sum(areas[key] for key in group_members(morphology, name, segments, set()))
            for name in conventional
        },
    }


recorded = {}
for path in sys.argv[1:] or [fixture]:
    root = strip(ElementTree.parse(path).getroot())
    for cell in root.iter("cell"):
        recorded["%s: %s" % (os.path.basename(path), cell.get("id"))] = measure(cell)
print(json.dumps(recorded, indent=1))
