import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpret } from '../../src-engine/program/interpret.ts'
import { operations, type OperationName } from '../../src-engine/program/operations.ts'
import type { Program } from '../../src-engine/program/program.ts'
import { verifyProgram } from '../../src-engine/program/verify.ts'
import { edgeValues } from '../support/edgeValues.ts'
import { machines, nameOf, noMachine, refusalOf } from '../support/machines.ts'
import {
  bindByHand,
  column,
  firstDifference,
  handProgram,
  register,
  scalar,
  type HandBinding,
  type HandColumn,
  type Words,
} from '../support/programs.ts'
import { seeded } from '../support/seeded.ts'

const registers = 6
const columns: readonly HandColumn[] = [
  { space: 'own', name: 'a', access: 'read' },
  { space: 'own', name: 'b', access: 'both' },
  { space: 'node', name: 'v', access: 'read' },
  { space: 'node', name: 'rhs', access: 'both' },
  { space: 'ion:ca', name: 'cai', access: 'both' },
  { space: 'own', name: 'array', access: 'both', length: 3, outOfRange: 0 },
  { space: 'ion:ca', name: 'table', access: 'both', outOfRange: 1 },
]
const ownColumns = [0, 1]
const indexedColumns = [2, 3, 4]
const arrays = [5, 6]
const rounds = 2 // a constant
const scalars = 5 // three constants, one uniform that is read, one that is written
const computing = (Object.keys(operations) as OperationName[]).filter(
  name => operations[name].writes === 'register' && name !== 'gather' && name !== 'element',
)

/**
 * A program that keeps the rules: registers are known before they are read, and what a skip may pass by is selected.
 * Loops stand in sequential programs only, unless `anyLoops`: without masks their rounds depend on the other lanes.
 */
function randomProgram(random: () => number, anyLoops = false): Program {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const known: number[] = []
  const body: Words[] = []
  const operand = () => {
    const kind = random()
    if (kind < 0.6 && known.length > 0) return register(pick(known))
    return kind < 0.8 ? column(pick(ownColumns)) : scalar(Math.floor(random() * scalars))
  }
  const compute = (to: number): Words => {
    const name = pick(computing)
    return [name, to, ...Array.from({ length: operations[name].operands }, operand)]
  }
  const learn = (index: number) => {
    if (!known.includes(index)) known.push(index)
  }
  const length = 1 + Math.floor(random() * 24)
  const sequential = random() < 0.2
  /** Number of loops around. */
  let depth = 0
  const add = (most: number): void => {
    for (let position = 0; position < most; position++) addOne()
  }
  const addLoop = (): void => {
    const start = body.length
    body.push(['loop', 2, scalar(rounds)])
    depth++
    add(Math.floor(random() * 4))
    const leave = body.length
    body.push(['leaveUnless', 0, operand()])
    const left = [...known]
    add(Math.floor(random() * 6))
    depth--
    const end = body.length
    body.push(['again', end - start - 1])
    const [, , condition] = body[leave]!
    body[leave] = ['leaveUnless', end - leave, condition!]
    known.splice(0, known.length, ...left)
  }
  const addOne = (): void => {
    const kind = random()
    const to = Math.floor(random() * registers)
    if (kind < 0.04 && depth < 2 && (sequential || anyLoops)) return addLoop()
    if (kind < 0.1) {
      body.push(['element', to, column(pick(arrays)), operand(), operand()])
      learn(to)
    } else if (kind < 0.13) body.push(['storeElement', pick(arrays), operand(), operand(), operand()])
    else if (kind < 0.15) body.push(['fault', pick([0, 1, 2]), operand()])
    else if (kind < 0.17) body.push(['emit', pick([0, 1, 2, 3]), operand(), operand(), operand()])
    else if (kind < 0.25) {
      for (const words of familiarSequence(random, operand)) {
        body.push(words)
        learn(words[1])
      }
    } else if (kind < 0.57) {
      body.push(compute(to))
      learn(to)
    } else if (kind < 0.7) {
      body.push(['gather', to, column(pick(indexedColumns))])
      learn(to)
    } else if (kind < 0.8) body.push(['store', 1, operand()])
    else if (kind < 0.9) body.push([pick(['addAt', 'assignAt'] as const), pick([3, 4]), operand()])
    else if (kind < 0.95) {
      if (sequential || depth === 0) body.push(['setUniform', 1, operand()])
    } else if (known.length > 1) {
      const condition = register(known[0]!)
      const kept = known.at(-1)!
      const spare = registers // beyond those that others use
      body.push(['skipUnless', 2, condition], compute(spare), [
        'select',
        kept,
        condition,
        register(spare),
        register(kept),
      ])
    }
  }
  add(length)
  return handProgram({
    name: 'fuzz',
    sequential,
    faults: ['one', 'two', 'three'].map(code => ({ code, facts: {} })),
    registers: registers + 1,
    columns,
    constants: [pick(edgeValues), 1.5, Math.floor(random() * 4)],
    uniforms: [
      { name: 'read', written: false },
      { name: 'written', written: true },
    ],
    body,
  })
}

