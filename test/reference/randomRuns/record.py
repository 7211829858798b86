"""
Records NEURON's runs with random numbers from Random123 streams of given ids.

    /usr/bin/python3 record.py > neuron.json      (NEURON 8.2.2, Debian package python3-neuron, nrnivmodl on the path)
"""
import json, os, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
work = tempfile.mkdtemp()
shutil.copy(os.path.join(here, 'stochastick.mod'), work)
subprocess.run(['nrnivmodl'], cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
from neuron import h

h.nrn_load_dll(os.path.join(work, 'x86_64', 'libnrnmech.so'))


def run(tstop):
    h.celsius, h.dt, h.usetable_hh = 6.3, 0.025, 0
    h.finitialize(-65)
    for step in range(round(tstop / h.dt)):
        h.fadvance()


def trains(globalindex):
    """Artificial cells with Random123 streams of their own."""
    h.Random().Random123_globalindex(globalindex)
    kept, recorded = [], {}
    for name, ids, interval, start, noise in (
            ('a', (1, 2, 3), 5, 0, 1), ('b', (1, 2, 4), 5, 0, 1), ('c', (4000000000, 7, 0), 3, 10, 0.5)):
        stim = h.NetStim()
        stim.interval, stim.number, stim.start, stim.noise = interval, 1e9, start, noise
        stim.noiseFromRandom123(*ids)
        connection = h.NetCon(stim, None)
        recorded[name] = h.Vector()
        connection.record(recorded[name])
        kept += [stim, connection]
    run(500)
    return {name: list(times) for name, times in recorded.items()}


def channels():
    """Channels that open one by one in each compartment of a soma and a dendrite."""
    h.Random().Random123_globalindex(0)
    soma, dend = h.Section(name='soma'), h.Section(name='dend')
    soma.L = soma.diam = 20
    dend.L, dend.diam, dend.nseg = 200, 2, 3
    dend.connect(soma(1))
    kept = []
    for compartment, seg in enumerate([soma(0.5)] + list(dend)):
        if compartment < 2:
            for name in ('hh', 'stochastick'): seg.sec.insert(name)
        r = h.Random()
        r.Random123(5, 0, compartment)
        r.uniform(0, 1)
        h.setdata_stochastick(seg.x, sec=seg.sec)
        h.give_stochastick(r)
        kept.append(r)
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur, clamp.amp = 2, 40, 0.5
    opened = [h.Vector().record(seg._ref_open_stochastick) for seg in [soma(0.5)] + list(dend)]
    v = h.Vector().record(soma(0.5)._ref_v)
    run(50)
    return {'open': [list(map(int, vector))[::4] for vector in opened], 'v': list(v)[::4]}


def noise():
    """A current that Random.play draws anew in each step."""
    soma = h.Section(name='soma')
    soma.L = soma.diam = 20
    soma.insert('pas')
    clamp = h.IClamp(soma(0.5))
    clamp.delay, clamp.dur = 0, 1e9
    r = h.Random()
    r.MCellRan4(3, 4)
    r.normal(0.1, 0.04)
    r.play(clamp._ref_amp)
    v, i = h.Vector().record(soma(0.5)._ref_v), h.Vector().record(clamp._ref_i)
    run(5)
    return {'v': list(v), 'i': list(i)}


json.dump({'trains': {str(index): trains(index) for index in (0, 7)}, 'channels': channels(), 'noise': noise()}, sys.stdout)
print()
