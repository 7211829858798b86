"""Cells as src-main/cli/bench/listedCell.ts writes them, built in NEURON."""

import json

from neuron import h


def build(path, library):
    """The cell of a file, with the mechanisms of a library (None: loaded before): its place, the file's content, and what must be kept."""
    if library:
        h.nrn_load_dll(library)
    with open(path) as file:
        cell = json.load(file)
    h.celsius = cell["celsius"]
    h.usetable_hh = cell["usetable"]
    sections = {}
    for entry in cell["sections"]:
        section = sections[entry["name"]] = h.Section(name=entry["name"])
        section.nseg, section.L, section.diam = entry["nseg"], entry["lengthUm"], entry["diameterUm"]
        section.cm, section.Ra = entry["cm"], entry["Ra"]
    for entry in cell["sections"]:
        section = sections[entry["name"]]
        if "parent" in entry:
            section.connect(sections[entry["parent"]](entry["parentX"]), 0)
        for mechanism, parameters in entry["mechanisms"].items():
            section.insert(mechanism)
            for segment in section:
                for name, value in parameters.items():
                    setattr(getattr(segment, mechanism), name, value)
        for name, value in entry["reversals"].items():
            setattr(section, name, value)
    at = cell["at"]
    place = sections[at["section"]](at["x"])
    model = [place, cell, sections]
    for name, parameters in cell["points"].items():
        process = getattr(h, name)(place)
        for parameter, value in parameters.items():
            setattr(process, "delay" if (name, parameter) == ("IClamp", "del") else parameter, value)
        model.append(process)
    return model
