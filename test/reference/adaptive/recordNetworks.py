"""
Records the networks of networks.json in NEURON 8.2.2 with a step of each cell's own (use_local_dt): spike times and the
number of steps of each cell (CVode's advance_tn) at several absolute tolerances, with condition_order 1; and spike times at
1e-9 with condition_order 2.

    /usr/bin/python3 recordNetworks.py > networksNeuron.json      (Debian package python3-neuron)
"""
import json, os, re, sys, tempfile
from neuron import h

h.load_file('stdrun.hoc')
HERE = os.path.dirname(os.path.abspath(__file__))
TOLERANCES = {'0.01': 1e-2, '0.001': 1e-3, '0.0001': 1e-4, '0.000001': 1e-6}


def build(network):
    cells, points = [], {}
    for index in range(network['cells']):
        soma, dend = h.Section(name='soma%d' % index), h.Section(name='dend%d' % index)
        for section, length, diameter in ((soma, 20, 20), (dend, 200, 2)):
            # As points, which NEURON keeps in single precision, and so does Hillock.
            for x in (0, length): section.pt3dadd(x, 0, 0, diameter)
            section.Ra, section.cm = 100, 1
        dend.nseg = 5
        dend.connect(soma(1))
        soma.insert('hh')
        dend.insert('pas')
        for segment in dend: segment.pas.e = -65
        synapse = h.ExpSyn(dend(0.5))
        synapse.tau = 2
        cells.append((soma, dend))
        points[str(index)] = synapse
    for use in network['artificial']:
        points[use['id']] = getattr(h, use['mechanism'])()
        for name, value in use['parameters'].items(): setattr(points[use['id']], name, value)
    connections, spikes = [], [h.Vector() for _ in cells]
    for index, (soma, dend) in enumerate(cells):
        watched = h.NetCon(soma(0.5)._ref_v, None, sec=soma)
        watched.threshold = 10
        watched.record(spikes[index])
        connections.append(watched)
    for use in network['connections']:
        source, target = use['from'], points[use['to']]
        if source.isdigit():
            soma = cells[int(source)][0]
            connection = h.NetCon(soma(0.5)._ref_v, target, sec=soma)
            connection.threshold = 10
        else:
            connection = h.NetCon(points[source], target)
        connection.delay, connection.weight[0] = use['delayMs'], use['weight']
        connections.append(connection)
    return spikes, (cells, points, connections)


def steps_of(cell):
    """NEURON prints its statistics and hands them to nobody."""
    with tempfile.TemporaryFile() as file:
        sys.stdout.flush()
        kept = os.dup(1)
        os.dup2(file.fileno(), 1)
        h.cvode.statistics(cell)
        h('print ""')
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
        file.seek(0)
        return int(re.search(r'(\d+) advance_tn', file.read().decode()).group(1))


def run(network, tolerance, order):
    spikes, kept = build(network)
    h.celsius = 6.3
    h.usetable_hh = 0
    h.cvode.active(1)
    h.cvode.use_local_dt(1)
    h.cvode.atol(tolerance)
    h.cvode.condition_order(order)
    h.finitialize(-65)
    h.cvode.solve(network['stopMs'])
    return {'spikes': [list(one) for one in spikes], 'steps': [steps_of(cell) for cell in range(network['cells'])]}


result = {'_about': h.nrnversion()}
for network in json.load(open(os.path.join(HERE, 'networks.json'))):
    runs = {name: run(network, tolerance, 1) for name, tolerance in TOLERANCES.items()}
    result[network['name']] = {'runs': runs, 'interpolated': run(network, 1e-9, 2)['spikes']}
json.dump(result, sys.stdout, indent=1)
