"""
Records cells with the mechanism extracellular in NEURON 8.2.2: v, vext and i_membrane of every compartment, every
twentieth step and at the end.

    /usr/bin/python3 record.py > extracellular.json      (Debian package python3-neuron)

Cases with "convergence" in the answer are also run at two short steps with backward Euler and extrapolated to none:
what a method of second order must approach. (NEURON's own secondorder carries only the potential inside to the end of a
step, so that its v takes half of every change of vext.)
"""
import json, os, re, sys
from neuron import h

CASES = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases.json')))
h.celsius = 6.3
VARIABLES = ('v', 'vext[0]', 'vext[1]', 'i_membrane')


def assign(seg, mechanism, name, value):
    array = re.match(r'(\w+)\[(\d)\]', name)
    if array: getattr(seg, array[1])[int(array[2])] = value
    elif mechanism == 'extracellular': setattr(seg, name + '_extracellular', value)
    else: setattr(getattr(seg, mechanism), name, value)


def build(case):
    sections, points = [], []
    for cable in case['cables']:
        section = h.Section(name='dend_%d' % len(sections))
        # As points, which NEURON keeps in single precision, and so does Hillock.
        for x in (0, cable['lengthUm']): section.pt3dadd(x, 0, 0, cable['diameterUm'])
        section.nseg, section.Ra, section.cm = case['nseg'], 35.4, 1
        if 'parent' in cable: section.connect(sections[cable['parent']](cable.get('parentX', 1)))
        sections.append(section)
    for use in case['mechanisms']:
        for index in use['sections']:
            sections[index].insert(use['mechanism'])
            if use['mechanism'] == 'hh': h.usetable_hh = 0
            for seg in sections[index]:
                for name, value in use['parameters'].items(): assign(seg, use['mechanism'], name, value)
    for use in case['points']:
        process = getattr(h, use['mechanism'])(sections[use['section']](use['x']))
        for name, value in use['parameters'].items():
            setattr(process, 'delay' if name == 'del' and use['mechanism'] == 'IClamp' else name, value)
        points.append(process)
    return sections, points


def number(seg, variable):
    array = re.match(r'(\w+)\[(\d)\]', variable)
    return getattr(seg, array[1])[int(array[2])] if array else getattr(seg, variable)


def sample(sections):
    """By variable, of every compartment in turn; where there are no layers vext and i_membrane are null."""
    return {variable: [number(seg, variable) if variable == 'v' or h.ismembrane('extracellular', sec=seg.sec) else None
                       for section in sections for seg in section] for variable in VARIABLES}


def run(case, dt, every):
    sections, points = build(case)
    h.secondorder, h.dt = 0, dt
    h.finitialize(-65)
    seen = [{'step': 0, 'numbers': sample(sections)}]
    steps = round(case['tStopMs'] / dt)
    for step in range(1, steps + 1):
        for change in case.get('field', []):
            if change['step'] == step - 1:
                for seg in sections[change['section']]: seg.e_extracellular = change['e']
        h.fadvance()
        if step % every == 0 or step == steps: seen.append({'step': step, 'numbers': sample(sections)})
    return seen


def extrapolated(case):
    """v at the end, by 2·v(dt/2) − v(dt): the error of first order falls out."""
    coarse, fine = (run(case, dt, 10**9)[-1]['numbers']['v'] for dt in (2.5e-4, 1.25e-4))
    return [2 * b - a for a, b in zip(coarse, fine)]


if __name__ == '__main__':
    answer = {}
    for case in CASES:
        answer[case['name']] = {'samples': run(case, case['dtMs'], 20)}
        if case['name'].startswith(('one compartment', 'branches with', 'an axon that')): answer[case['name']]['convergence'] = extrapolated(case)
    json.dump({'_about': h.nrnversion(), 'cases': answer}, sys.stdout, indent=0)
