"""Records what setting connections does in the real NEURON: generate.py [CASE ...]

Cases are as in ../neuron, with two things more: `sets` says what is set of a connection between two stretches
(continuerun, or cvode.solve with steps of adaptive length), and `plays` may lead to connections (Vector.play).
README.md says which version recorded the committed files.
"""
import importlib.util
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def load_recorder():
    spec = importlib.util.spec_from_file_location('recorder', os.path.join(HERE, '..', 'neuron', 'generate.py'))
    recorder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recorder)
    return recorder


def assign(connection, variable, value):
    if variable == 'active':
        connection.active(value)
    elif variable == 'weight':
        connection.weight[0] = value
    else:
        setattr(connection, variable, value)


def record(neuron, case):
    h, keep, document = neuron.h, {}, case['document']
    neuron.make_cell(case['cell'])
    neuron.set_up(document, keep)
    neuron.set_up_network(document, keep)
    for use in document['connections']:
        if use.get('active') is False:
            keep[use['id']].active(False)
    settings = document['run']
    adaptive = settings['method'] == 'adaptive'
    cvode = h.CVode()
    vectors = {}
    for probe in document['probes']:
        at = probe['at']
        segment = neuron.section(at['section'])(at['x'])
        vectors[probe['id']] = h.Vector()
        pointer = neuron.reference(segment, probe['variable'], keep)
        vectors[probe['id']].record(*((pointer, settings['dtMs']) if adaptive else (pointer,)))
    for play in document.get('plays', []):
        for number, target in enumerate(play['targets']):
            connection = keep[target['connection']]
            pointer = connection._ref_weight[0] if target['variable'] == 'weight' else getattr(connection, '_ref_' + target['variable'])
            keep['%s %d' % (play['id'], number)] = [h.Vector(play['values']), h.Vector(play['timesMs'])]
            keep['%s %d' % (play['id'], number)][0].play(*([pointer, keep['%s %d' % (play['id'], number)][1]] + ([1] if play['course'] == 'linear' else [])))
    h.usetable_hh = 0
    h.celsius = settings['celsius']
    h.dt = settings['dtMs']
    h.steps_per_ms = 1 / settings['dtMs']
    h.tstop = settings['tStopMs']
    if adaptive:
        cvode.active(1)
        cvode.atol(settings['adaptive']['absoluteTolerance'])
        cvode.condition_order(2)
    h.finitialize(settings['vInitMv'])
    advance = cvode.solve if adaptive else h.continuerun
    for one in case.get('sets', []):
        if one['atMs'] > h.t:
            advance(one['atMs'])
        assign(keep[one['connection']], one['variable'], one['value'])
    advance(settings['tStopMs'])
    return {
        'neuron': h.nrnversion(0),
        'case': case['name'],
        'every': neuron.EVERY,
        'probes': {name: list(vector)[::neuron.EVERY] for name, vector in vectors.items()},
    }


if __name__ == '__main__':
    neuron = load_recorder()
    with open(os.path.join(HERE, 'cases.json')) as text:
        cases = json.load(text)
    for case in cases:
        if sys.argv[1:] and case['name'] not in sys.argv[1:]:
            continue
        if os.fork() == 0:  # a fresh NEURON for each: sections live for ever
            result = record(neuron, case)
            with open(os.path.join(HERE, 'traces', case['name'] + '.json'), 'w') as out:
                json.dump(result, out, separators=(',', ':'))
                out.write('\n')
            print(case['name'], {name: len(list(values)) for name, values in result['probes'].items()})
            sys.stdout.flush()
            os._exit(0)
        os.wait()
