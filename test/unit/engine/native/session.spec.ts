import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import type { AdvanceRequest } from '../../../../src-engine/kernel/machine.ts'
import type { NativeModel, ProgramCall } from '../../../../src-engine/kernel/abi.ts'
import type { CircuitBorder } from '../../../../src-engine/kernel/circuits.ts'
import { loadMachine } from '../../../../src-engine/native/binding.ts'
import { hhModel } from '../../../support/hhModel.ts'
import { machines, noMachine } from '../../../support/machines.ts'

const machine = machines[0]!
const options = { cells: 6, rows: 3, sideBySide: false, groups: [[0, 1], [2, 3, 4], [5]] }

const request = (steps: number, more: Partial<AdvanceRequest> = {}): AdvanceRequest => ({
  steps,
  dtMs: 0.025,
  method: 'backward-euler',
  threads: 2,
  traces: undefined,
  control: new SharedArrayBuffer(8),
  ...more,
})

function started() {
  const made = hhModel(machine, options)
  const session = machine.load(made.model)
  session.initialise({ dtMs: 0.025, method: 'backward-euler' })
  return { ...made, session }
}

describe.skipIf(noMachine !== undefined)('native session', () => {
  it('stops all groups at the same step when asked, and goes on from there as if nothing had been', async () => {
    const { session, values, model, voltage } = started()
    const control = new SharedArrayBuffer(8)
    const running = session.advance(request(1e9, { control }))
    const flags = new Int32Array(control)
    while (Atomics.load(flags, 1) === 0) await new Promise(done => setTimeout(done, 1))
    Atomics.store(flags, 0, 1)
    const { steps, stopped } = await running
    expect(stopped).toBe(true)
    expect(steps).toBeGreaterThan(0)
    const times = model.groups.map(group => values[group.stepperUniforms[0]!])
    expect(new Set(times).size).toBe(1)
    expect(Math.abs(times[0]! / 0.025 - steps)).toBeLessThan(0.01 + steps * 1e-9)
    const other = started()
    other.session.advanceNow(request(steps))
    const of = (numbers: Float64Array) => voltage.flat().map(address => numbers[address])
    expect(of(values)).toEqual(of(other.values))
  })

  it('stops a lone group at its next step', async () => {
    const { model, values } = hhModel(machine, { ...options, groups: [[0, 1, 2, 3, 4, 5]] })
    const session = machine.load(model)
    session.initialise({ dtMs: 0.025, method: 'backward-euler' })
    const control = new SharedArrayBuffer(8)
    const running = session.advance(request(1e9, { control }))
    const flags = new Int32Array(control)
    while (Atomics.load(flags, 1) === 0) await new Promise(done => setTimeout(done, 1))
    Atomics.store(flags, 0, 1)
    const { steps, stopped } = await running
    expect(stopped).toBe(true)
    expect(Atomics.load(flags, 1)).toBe(steps)
    expect(values[model.groups[0]!.stepperUniforms[0]!]! / 0.025).toBeCloseTo(steps, 1)
  })

  it('reports progress that ends at the steps asked for', async () => {
    const { session } = started()
    const control = new SharedArrayBuffer(8)
    await session.advance(request(500, { control }))
    expect(new Int32Array(control)[1]).toBe(500)
  })

  it('names the node and the time of the first voltage that is not finite, and stops there', () => {
    const { session, values, model } = started()
    session.advanceNow(request(10))
    const group = model.groups[1]!
    // a node of the group's second cell is spoilt through its injected current
    const bias = group.calls.current![0]!.columns[4]! + 4
    values[bias] = Infinity
    const { steps, stopped, fault } = session.advanceNow(request(100))
    expect(fault).toMatchObject({ kind: 'voltage', group: 1, timeMs: expect.closeTo(0.275, 9) })
    const node = fault?.kind === 'voltage' ? fault.node : -1
    expect(node).toBeGreaterThanOrEqual(3)
    expect(node).toBeLessThan(6)
    expect(steps).toBe(1)
    expect(stopped).toBe(false)
  })

  it('samples each probe in group order', () => {
    const { session, values, model } = started()
    session.advanceNow(request(20))
    const into = new Float64Array(6)
    session.sample(into)
    expect([...into]).toEqual(
      model.groups.flatMap(group => [...group.probes].map(address => values[address])),
    )
  })

  it('runs several sessions at once', async () => {
    const sessions = [started(), started(), started()]
    const results = await Promise.all(sessions.map(({ session }) => session.advance(request(3000))))
    expect(results.map(({ steps }) => steps)).toEqual([3000, 3000, 3000])
    const [one, ...others] = sessions.map(({ values, voltage }) =>
      voltage.flat().map(address => values[address]),
    )
    for (const other of others) expect(other).toEqual(one)
  })

  it('refuses a second advance while one is under way, and any use after close', async () => {
    const { session } = started()
    const control = new SharedArrayBuffer(8)
    const running = session.advance(request(1e9, { control }))
    await expect(session.advance(request(1))).rejects.toThrow('advancing')
    expect(() => session.advanceNow(request(1))).toThrow('advancing')
    session.close()
    expect((await running).stopped).toBe(true)
    expect(() => session.advanceNow(request(1))).toThrow('closed')
    expect(() => session.initialise({ dtMs: 0.025, method: 'backward-euler' })).toThrow('closed')
  })

  it('joins its threads when the worker that runs it is terminated', async () => {
    const worker = new Worker(new URL('../../../support/advancingWorker.ts', import.meta.url))
    const control = new Int32Array(await new Promise<SharedArrayBuffer>(done => worker.once('message', done)))
    while (Atomics.load(control, 1) === 0) await new Promise(done => setTimeout(done, 1))
    await worker.terminate()
    const steps = Atomics.load(control, 1)
    await new Promise(done => setTimeout(done, 20))
    expect(Atomics.load(control, 1)).toBe(steps)
  })

  it('refuses a trace buffer that is too small before it writes to it', () => {
    const { session } = started()
    const traces = { buffer: new SharedArrayBuffer(8 * 6 * 10), capacity: 10, first: 5, every: 1 }
    expect(() => session.advanceNow(request(6, { traces }))).toThrow('too small')
  })

  it.each<[string, (model: NativeModel) => NativeModel, RegExp]>([
    [
      'an index beyond its extent',
      model =>
        withGroup(model, { indexTables: [{ indices: Int32Array.from([0, 99, 1, 2, 3, 4]), extent: 6 }] }),
      /group 0.*99.*beyond its extent 6/,
    ],
    [
      'an extent beyond the arena',
      model =>
        withGroup(model, { indexTables: [{ indices: Int32Array.from([0, 1, 2, 3, 4, 5]), extent: 1e6 }] }),
      /outside the arena/,
    ],
    [
      'a probe outside the arena',
      model => withGroup(model, { probes: Int32Array.from([-1]) }),
      /probe 0 lies outside/,
    ],
    [
      'a detector outside the arena',
      model => withGroup(model, { detectors: [{ address: 1 << 30, threshold: 0 }] }),
      /detector 0 lies outside/,
    ],
    [
      'a value carried from outside the arena',
      model => withGroup(model, { transfers: transfer(1 << 30, -1, 0) }),
      /the source of a transfer/,
    ],
    [
      'a value carried out of the arena',
      model => withGroup(model, { transfers: transfer(0, -1, -1) }),
      /the target of a transfer/,
    ],
    [
      'something from outside the arena added to it',
      model => withGroup(model, { transfers: transfer(0, 1 << 30, 0) }),
      /what is added to a transfer/,
    ],
    [
      'a value carried nowhere',
      model => withGroup(model, { transfers: { ...transfer(0, -1, 0), to: new Int32Array(0) } }),
      /differ in length/,
    ],
    [
      'a circuit attached to a node of no cell',
      model => withGroup(model, { circuits: [circuit(Int32Array.of(1 << 20))] }),
      /which is in no cell/,
    ],
    [
      'a circuit attached twice to one node',
      model => withGroup(model, { circuits: [circuit(Int32Array.of(0, 0))] }),
      /attached twice to node 0/,
    ],
    [
      'two circuits apart on one cell',
      model => withGroup(model, { circuits: [circuit(Int32Array.of(0)), circuit(Int32Array.of(0))] }),
      /solved apart are attached to one cell/,
    ],
    [
      'a circuit with unknowns outside the arena',
      model => withGroup(model, { circuits: [{ ...circuit(Int32Array.of(0)), unknowns: -1 }] }),
      /the unknowns of a circuit/,
    ],
    [
      'a circuit with a right side outside the arena',
      model => withGroup(model, { circuits: [{ ...circuit(Int32Array.of(0)), right: 1 << 30 }] }),
      /the right side of a circuit/,
    ],
    [
      'a circuit with matrices that are not of one size',
      model =>
        withGroup(model, { circuits: [{ ...circuit(Int32Array.of(0)), conductance: new Float64Array(3) }] }),
      /not of one size/,
    ],
    [
      'a child before its parent',
      model => withPack(model, { order: Int32Array.from([0, 1, 2]), parent: Int32Array.from([-1, 2, 0]) }),
      /does not come before its child/,
    ],
    [
      'an order with a row twice',
      model => withPack(model, { order: Int32Array.from([0, 1, 1]) }),
      /not a permutation/,
    ],
    ['three lanes', model => withPack(model, { lanes: 3 }), /3 lanes/],
    ['packs that share nodes', model => withPack(model, { firstNode: 1 }), /share nodes/],
    [
      'a column off a whole vector',
      model =>
        withCall(model, call => ({
          columns: call.columns.map((address, slot) => (slot === 1 ? address + 1 : address)),
        })),
      /does not begin at a whole vector/,
    ],
    ['an unknown program', model => withCall(model, () => ({ program: 7 })), /program 7 does not exist/],
    [
      'more instances than indices',
      model => withCall(model, () => ({ count: 7 })),
      /shorter than the instances/,
    ],
    [
      'two groups that write one number',
      model => ({ ...model, groups: [...model.groups, model.groups[0]!] }),
      /writes what group/,
    ],
  ])('refuses %s', (_, spoil, message) => {
    const { model } = hhModel(machine, options)
    expect(() => machine.load(spoil(model))).toThrow(message)
  })
})

