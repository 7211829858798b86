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
context = h.ParallelContext()


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


def make_cell(cell):
    """One section, as the soma of Hillock's tests: a cylinder."""
    h('create soma[1]')
    sec = section('soma[0]')
    sec.L, sec.diam = cell['lengthUm'], cell['diameterUm']


def parameter(name):
    """IClamp's del is called delay in Python."""
    return 'delay' if name == 'del' else name


def assign(target, name, value):
    if '[' in name:
        array, index = name[:-1].split('[')
        getattr(target, array)[int(index)] = value
    else:
        setattr(target, parameter(name), value)


def set_up_network(document, keep):
    """Artificial cells, connections, pointers and tables; point processes are there already."""
    for name, value in document.get('globals', {}).items():
        mechanism, variable = name.split('.')
        setattr(h, '%s_%s' % (variable, mechanism), value)
    for use in document.get('artificialCells', []):
        keep[use['id']] = getattr(h, use['mechanism'])()
        for name, value in use['parameters'].items():
            assign(keep[use['id']], name, value)
    for use in document.get('functionTables', []):
        owner = next(one for one in document['artificialCells'] if one['mechanism'] == use['mechanism'])
        keep[use['id']] = [h.Vector(use['y']), h.Vector(use['x'])]
        getattr(keep[owner['id']], 'table_' + use['function'])(*keep[use['id']])
    for use in document.get('pointers', []):
        at = use['to']['at']
        h.setpointer(reference(section(at['section'])(at['x']), use['to']['variable'], keep), use['pointer'], keep[use['of']['process']])
    for use in document.get('artificialCells', []):
        if 'gid' in use:
            context.set_gid2node(use['gid'], 0)
            keep['gid of ' + use['id']] = h.NetCon(keep[use['id']], None)
            context.cell(use['gid'], keep['gid of ' + use['id']])
            keep.pop('gid of ' + use['id'])
    for use in document.get('artificialCells', []):
        if use['mechanism'] == 'PatternStim':
            given = {one['series']: h.Vector(one['values']) for one in document['series'] if one['process'] == use['id']}
            keep[use['id']].play(given['times'], given['gids'])
            keep['series of ' + use['id']] = given
    for use in document.get('series', []):
        target = keep[use['process']]
        if hasattr(target, 'table_spikeTime'):  # VecStim
            target.n = len(use['values'])
            keep[use['id']] = [h.Vector(use['values']), h.Vector(range(len(use['values'])))]
            target.table_spikeTime(*keep[use['id']])
    for use in document.get('connections', []):
        source = use['source']
        if source['kind'] == 'gid':
            connection = context.gid_connect(source['gid'], keep[use['target']])
        elif source['kind'] == 'process':
            connection = h.NetCon(keep[source['process']], keep[use['target']])
        else:
            sec = section(source['at']['section'])
            connection = h.NetCon(sec(source['at']['x'])._ref_v, keep[use['target']], sec=sec)
            connection.threshold = source['threshold']
        connection.delay = use['delayMs']
        for index, weight in enumerate(use['weights']):
            connection.weight[index] = weight
        keep[use['id']] = connection


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
            assign(point, name, value)
        keep[use['id']] = point


def reference(segment, variable, keep):
    if variable.count('.') == 1:
        owner, name = variable.split('.')
        target = keep[owner] if owner in keep else getattr(segment, owner)
        if '[' in name:
            array, index = name[:-1].split('[')
            return getattr(target, '_ref_' + array)[int(index)]
        return getattr(target, '_ref_' + name)
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
    for probe in document.get('processProbes', []):
        vectors[probe['id']] = h.Vector().record(reference(None, probe['variable'], keep))
    for probe in document.get('processSpikes', []):
        trains[probe['id']] = (h.NetCon(keep[probe['process']], None), h.Vector())
        trains[probe['id']][0].record(trains[probe['id']][1])
    times = h.Vector().record(h._ref_t)
    h.usetable_hh = 0
    h.celsius = settings['celsius']
    h.secondorder = 1 if method == 'crank-nicolson' else 0
    h.dt = settings['dtMs']
    h.steps_per_ms = 1 / settings['dtMs']
    h.tstop = settings['tStopMs']
    if settings.get('eventOrder') == 'neuron-binned':
        h.CVode().queue_mode(1, 0)
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


def record(folder, case, method, here=HERE):
    keep = {}
    if 'cell' in case:
        make_cell(case['cell'])
    else:
        import_cell(folder, case)
    set_up(case['document'], keep)
    set_up_network(case['document'], keep)
    result = {'neuron': h.nrnversion(0), 'case': case['name'], 'method': method, **run(case['document'], method, keep)}
    path = os.path.join(here, 'traces', '%s.%s.json' % (case['name'], method))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as out:
        json.dump(result, out, separators=(',', ':'))
        out.write('\n')
    print(path, result['compartments'], 'compartments', {k: len(v) for k, v in result['spikes'].items()})


def record_all(folder, here, wanted, name='cases.json'):
    with open(os.path.join(here, name)) as text:
        cases = json.load(text)
    for case in cases:
        for method in case['methods']:
            if wanted and case['name'] not in wanted:
                continue
            if os.fork() == 0:  # a fresh NEURON for each: sections live for ever
                record(folder, case, method, here)
                sys.stdout.flush()
                os._exit(0)
            os.wait()


if __name__ == '__main__':
    record_all(sys.argv[1], HERE, sys.argv[2:])
