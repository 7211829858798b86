"""Records reference traces with the real NEURON: generate.py MORPHOLOGY_FOLDER [CASE ...]

Reads cases.json beside this file, builds each case in NEURON through its own Import3d, and writes one
traces/<case>.<method>.json: every fourth sample of each probe with 17 digits, and the spike times.
README.md says which version recorded the committed files.
"""
import json
import math
import os
import sys

from neuron import h

HERE = os.path.dirname(os.path.abspath(__file__))
EVERY = 4

if os.environ.get('NRNMECH'):
    h.nrn_load_dll(os.environ['NRNMECH'])
h.load_file('stdrun.hoc')
h.load_file('import3d.hoc')


def sections_of(region):
    for sec in h.allsec():
        name = sec.name()
        if region == 'all' or region == name or name.split('[')[0] == region:
            yield sec


def section(name):
    return next(sec for sec in h.allsec() if sec.name() == name)


def ion_of(name):
    """na of ena, nai, nao."""
    return name[1:] if name.startswith('e') else name[:-1]


def import_cell(folder, case):
    reader = getattr(h, case['reader'])()
    if hasattr(reader, 'quiet'):
        reader.quiet = 1
    reader.input(os.path.join(folder, case['file']))
    h.Import3d_GUI(reader, 0).instantiate(None)


def set_up(document, keep):
    for use in document['properties']:
        for sec in sections_of(use['region']):
            if use['property'] in ('Ra', 'cm'):
                setattr(sec, use['property'], use['value'])
    for sec in h.allsec():
        rule = document['discretisation']
        if rule['kind'] == 'fixed':
            sec.nseg = rule['count']
        elif rule['kind'] == 'maximum-length':
            sec.nseg = math.ceil(sec.L / rule['lengthUm'])
        else:
            length = h.lambda_f(rule['frequencyHz'], sec=sec)
            sec.nseg = int((sec.L / (rule['fraction'] * length) + 0.9) / 2) * 2 + 1
    for use in document['mechanisms']:
        for sec in sections_of(use['region']):
            if not sec.has_membrane(use['mechanism']):
                sec.insert(use['mechanism'])
            for name, value in use['parameters'].items():
                for seg in sec:
                    setattr(getattr(seg, use['mechanism']), name, value)
    for use in document['properties']:
        if use['property'] in ('Ra', 'cm'):
            continue
        for sec in sections_of(use['region']):
            if sec.has_membrane(ion_of(use['property']) + '_ion'):
                setattr(sec, use['property'], use['value'])
    for use in document['pointProcesses']:
        at = use['at']
        point = getattr(h, use['mechanism'])(section(at['section'])(at['x']))
        for name, value in use['parameters'].items():
            setattr(point, 'delay' if name == 'del' else name, value)
        keep[use['id']] = point


def reference(segment, variable, keep):
    if variable.count('.') == 1:
        owner, name = variable.split('.')
        return getattr(keep[owner] if owner in keep else getattr(segment, owner), '_ref_' + name)
    return getattr(segment, '_ref_' + variable)


def run(document, method, keep):
    settings = document['run']
    vectors = {}
    for probe in document['probes']:
        at = probe['at']
        segment = section(at['section'])(at['x'])
        vectors[probe['id']] = h.Vector().record(reference(segment, probe['variable'], keep))
    trains = {}
    for probe in document['spikes']:
        sec = section(probe['at']['section'])
        detector = h.NetCon(sec(probe['at']['x'])._ref_v, None, sec=sec)
        detector.threshold = probe['thresholdMv']
        trains[probe['id']] = (detector, h.Vector())
        detector.record(trains[probe['id']][1])
    times = h.Vector().record(h._ref_t)
    h.usetable_hh = 0
    h.celsius = settings['celsius']
    h.secondorder = 1 if method == 'crank-nicolson' else 0
    h.dt = settings['dtMs']
    h.steps_per_ms = 1 / settings['dtMs']
    h.tstop = settings['tStopMs']
    h.finitialize(settings['vInitMv'])
    h.continuerun(settings['tStopMs'])
    return {
        'samples': int(times.size()),
        'lastTimeMs': times[times.size() - 1],
        'compartments': sum(sec.nseg for sec in h.allsec()),
        'areaUm2': sum(seg.area() for sec in h.allsec() for seg in sec),
        'every': EVERY,
        'probes': {name: list(vector)[::EVERY] for name, vector in vectors.items()},
        'spikes': {name: list(vector) for name, (_, vector) in trains.items()},
    }


def record(folder, case, method):
    keep = {}
    import_cell(folder, case)
    set_up(case['document'], keep)
    result = {'neuron': h.nrnversion(0), 'case': case['name'], 'method': method, **run(case['document'], method, keep)}
    path = os.path.join(HERE, 'traces', '%s.%s.json' % (case['name'], method))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as out:
        json.dump(result, out, separators=(',', ':'))
        out.write('\n')
    print(path, result['compartments'], 'compartments', {k: len(v) for k, v in result['spikes'].items()})


if __name__ == '__main__':
    with open(os.path.join(HERE, 'cases.json')) as text:
        cases = json.load(text)
    wanted = sys.argv[2:]
    for case in cases:
        for method in case['methods']:
            if wanted and case['name'] not in wanted:
                continue
            if os.fork() == 0:  # a fresh NEURON for each: sections live for ever
                record(sys.argv[1], case, method)
                sys.stdout.flush()
                os._exit(0)
            os.wait()
