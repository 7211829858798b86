import { seeded } from '../seeded.ts'
import { Phrases } from './phrases.ts'

/** What a random file is: it decides which blocks it has. */
const kinds = ['SUFFIX', 'POINT_PROCESS', 'ARTIFICIAL_CELL', 'nothing', 'model'] as const

/**
 * A random NMODL file that is in order: every name is declared, every block solved, every statement in its place. It
 * means nothing. The same seed gives the same file.
 */
export function randomMechanism(seed: number): string {
  const phrases = new Phrases(seeded(seed))
  const kind = phrases.pick(kinds)
  const mayFlow = kind !== 'nothing'
  const takesEvents = kind === 'POINT_PROCESS' || kind === 'ARTIFICIAL_CELL'
  const hasCurrent = (kind === 'SUFFIX' || kind === 'POINT_PROCESS') && phrases.chance(0.7)
  const solvables = mayFlow ? phrases.some(solvableBlocks, 2) : []

  const declarations = [
    `PARAMETER {\n${phrases.lines(['celsius (degC)', 'a = 1 (mV) <0, 10>', 'b = -2e-3', 'k = .5 (/ms) : a rate', 'last = 4.'])}}`,
    `ASSIGNED {\n${phrases.lines(['v (mV)', 'x', 'y (1)', 'row[ROWS] (mM)', 'i (nA)'])}}`,
    `STATE {\n${phrases.lines(['p FROM 0 TO 1 START 0.5', 'q (mM) <1e-4>', 's[ROWS] (mM)', 'r'])}}`,
    ...(phrases.chance(0.5) ? ['CONSTANT { twelve = 12 (1) }'] : []),
    ...(phrases.chance(0.3) ? ['INDEPENDENT { t FROM 0 TO 1 WITH 1 (ms) }'] : []),
    ...(phrases.chance(0.3) ? ['LOCAL kept, memory[3]'] : []),
    ...(phrases.chance(0.2) ? [phrases.pick(['UNITSON', 'UNITSOFF'])] : []),
    ...(phrases.chance(0.2) ? ['COMMENT\nNothing { of ( this " counts\nENDCOMMENT'] : []),
  ]
  // NEURON wants SOLVE before what it solves.
  const main = mayFlow ? [breakpoint(phrases, solvables, hasCurrent)] : []
  const blocks = [
    twice(phrases),
    `PROCEDURE act(z, w) { ${phrases.statements(['z', 'w'], 3)} }`,
    ...(phrases.chance(0.4)
      ? [`PROCEDURE tabled(z) { TABLE x, y DEPEND k FROM -100 TO a + 100 WITH 20 x = z y = z*k }`]
      : []),
    ...(phrases.chance(0.3) ? ['FUNCTION_TABLE given(z (mV), w) (ms)'] : []),
    ...(mayFlow ? [`INITIAL { ${phrases.statements([], 3)} }`] : []),
    ...solvables.map(block => block.write(phrases)),
    ...(takesEvents ? [netReceive(phrases)] : []),
    ...(mayFlow && phrases.chance(0.2) ? [`BEFORE STEP { ${phrases.statements([], 1)} }`] : []),
    ...(mayFlow && phrases.chance(0.2) ? [`AFTER SOLVE { ${phrases.statements([], 1)} }`] : []),
  ]
  const first = [`TITLE ${phrases.pick(['A random file', '', '{ odd ( signs'])}`, 'DEFINE ROWS 3']
  if (kind !== 'model') first.push(neuron(phrases, kind, hasCurrent))
  if (phrases.chance(0.5))
    first.push('UNITS { (mV) = (millivolt) (mM) = (milli/liter) FARADAY = (faraday) (coulomb) }')
  return (
    [...first, ...phrases.shuffled(declarations), ...main, ...phrases.shuffled(blocks)].join(
      phrases.pick(['\n', '\n\n', ' \n: between\n']),
    ) + '\n'
  )
}

function twice(phrases: Phrases): string {
  phrases.callsTwice = false
  const text = `FUNCTION twice(z (mV)) (mV) { ${phrases.statements(['z'], 2)} twice = 2*z }`
  phrases.callsTwice = true
  return text
}