describe('native binding', () => {
  it('says in one line what to install where there is no addon', () => {
    const { machine: none, problem } = loadMachine('/nowhere/hillock_engine.node')
    expect(none).toBeUndefined()
    expect(problem).toMatch(/install a C\+\+ compiler .* npm run build:addon$/)
    expect(problem).not.toContain('\n')
  })

  it.skipIf(noMachine !== undefined)('names a wrong choice of lanes or instruction set', () => {
    expect(loadMachine(undefined, { HILLOCK_LANES: '3' }).problem).toBe(
      'HILLOCK_LANES is “3”; it may be 2, 4 or 8',
    )
    expect(loadMachine(undefined, { HILLOCK_ISA: 'neon' }).problem).toBe(
      'HILLOCK_ISA is “neon”; it may be base, avx2 or avx512',
    )
  })
})

/** A circuit of two unknowns. */
const circuit = (nodes: Int32Array): CircuitBorder => ({
  nodes,
  unknowns: 0,
  right: 0,
  capacitance: new Float64Array(4),
  conductance: Float64Array.of(1, 0, 0, 1),
  initial: new Float64Array(2),
})

function withGroup(model: NativeModel, change: Partial<NativeModel['groups'][number]>): NativeModel {
  return {
    ...model,
    groups: model.groups.map((group, index) => (index === 0 ? { ...group, ...change } : group)),
  }
}
function withPack(
  model: NativeModel,
  change: Partial<NativeModel['groups'][number]['packs'][number]>,
): NativeModel {
  return withGroup(model, {
    packs: model.groups[0]!.packs.map((pack, index) => (index === 0 ? { ...pack, ...change } : pack)),
  })
}
function withCall(model: NativeModel, change: (call: ProgramCall) => object): NativeModel {
  const { calls } = model.groups[0]!
  const current = calls.current!.map(call => ({ ...call, ...change(call) }))
  return withGroup(model, { calls: { ...calls, current } })
}

const transfer = (from: number, plus: number, to: number) => ({
  from: Int32Array.of(from),
  plus: Int32Array.of(plus),
  to: Int32Array.of(to),
})