/** What the machine does in one loop, with any registers: sometimes fit to be fused, sometimes just not. */
function familiarSequence(random: () => number, operand: () => number): Words[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const any = () => Math.floor(random() * registers)
  const [p, e, s, q] = [any(), any(), any(), any()]
  const factor = () => (random() < 0.8 ? scalar(1) : operand())
  const product: Words = random() < 0.5 ? ['mul', p, operand(), factor()] : ['mul', p, factor(), operand()]
  const sum: Words =
    random() < 0.5
      ? ['sub', s, register(e), factor()]
      : ['add', s, ...(random() < 0.5 ? [register(e), factor()] : [factor(), register(e)])]
  return pick<() => Words[]>([
    () => [product, ['exp', e, register(p)]],
    () => [
      ['div', p, operand(), operand()],
      ['exp', e, register(p)],
    ],
    () => [['exp', e, operand()], sum, ['div', q, operand(), register(s)]],
    () => [product, ['exp', e, register(p)], sum, ['div', q, operand(), register(s)]],
    () => [
      ['div', q, operand(), operand()],
      ['sub', s, operand(), register(q)],
      product,
      ['exp', e, register(p)],
      ['mulAdd', any(), register(e), register(s), register(q)],
    ],
  ])()
}

/** Instances on a stretch of nodes, on scattered ones, or sharing some. */
function randomBinding(random: () => number, count = 1 + Math.floor(random() * 70)): HandBinding {
  const table = () => {
    const kind = random()
    const from = Math.floor(random() * 5)
    if (kind < 0.4) return Array.from({ length: count }, (_, lane) => from + lane)
    if (kind < 0.7) return Array.from({ length: count }, (_, lane) => from + 2 * (count - 1 - lane))
    return Array.from({ length: count }, () => Math.floor(random() * count))
  }
  const tables = Object.fromEntries(
    ['node', 'ion:ca'].map(space => {
      const indices = table()
      return [space, { indices, extent: Math.max(...indices) + 1 }]
    }),
  )
  const number = () =>
    random() < 0.15
      ? edgeValues[Math.floor(random() * edgeValues.length)]!
      : (random() - 0.5) * 2 ** (random() * 10)
  return { count, tables, fill: number, uniform: number }
}

describe.skipIf(noMachine !== undefined)('fuzz programs', () => {
  it('valid programs give the oracle’s bits on every machine and block size', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(8, 16, 64, 256), (seed, block) => {
        const program = randomProgram(seeded(seed))
        expect(verifyProgram(program)).toBeUndefined()
        for (const machine of machines) {
          const bound = bindByHand(machine, program, randomBinding(seeded(seed + 1)))
          const outcome = machine.runOnce(bound.model, 0, bound.call, block)
          expect(outcome, `${nameOf(machine)}, block ${block}, seed ${seed}`).toEqual(
            interpret(program, bound.oracle),
          )
          expect(firstDifference(bound), `${nameOf(machine)}, block ${block}, seed ${seed}`).toBeUndefined()
        }
      }),
      { numRuns: 150, seed: 1 },
    )
  })

  it('a program of one instance gives the oracle’s bits, once and again', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const program = randomProgram(seeded(seed), true)
        for (const machine of machines) {
          const where = `${nameOf(machine)}, seed ${seed}`
          const once = bindByHand(machine, program, randomBinding(seeded(seed + 1), 1))
          const outcome = machine.runOnce(once.model, 0, once.call)
          expect(outcome, where).toEqual(interpret(program, once.oracle))
          expect(firstDifference(once), where).toBeUndefined()
          const again = bindByHand(machine, program, randomBinding(seeded(seed + 1), 1))
          machine.runMany(again.model, 0, again.call, 3)
          for (let time = 0; time < 3; time++) interpret(program, again.oracle)
          expect(firstDifference(again), `${where}, three times`).toBeUndefined()
        }
      }),
      { numRuns: 300, seed: 4 },
    )
  })

  it('a program with any words changed is refused by verifier and machine alike, or runs within its arena', () => {
    const machine = machines.at(-1)!
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(
          fc.tuple(
            fc.nat(200),
            fc.oneof(
              fc.integer({ min: -3, max: 60 }),
              fc.integer(),
              fc.integer({ min: (1 << 24) - 1, max: (2 << 24) + 9 }),
            ),
          ),
          { minLength: 1, maxLength: 4 },
        ),
        (seed, changes) => {
          const program = randomProgram(seeded(seed), true)
          const body = Int32Array.from(program.body)
          for (const [at, word] of changes) body[at % body.length] = word
          const changed = { ...program, body }
          const bound = bindByHand(machine, changed, randomBinding(seeded(seed + 1)))
          expect(refusalOf(() => machine.runOnce(bound.model, 0, bound.call))).toBe(verifyProgram(changed))
        },
      ),
      { numRuns: 1500, seed: 2 },
    )
  })

  it('a call with any place changed is refused, or runs within its arena', () => {
    const machine = machines.at(-1)!
    fc.assert(
      fc.property(fc.integer(), fc.nat(10), fc.integer(), fc.boolean(), (seed, at, address, near) => {
        const bound = bindByHand(machine, randomProgram(seeded(seed)), randomBinding(seeded(seed + 1)))
        const places = {
          ...bound.call,
          columns: Int32Array.from(bound.call.columns),
          tables: Int32Array.from(bound.call.tables),
          uniforms: Int32Array.from(bound.call.uniforms),
        }
        const list = [places.columns, places.tables, places.uniforms][at % 3]!
        list[at % list.length] = near ? Math.abs(address % (2 * bound.model.arenaLength)) : address
        const refusal = refusalOf(() => machine.runOnce(bound.model, 0, places))
        if (refusal !== undefined) expect(refusal).toMatch(/^group 0: /)
      }),
      { numRuns: 800, seed: 3 },
    )
  })
})
