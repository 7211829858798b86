import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism, HookName } from '../../../../../src-engine/kernel/compiledMechanism.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import type { EmittedEvent } from '../../../../../src-engine/program/outcome.ts'
import { runProgram, worldOf, type World } from '../../../../support/oneInstance.ts'

function compiled(text: string): CompiledMechanism {
  const { value, diagnostics } = compileMechanism(createSourceText('test.mod', text))
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** A point process with these statements. */
const point = (blocks: string) =>
  compiled(`NEURON { POINT_PROCESS P RANGE x, y, z } ASSIGNED { x y z v }\n${blocks}`)

const place = { vMv: -65, celsius: 6.3, dtMs: 0.025, areaUm2: 100, diameterUm: 10 }

/** Runs a hook, and returns what it emitted as `event time flag`. */
function emitted(mechanism: CompiledMechanism, hook: HookName, world: World): readonly string[] {
  const program = mechanism.programs[hook]
  if (!program) throw new Error(`there is no hook ${hook}`)
  const show = ({ event, time, flag }: EmittedEvent) => `${event} ${time} ${flag}`
  return runProgram(program, world).events.map(show)
}

const worldFor = (mechanism: CompiledMechanism, change: World): World => ({
  ...worldOf(mechanism, place),
  $flag: 0,
  ...change,
})

describe('nmodl events', () => {
  it('EV1 writes back the arguments that were assigned, and only those', () => {
    const mechanism = point('NET_RECEIVE (w, a, b) { a = a + w if (flag == 3) { b = t } x = b }')
    const weights = mechanism.programs.netReceive?.columns.filter(({ space }) => space === 'weight')
    expect(mechanism.events.weights.map(({ name }) => name)).toEqual(['w', 'a', 'b'])
    expect(weights?.map(({ name }) => name).sort()).toEqual(['a', 'b', 'w'])
    const world = worldFor(mechanism, { 'weight w': 2, 'weight a': 3, 'weight b': 5, $t: 7 })
    emitted(mechanism, 'netReceive', world)
    expect([world['weight w'], world['weight a'], world['weight b'], world['own x']]).toEqual([2, 5, 5, 5])
    world.$flag = 3
    emitted(mechanism, 'netReceive', world)
    expect([world['weight a'], world['weight b'], world['own x']]).toEqual([7, 7, 7])
  })

  it('EV2 makes a hook of INITIAL inside NET_RECEIVE', () => {
    const mechanism = point('NET_RECEIVE (w, a) { INITIAL { a = 2*w x = 1 } x = a }')
    const world = worldFor(mechanism, { 'weight w': 4, 'weight a': 0 })
    emitted(mechanism, 'netInitial', world)
    expect([world['weight a'], world['own x']]).toEqual([8, 1])
    emitted(mechanism, 'netReceive', world)
    expect(world['own x']).toBe(8)
    expect(point('NET_RECEIVE (w) { x = w }').programs.netInitial).toBeUndefined()
  })

  it('EV3 emits in the order of the text, where the statement is reached, also in routines', () => {
    const mechanism = point(`
      INITIAL { send(1) net_send(2, 9) }
      PROCEDURE send(d) { net_send(d + 0.5, 4) }
      NET_RECEIVE (w) { if (w > 1) { net_event(t) send(w) } else { net_move(t + w) } }`)
    expect(emitted(mechanism, 'initialise', worldFor(mechanism, {}))).toEqual(['send 1.5 4', 'send 2 9'])
    const at = (w: number) => emitted(mechanism, 'netReceive', worldFor(mechanism, { 'weight w': w, $t: 10 }))
    expect(at(3)).toEqual(['fire 10 0', 'send 3.5 4'])
    expect(at(1)).toEqual(['move 11 0'])
    expect(mechanism.events).toMatchObject({ receives: true, sends: true, fires: true })
  })

  it('EV3 emits in every round of a loop', () => {
    const mechanism = point(
      'NET_RECEIVE (w) { LOCAL k k = 0 while (k < w) { net_send(k, 10 + k) k = k + 1 } }',
    )
    const world = worldFor(mechanism, { 'weight w': 3 })
    expect(emitted(mechanism, 'netReceive', world)).toEqual(['send 0 10', 'send 1 11', 'send 2 12'])
  })

  it('EV5 arms, discards and fires conditions', () => {
    const mechanism = point(`NET_RECEIVE (w) {
      if (w == 1) { WATCH (x > 5) 1, (x < 2) 2 }
      if (w == 2) { WATCH (x > 5) 3 }
      if (w == 3) { WATCH (x > 5) 4 WATCH (y > 0) 5 }
    }`)
    const world = worldFor(mechanism, { 'weight w': 1, 'own x': 3, 'own y': 1 })
    for (let k = 0; k < 5; k++) world[`own watch.${k}`] = 0
    const states = () => [0, 1, 2, 3, 4].map(k => world[`own watch.${k}`])
    expect(emitted(mechanism, 'watch', world)).toEqual([])
    emitted(mechanism, 'netReceive', world)
    expect(states()).toEqual([1, 1, 0, 0, 0])
    world['own x'] = 6
    expect(emitted(mechanism, 'watch', world)).toEqual(['deliver 0 1'])
    expect(emitted(mechanism, 'watch', world)).toEqual([])
    world['own x'] = 1
    expect(emitted(mechanism, 'watch', world)).toEqual(['deliver 0 2'])
    world['own x'] = 6
    expect(emitted(mechanism, 'watch', world)).toEqual(['deliver 0 1'])
    world['weight w'] = 2
    emitted(mechanism, 'netReceive', world)
    expect(states()).toEqual([0, 0, 2, 0, 0])
    world['weight w'] = 3
    world['own x'] = 5
    emitted(mechanism, 'netReceive', world)
    // 5 > 5 is false, but counts as true when it is armed.
    expect(states()).toEqual([0, 0, 0, 2, 2])
    world['weight w'] = 0
    emitted(mechanism, 'netReceive', world)
    expect(states()).toEqual([0, 0, 0, 2, 2])
  })

  it('EV6 goes through the connections, the present one with its present numbers', () => {
    const mechanism = point(`NET_RECEIVE (w, a) {
      a = a + 100
      x = 0
      FOR_NETCONS (u, b) { x = x + b b = b + u }
      y = a
    }`)
    const rows = 5
    const world = worldFor(mechanism, { '#weight': rows, 'own netcons.first': 1, 'own netcons.count': 3 })
    for (let row = 0; row < rows; row++) {
      world[`weight w[${row}]`] = row + 1
      world[`weight a[${row}]`] = 10 * row
      world[`weight netcons.row[${row}]`] = row
    }
    // The only lane stands for row 0, which is none of its connections.
    emitted(mechanism, 'netReceive', world)
    const numbers = () => Array.from({ length: rows }, (_, row) => world[`weight a[${row}]`])
    expect(numbers()).toEqual([100, 12, 23, 34, 40])
    expect([world['own x'], world['own y']]).toEqual([60, 100])
    world['own netcons.first'] = 0
    world['own netcons.count'] = 2
    emitted(mechanism, 'netReceive', world)
    expect(numbers()).toEqual([201, 14, 23, 34, 40])
    expect([world['own x'], world['own y']]).toEqual([212, 201])
  })

  it('EV7 finds the step that holds a time', () => {
    const mechanism = point('AFTER SOLVE { x = at_time(1) }')
    const at = (t: number) => {
      const world = worldFor(mechanism, { $t: t })
      emitted(mechanism, 'afterSolve', world)
      return world['own x']
    }
    expect([0.99, 1 - 1e-10, 1 - 1e-12, 1, 1.02, 1.025 - 1e-12, 1.03].map(at)).toEqual([0, 0, 1, 1, 1, 0, 0])
  })

  it('EV8 assigns states in steps, and in BREAKPOINT not when a run begins', () => {
    const mechanism = compiled(
      `NEURON { POINT_PROCESS P NONSPECIFIC_CURRENT i RANGE n } ASSIGNED { i } STATE { n }
       BREAKPOINT { state_discontinuity(n, n + 1) i = 0*n }`,
    )
    const world = worldFor(mechanism, { 'own n': 5, $t: 0 })
    emitted(mechanism, 'current', world)
    expect(world['own n']).toBe(5)
    world.$t = 0.0125
    emitted(mechanism, 'current', world)
    expect(world['own n']).toBe(6)
  })

  it('EV9 tells whether a pointer is set', () => {
    const mechanism = compiled(
      'NEURON { POINT_PROCESS P POINTER p RANGE x } ASSIGNED { p x } INITIAL { if (nrn_pointing(p)) { x = p } else { x = -1 } }',
    )
    const world = worldFor(mechanism, { 'own p.pointing': 0, 'pointer:p value': 3 })
    emitted(mechanism, 'initialise', world)
    expect(world['own x']).toBe(-1)
    world['own p.pointing'] = 1
    emitted(mechanism, 'initialise', world)
    expect(world['own x']).toBe(3)
  })
})
