"""
Records the cases of cases.json as they are with steps that are as short as one likes, in NEURON 8.2.2: v of every
compartment and what a case asks for, every 0.4 ms.

    /usr/bin/python3 recordAdaptive.py > adaptive.json      (Debian packages python3-neuron, python3-numpy)

Each case is tried with IDA (use_daspk) at absolute tolerances of 1e-10, 1e-9 and 1e-8, in a process of its own. Where
IDA finds no consistent beginning, NEURON's fixed step of backward Euler is extrapolated to none from four lengths. The
amplifier's case has no place here: it is unstable, and only long steps damp it.
"""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = 0.4
LENGTHS = (0.004, 0.002, 0.001, 0.0005)


def built(case):
    from record import Circuit, build, h
    h.load_file('stdrun.hoc')
    cells = [build(cell) for cell in case['cells']]
    circuits = {one['id']: Circuit(one, cells) for one in case['circuits']}
    return h, cells, circuits


def unknown(circuits, name):
    circuit, own = name.split('.', 1)
    circuit = circuits[circuit]
    return circuit.y._ref_x[circuit.names.index(own)] if own in circuit.names else None


def segments(cells): return [[seg for section in sections for seg in section] for sections, _ in cells]


def by_ida(case, tolerance):
    h, cells, circuits = built(case)
    h.cvode.active(1)
    h.cvode.use_daspk(1)
    h.cvode.atol(tolerance)
    times = set()
    for circuit in circuits.values():
        circuit.drive(0)
        for source in circuit.sources:
            t = 0
            for step in source.get('steps', []):
                times.update((t + step['delayMs'], t + step['delayMs'] + step['durationMs']))
                t += step['delayMs'] + step['durationMs']
    v = [[h.Vector().record(seg._ref_v, SAMPLE) for seg in one] for one in segments(cells)]
    refs = {name: unknown(circuits, name) for name in case['record']}
    y = {name: h.Vector().record(ref, SAMPLE) for name, ref in refs.items() if ref is not None}

    def change(t):
        for circuit in circuits.values(): circuit.drive(t + 1e-9)
        h.cvode.re_init()

    h.finitialize(-65)
    for t in sorted(times): h.cvode.event(t, (change, t))
    h.cvode.solve(case['tStopMs'])
    count = round(case['tStopMs'] / SAMPLE)
    return {'v': [[list(one)[:count] for one in cell] for cell in v], 'unknowns': {name: list(one)[:count] for name, one in y.items()}}


def by_steps(case, dt):
    h, cells, circuits = built(case)
    h.dt = dt
    h.finitialize(-65)
    every = round(SAMPLE / dt)
    places = segments(cells)
    v = [[[seg.v] for seg in one] for one in places]
    names = [name for name in case['record'] if unknown(circuits, name) is not None]
    y = {name: [circuits[name.split('.', 1)[0]].read(name.split('.', 1)[1], 0)] for name in names}
    for step in range(1, round(case['tStopMs'] / dt)):
        for circuit in circuits.values(): circuit.drive((step - 0.5) * dt)
        h.fadvance()
        if step % every: continue
        for cell, one in zip(v, places):
            for trace, seg in zip(cell, one): trace.append(seg.v)
        for name in names: y[name].append(circuits[name.split('.', 1)[0]].read(name.split('.', 1)[1], 0))
    return {'v': v, 'unknowns': y}


def combine(numbers, weights):
    if isinstance(numbers[0], dict): return {name: combine([one[name] for one in numbers], weights) for name in numbers[0]}
    if isinstance(numbers[0], list): return [combine(list(ones), weights) for ones in zip(*numbers)]
    return sum(weight * number for weight, number in zip(weights, numbers))


def extrapolated(case):
    """The errors of first, second and third order in dt fall out."""
    weights = []
    for a in LENGTHS:
        product = 1
        for b in LENGTHS: product *= 1 if a == b else b / (b - a)
        weights.append(product)
    return combine([ask(case, 'steps', dt) for dt in LENGTHS], weights)


def ask(case, how, number):
    done = subprocess.run([sys.executable, __file__, case['name'], how, repr(number)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


CASES = json.load(open(os.path.join(HERE, 'cases.json')))
if len(sys.argv) > 1:
    one = next(case for case in CASES if case['name'] == sys.argv[1])
    print(json.dumps(by_ida(one, float(sys.argv[3])) if sys.argv[2] == 'ida' else by_steps(one, float(sys.argv[3]))))
else:
    answer = {}
    for case in CASES:
        if 'amplifier' in case['name']: continue
        for tolerance in (1e-10, 1e-9, 1e-8, None):
            found = ask(case, 'ida', tolerance) if tolerance else extrapolated(case)
            if found: break
        print(case['name'], tolerance, file=sys.stderr)
        answer[case['name']] = dict(found, tolerance=tolerance)
    print(json.dumps({'sampleMs': SAMPLE, 'cases': answer}))