function neuron(
  phrases: Phrases,
  kind: Exclude<(typeof kinds)[number], 'model'>,
  hasCurrent: boolean,
): string {
  const lines = [
    kind === 'nothing' ? 'SUFFIX nothing' : `${kind} random`,
    ...(hasCurrent ? [`${phrases.pick(['NONSPECIFIC_CURRENT', 'ELECTRODE_CURRENT'])} i`] : []),
    ...(kind !== 'nothing' && phrases.chance(0.6) ? ['RANGE b, x, row'] : []),
    ...(phrases.chance(0.4) ? ['GLOBAL y'] : []),
    ...(hasCurrent && phrases.chance(0.5) ? ['USEION ca READ cai, eca VALENCE 2'] : []),
    ...(phrases.chance(0.3) ? ['THREADSAFE'] : []),
  ]
  return `NEURON {\n${phrases.lines(lines)}}`
}

/** A block that a SOLVE names. */
interface Solvable {
  readonly name: string
  readonly methods: readonly string[]
  readonly write: (phrases: Phrases) => string
}

const solvableBlocks: readonly Solvable[] = [
  {
    name: 'flow',
    methods: ['cnexp', 'euler', 'derivimplicit', 'runge', ''],
    write: phrases =>
      `DERIVATIVE flow {\n LOCAL z z = k act(z, v)\n p' = (twice(v) - p)*k\n` +
      ` if (v > a) { q' = -q } else { q' = k }\n FROM n = 0 TO ROWS-1 { s'[n] = -s[n]*${phrases.number()} }\n}`,
  },
  {
    name: 'scheme',
    methods: ['sparse', ''],
    write: phrases =>
      `KINETIC scheme {\n COMPARTMENT n, 2 { s } COMPARTMENT 1.5 { q }\n ~ p ${phrases.pick(['+ q ', ''])}<-> 2 r (k, b*b)\n` +
      ` x = f_flux - b_flux\n ~ q << (k)\n ~ r -> (${phrases.number()})\n` +
      ` FROM n = 0 TO ROWS-2 { ~ s[n] <-> s[n+1] (k, k) }\n${phrases.chance(0.5) ? ' CONSERVE p + r = 1\n' : ''}}`,
  },
  {
    name: 'both',
    methods: [''],
    write: phrases =>
      `LINEAR both ${phrases.pick(['', 'SOLVEFOR p, q '])}{\n ~ p + 2*q = ${phrases.number()}\n ~ p - q = k\n}`,
  },
  {
    name: 'roots',
    methods: ['newton', ''],
    write: phrases => `NONLINEAR roots {\n ~ p*p + q = ${phrases.number()} + 4\n ~ p = q\n}`,
  },
  { name: 'series', methods: [''], write: () => 'DISCRETE series { p = p@1 + k q = q@2/2 }' },
  {
    name: 'once',
    methods: ['', 'after_cvode'],
    write: phrases => `PROCEDURE once() { ${phrases.statements([], 3)} }`,
  },
]

function breakpoint(phrases: Phrases, solvables: readonly Solvable[], hasCurrent: boolean): string {
  const solves = solvables.map(({ name, methods }) => {
    const method = phrases.pick(methods)
    return `SOLVE ${name}${method === '' ? '' : ` METHOD ${method}`}`
  })
  const current = hasCurrent ? '\n i = 1e-4*p*(v - a)' : ''
  return `BREAKPOINT {\n ${[...solves, phrases.statements([], 3)].join('\n ')}${current}\n}`
}

function netReceive(phrases: Phrases): string {
  const inner = [
    phrases.statements(['weight', 'tau', 'flag'], 3),
    ...(phrases.chance(0.5) ? [`INITIAL { tau = ${phrases.number()} }`] : []),
    ...(phrases.chance(0.5) ? ['if (flag == 1) { WATCH (v > a) 2 WATCH (v < -20) 3, (x > 2) 4 }'] : []),
    ...(phrases.chance(0.5) ? ['FOR_NETCONS (each, since) { since = since + each }'] : []),
    ...(phrases.chance(0.5) ? ['net_send(k + 2, 1) net_event(t)'] : []),
    ...(phrases.chance(0.3) ? ['state_discontinuity(p, p + weight)'] : []),
  ]
  return `NET_RECEIVE (weight (uS), tau (ms)) {\n ${inner.join('\n ')}\n}`
}
