"""Records the cases of cases.json in the real NEURON with CVODE: record.py MECHANISMS > neuron.json

MECHANISMS is resources/mechanisms; what NEURON has under the same name is NEURON's own. Each case is run at the
tolerances of its list, TABLE off: spike times with condition_order 1 and 2, v at the end, and the number of steps; and once at 1e-9,
where the traces are recorded every `sampleMs` by interpolation.
"""
import importlib.util
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location('library', os.path.join(HERE, '..', 'library', 'generate.py'))
library = importlib.util.module_from_spec(spec)
spec.loader.exec_module(library)

from neuron import h

h.nrn_load_dll(library.compile_library(os.path.abspath(sys.argv[1])))
h.load_file('stdrun.hoc')

NAMES = {'IClamp': {'del': 'delay'}}


def set_parameters(thing, mechanism, parameters):
    for name, value in parameters.items():
        setattr(thing, NAMES.get(mechanism, {}).get(name, name), value)


def build(case):
    document, parts = case['document'], {}
    sections = {}
    for cable in case['cables']:
        s = h.Section(name=cable['name'])
        sections[cable['name'] + '[0]'] = s
        s.L, s.diam, s.nseg = cable['lengthUm'], cable['diameterUm'], cable.get('nseg', 1)
        s.Ra, s.cm = 35.4, 1
        if 'parent' in cable:
            s.connect(list(sections.values())[cable['parent']](cable.get('parentX', 1)), 0)
    parts['sections'] = sections
    for use in document['mechanisms']:
        for name, s in sections.items():
            if use['region'] in ('all', name, name[:-3]):
                s.insert(use['mechanism'])
                for seg in s:
                    for parameter, value in use['parameters'].items():
                        setattr(getattr(seg, use['mechanism']), parameter, value)
    for use in document.get('properties', []):
        for name, s in sections.items():
            if use['region'] in ('all', name, name[:-3]):
                setattr(s, use['property'], use['value'])
    points = {}
    for use in document.get('pointProcesses', []):
        at = use['at']
        points[use['id']] = getattr(h, use['mechanism'])(sections[at['section']](at['x']))
        set_parameters(points[use['id']], use['mechanism'], use['parameters'])
    for use in document.get('artificialCells', []):
        points[use['id']] = getattr(h, use['mechanism'])()
        set_parameters(points[use['id']], use['mechanism'], use['parameters'])
    parts['points'] = points
    parts['connections'] = []
    for use in document.get('connections', []):
        nc = h.NetCon(points[use['source']['process']], points[use['target']])
        nc.delay = use['delayMs']
        nc.weight[0] = use['weights'][0]
        parts['connections'].append(nc)
    return parts


def variable(parts, probe):
    seg = parts['sections'][probe['at']['section']](probe['at']['x'])
    name = probe['variable']
    if '.' not in name:
        return getattr(seg, '_ref_' + name)
    owner, field = name.split('.')
    if owner in parts['points']:
        return getattr(parts['points'][owner], '_ref_' + field)
    return getattr(getattr(seg, owner), '_ref_' + field)


def run(case, tolerance, order, sample=None):
    document = case['document']
    parts = build(case)
    cvode = h.cvode
    cvode.active(1)
    cvode.atol(tolerance)
    cvode.condition_order(order)
    h.celsius = document['run']['celsius']
    if hasattr(h, 'usetable_hh'):
        h.usetable_hh = 0
    at = document['spikes'][0]['at']
    watch = parts['sections'][at['section']](at['x'])
    nc = h.NetCon(watch._ref_v, None, sec=watch.sec)
    nc.threshold = document['spikes'][0]['thresholdMv']
    spikes = h.Vector()
    nc.record(spikes)
    stop = document['run']['tStopMs']
    traces = {}
    for probe in document['probes']:
        traces[probe['id']] = h.Vector()
        if sample:
            traces[probe['id']].record(variable(parts, probe), sample)
    h.finitialize(document['run']['vInitMv'])
    steps = 0
    while h.t < stop:
        h.fadvance()
        steps += 1
    cvode.solve(stop)
    out = {'steps': steps, 'spikes': list(spikes), 'v': watch.v}
    if sample:
        count = int(round(stop / sample))
        out['traces'] = {name: list(v)[:count] for name, v in traces.items()}
    return out


def as_javascript(tolerance):
    """Numbers as JavaScript writes them."""
    return ('%.10f' % tolerance).rstrip('0') if tolerance >= 1e-6 else ('%.0e' % tolerance).replace('e-0', 'e-')


result = {}
for case in json.load(open(os.path.join(HERE, 'cases.json'))):
    print(case['name'], file=sys.stderr)
    result[case['name']] = {
        'runs': {as_javascript(tolerance): run(case, tolerance, 1) for tolerance in case['tolerances']},
        'interpolated': run(case, 1e-9, 2, case['sampleMs']),
    }
json.dump(result, sys.stdout, indent=1)
