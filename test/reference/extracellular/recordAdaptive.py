"""
Records the cases of cases.json with IDA (use_daspk) in NEURON 8.2.2: v, vext and i_membrane of every compartment, every
0.3 ms up to 6 ms.

    /usr/bin/python3 recordAdaptive.py > adaptive.json      (Debian package python3-neuron)

Each case is tried at absolute tolerances of 1e-10 and more, in a process of its own. Where IDA finds no consistent
beginning, NEURON's fixed step of backward Euler is extrapolated to none from four lengths.
"""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE, STOP = 0.3, 6
LENGTHS = (0.004, 0.002, 0.001, 0.0005)
TOLERANCES = (1e-10, 1e-9, 1e-8)


def built(case):
    from record import build, h, sample
    h.load_file('stdrun.hoc')
    h.secondorder = 0
    sections, points = build(case)
    fields = [(one['section'], one['step'] * case['dtMs'], one['e']) for one in case.get('field', [])]
    return h, sections, points, fields, sample


def by_ida(case, tolerance):
    h, sections, points, fields, sample = built(case)
    h.cvode.active(1)
    h.cvode.use_daspk(1)
    h.cvode.atol(tolerance)

    def change(section, e):
        for seg in sections[section]: seg.e_extracellular = e
        h.cvode.re_init()

    h.finitialize(-65)
    for section, time, e in fields: h.cvode.event(time, (change, (section, e)))
    seen = []
    for k in range(round(min(STOP, case['tStopMs']) / SAMPLE)):
        if k > 0: h.cvode.solve(k * SAMPLE)
        seen.append(sample(sections))
    return seen


def by_steps(case, dt):
    h, sections, points, fields, sample = built(case)
    h.dt = dt
    h.finitialize(-65)
    every, seen = round(SAMPLE / dt), [sample(sections)]
    for step in range(1, round(min(STOP, case['tStopMs']) / dt)):
        for section, time, e in fields:
            if round(time / dt) == step - 1:
                for seg in sections[section]: seg.e_extracellular = e
        h.fadvance()
        if step % every == 0: seen.append(sample(sections))
    return seen


def combine(numbers, weights):
    if isinstance(numbers[0], dict): return {name: combine([one[name] for one in numbers], weights) for name in numbers[0]}
    if isinstance(numbers[0], list): return [combine(list(ones), weights) for ones in zip(*numbers)]
    return None if numbers[0] is None else sum(weight * number for weight, number in zip(weights, numbers))


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
        for tolerance in (*TOLERANCES, None):
            found = ask(case, 'ida', tolerance) if tolerance else extrapolated(case)
            if found: break
        print(case['name'], tolerance, file=sys.stderr)
        answer[case['name']] = {'samples': found, 'tolerance': tolerance}
    print(json.dumps({'sampleMs': SAMPLE, 'cases': answer}))
