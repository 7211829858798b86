import { describe, expect, it } from 'vitest'
import type { Machine } from '../../../../src-engine/index.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { catalogueWith, documentOf, machineProblem, simulate } from '../../../support/engine.ts'
import { machines, nameOf } from '../../../support/machines.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { seeded } from '../../../support/seeded.ts'

const numbers = ['a', 'b', 'c'] as const
const flags = [0, 1, 2, 3, 7]

/**
 * A handler of events, drawn at random: choices within choices, by the flag, by numbers that change, by draws from two
 * streams; assignments, also to the connection's second weight; events to itself, some of which are moved, and to others.
 */
function handler(seed: number): string {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const draws = ['random_negexp(r, 1)', 'random_uniform(r)', 'random_normal(s, 0, 1)', 'random_uniform(s)']
  const operand = () => {
    const kind = random()
    if (kind < 0.45) return pick(numbers)
    if (kind < 0.6) return pick(['t', 'w', 'u', 'flag'])
    return kind < 0.75 ? pick(draws) : pick(['0', '1', '2', '0.5', '-3', '1e-3'])
  }
  const value = () =>
    pick([
      () => `${operand()} ${pick(['+', '-', '*'])} ${operand()}`,
      () => `(${operand()} + ${operand()})*${operand()} - ${operand()}`,
      () => `exp(-fabs(${operand()}))/(1 + fabs(${operand()}))`,
      () => operand(),
    ])()
  const condition = () =>
    pick([
      () => `flag ${pick(['==', '!=', '>='])} ${pick(flags)}`,
      () => `${pick(numbers)} ${pick(['<', '<=', '>', '==', '!='])} ${operand()}`,
      () => `fmod(n, ${pick([2, 3, 50])}) == 0`,
      () => `fmod(n, 2) == 1 ${pick(['&&', '||'])} ${pick(numbers)} < ${operand()}`,
    ])()
  const block = (depth: number): string[] =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const kind = random()
      if (depth < 3 && kind < 0.4)
        return `if (${condition()}) {\n${block(depth + 1).join('\n')}\n} else {\n${block(depth + 1).join('\n')}\n}`
      if (kind < 0.8) return `${pick([...numbers, 'u'])} = ${value()}`
      return `if (n < 120) { net_send(${pick([0, 0.125, 0.5])} + 0.01*fabs(sin(${pick(numbers)})), ${pick(flags)}) }`
    })
  return `
NEURON { ARTIFICIAL_CELL Handler  RANGE id, n, ${numbers.join(', ')}  RANDOM r, s }
PARAMETER { id = 0 }
ASSIGNED { n  ${numbers.join('  ')} }
INITIAL { n = 0  a = id  b = 1  c = -0.5  net_send(0.1*id, 1)  net_send(0.2, 7) }
NET_RECEIVE (w, u) {
  n = n + 1
${block(0).join('\n')}
  if (flag == 1 && n < 120) {
    net_send(1, 1)
    if (fmod(n, 5) == 0) { net_event(t)  net_move(t + 0.25) }
  }
  : numbers stay where differences are seen
${numbers.map(name => `  if (!(fabs(${name}) < 1000)) { ${name} = fmod(n, 7) }`).join('\n')}
}`
}

describe.skipIf(machineProblem !== undefined)('native handlers of events', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'give the bits of the oracle, whatever they do (seed %i)',
    async seed => {
      const ids = ['h0', 'h1', 'h2']
      const document = documentOf({
        artificialCells: ids.map((id, index) => ({ id, mechanism: 'Handler', parameters: { id: index } })),
        connections: ids.flatMap((from, k) =>
          ids.map((to, j) => ({
            id: `${from}${to}`,
            source: { kind: 'process' as const, process: from },
            target: to,
            delayMs: [0.5, 0.5, 1.25][(k + j) % 3]!,
            weights: [k - j, 0.25 * j],
          })),
        ),
        processProbes: ids.flatMap(id =>
          ['n', ...numbers].map(name => ({ id: `${id}.${name}`, variable: `${id}.${name}` })),
        ),
        run: { tStopMs: 15 },
      })
      const run = (on: Machine) =>
        simulate(document, singleCompartment(), {
          catalogue: catalogueWith({ 'handler.mod': handler(seed) }),
          machine: on,
        })
      const oracle = await run(oracleMachine)
      expect(oracle.traces['h0.n']!.at(-1)).toBeGreaterThan(10)
      for (const machine of machines)
        expect((await run(machine)).traces, nameOf(machine)).toEqual(oracle.traces)
    },
  )
})
