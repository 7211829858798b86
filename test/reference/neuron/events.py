"""Records how NEURON delivers events: events.py > traces/events.json

Integrators that excite each other, synapses whose event lies on the edges of a step, and a synapse on the cell whose
own spikes drive it. README.md says which version recorded the committed file.
"""
import json
import sys

from neuron import h

h.load_file('stdrun.hoc')
h.cvode_active(0)


def soma():
    section = h.Section(name='soma')
    section.L = section.diam = 20
    return section


def integrators():
    """Two IntFire1 with different delays; the first is driven by a regular train."""
    cells = [h.IntFire1(), h.IntFire1()]
    for cell, tau, refrac in zip(cells, (10, 14), (3, 2)):
        cell.tau, cell.refrac = tau, refrac
    drive = h.NetStim()
    drive.start, drive.interval, drive.number = 2, 2.3, 20
    connections = [h.NetCon(drive, cells[0], 0, 0.7, 0.45),
                   h.NetCon(cells[0], cells[1], 0, 1.7, 0.8),
                   h.NetCon(cells[1], cells[0], 0, 0.4, 0.9)]
    trains = []
    for cell in cells:
        train = h.Vector()
        recorder = h.NetCon(cell, None)
        recorder.record(train)
        trains.append((train, recorder))
    h.dt, h.steps_per_ms, h.tstop, h.v_init = 0.025, 40, 80, -65
    h.run()
    del connections
    return [list(train) for train, _ in trains]


def edge(time, dt):
    """v of a passive soma whose synapse gets one event at a time."""
    section = soma()
    section.insert('pas')
    synapse = h.ExpSyn(section(0.5))
    synapse.tau = 2
    drive = h.NetStim()
    drive.start, drive.number = time, 1
    connection = h.NetCon(drive, synapse, 0, 0, 0.01)
    v = h.Vector().record(section(0.5)._ref_v)
    h.steps_per_ms, h.tstop, h.v_init = 1 / dt, 2, -70
    h.dt = dt
    h.run()
    del connection
    return list(v)


def autapse():
    """An hh cell whose spikes reach a synapse on itself after 3 ms."""
    section = soma()
    section.insert('hh')
    h.usetable_hh = 0
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 1, 3, 0.3
    synapse = h.ExpSyn(section(0.5))
    synapse.tau = 3
    connection = h.NetCon(section(0.5)._ref_v, synapse, 10, 3, 0.05, sec=section)
    train = h.Vector()
    connection.record(train)
    v = h.Vector().record(section(0.5)._ref_v)
    h.steps_per_ms, h.dt, h.tstop, h.v_init = 40, 0.025, 30, -65
    h.run()
    return {'v': list(v)[::4], 'spikes': list(train)}


edges = [0, 0.125, 0.25, 0.375, 0.3750001, 0.5, 0.6249999, 0.625, 1]
json.dump({
    'version': h.nrnversion(0),
    'integrators': integrators(),
    'edges': [{'time': time, 'v': edge(time, 0.25)} for time in edges],
    'autapse': autapse(),
}, sys.stdout)
