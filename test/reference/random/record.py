"""
Records what NEURON's Random draws: every distribution of every generator.

    /usr/bin/python3 record.py      (NEURON 8.2.2, Debian package python3-neuron; writes draws.json and draws.f64)

Of the first of each generator's seeds all 1000 draws are kept, of the others every 40th: a single number too many or too
few shifts all that follow.
"""
import array, json, os

from neuron import h

here = os.path.dirname(os.path.abspath(__file__))
distributions = {
    'uniform': (-2, 5),
    'discunif': (3, 17),
    'normal': (1, 4),
    'lognormal': (5, 9),
    'negexp': (2.5,),
    'poisson': (7,),
    'binomial': (20, 0.3),
    'erlang': (5, 3),
    'geometric': (0.8,),
    'hypergeo': (5, 40),
    'weibull': (1.7, 2),
}
generators = [
    ('ACG', (0, 55)), ('ACG', (1, 7)), ('ACG', (12345, 20)), ('ACG', (4000000000, 98)), ('ACG', (77, 60)),
    ('MCellRan4', (5, 7)), ('MCellRan4', (4294967000, 99)), ('MCellRan4', (123456789, 4000000000)), ('MCellRan4', (10,)),
    ('Random123', (1, 2, 3)), ('Random123', (0, 0, 0)), ('Random123', (4294967295, 17, 4000000000)), ('Random123', (9, 0, 1)),
]
draws, numbers, seen = [], array.array('d'), set()


def keep(name, arguments, distribution, parameters, globalindex=0):
    h.Random().Random123_globalindex(globalindex)
    r = h.Random()
    getattr(r, name)(*arguments)
    values = [getattr(r, distribution)(*parameters)] + [r.repick() for _ in range(999)]
    every = 40 if (name, distribution) in seen else 1
    seen.add((name, distribution))
    kept = values[::every]
    draws.append({'generator': name, 'arguments': arguments, 'globalIndex': globalindex, 'distribution': distribution,
                  'parameters': parameters, 'every': every, 'first': len(numbers), 'count': len(kept),
                  'sequence': None if name == 'ACG' else r.seq()})
    numbers.extend(kept)


for name, arguments in generators:
    for distribution, parameters in distributions.items():
        keep(name, arguments, distribution, parameters)
for globalindex in (1, 4294967295):
    for distribution in ('uniform', 'normal'):
        keep('Random123', (1, 2, 3), distribution, distributions[distribution], globalindex)

with open(os.path.join(here, 'draws.f64'), 'wb') as file:
    numbers.tofile(file)
with open(os.path.join(here, 'draws.json'), 'w') as file:
    file.write('[\n' + ',\n'.join(json.dumps(draw) for draw in draws) + '\n]\n')
