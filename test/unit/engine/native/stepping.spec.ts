import { describe, expect, it } from 'vitest'
import type { AdvanceRequest, FixedStepMethod } from '../../../../src-engine/kernel/machine.ts'
import type { ProgramCall } from '../../../../src-engine/kernel/abi.ts'
import type { NativeMachine } from '../../../../src-engine/native/binding.ts'
import { interpret } from '../../../../src-engine/program/interpret.ts'
import { hinesSolve } from '../../../../src-engine/cable/hinesSolve.ts'
import { hhModel, type HhModel, type HhModelOptions } from '../../../support/hhModel.ts'
import { machines, nameOf, noMachine } from '../../../support/machines.ts'

const dtMs = 0.025
const cells = 11
const all = Array.from({ length: cells }, (_, cell) => cell)

/** The same cells in one group or several, alone or side by side. */
const layouts: readonly (readonly [name: string, options: HhModelOptions])[] = [
  ['one group, one cell a pack', { cells, rows: 7, sideBySide: false, groups: [all] }],
  ['one group, cells side by side', { cells, rows: 7, sideBySide: true, groups: [all] }],
  [
    'three groups, side by side',
    { cells, rows: 7, sideBySide: true, groups: [all.slice(0, 2), all.slice(2, 3), all.slice(3)] },
  ],
  [
    'three groups, one cell a pack',
    { cells, rows: 7, sideBySide: false, groups: [all.slice(6), all.slice(0, 1), all.slice(1, 6)] },
  ],
]

const request = (steps: number, more: Partial<AdvanceRequest> = {}): AdvanceRequest => ({
  steps,
  dtMs,
  method: 'backward-euler',
  threads: 1,
  traces: undefined,
  control: new SharedArrayBuffer(8),
  ...more,
})

function voltagesAfter(
  machine: NativeMachine,
  options: HhModelOptions,
  steps: number,
  more: Partial<AdvanceRequest> = {},
): number[] {
  const { model, values, voltage } = hhModel(machine, options)
  const session = machine.load(model)
  session.initialise({ dtMs, method: more.method ?? 'backward-euler' })
  session.advanceNow(request(steps, more))
  session.close()
  return voltage.flat().map(address => values[address] ?? NaN)
}

/** One-lane steps written down as kernel/abi.ts says them, with the interpreter and the TypeScript solver. */
function oracleStep({ model, values }: HhModel, method: FixedStepMethod): void {
  for (const group of model.groups) {
    const [v = 0, rhs = 0, diagonal = 0, capacitance = 0] = group.nodeColumns
    const [t = 0, dt = 0] = group.stepperUniforms
    const run = (call: ProgramCall) => {
      const program = model.programs[call.program]!
      const tables = Array.from(call.tables, table => group.indexTables[table]?.indices)
      interpret(program, {
        arena: values,
        count: call.count,
        columns: call.columns,
        uniforms: call.uniforms,
        tables,
      })
    }
    const k = method === 'crank-nicolson' ? 2 : 1
    values[dt] = dtMs
    values[t]! += 0.5 * dtMs
    for (let node = 0; node < group.nodes; node++) {
      values[diagonal + node] = (k / dtMs) * values[capacitance + node]!
      values[rhs + node] = values[diagonal + node]! * values[v + node]!
    }
    for (const { firstNode, rows, lanes, order, parent, axial } of group.packs) {
      if (lanes !== 1) throw new Error('the oracle takes one cell a pack')
      for (let position = 1; position < rows; position++) {
        values[diagonal + firstNode + order[position]!]! += values[axial + position]!
        values[diagonal + firstNode + parent[position]!]! += values[axial + position]!
      }
    }
    group.calls.current!.forEach(run)
    for (const { firstNode, rows, order, parent, axial } of group.packs) {
      const part = (address: number) => values.subarray(address + firstNode, address + firstNode + rows)
      hinesSolve({ order, parent, axialUs: values.subarray(axial, axial + rows) }, part(diagonal), part(rhs))
      const voltages = part(v)
      part(rhs).forEach(
        (x, row) => (voltages[row] = method === 'crank-nicolson' ? 2 * x - voltages[row]! : x),
      )
    }
    values[t]! += 0.5 * dtMs
    group.calls.state!.forEach(run)
  }
}

const everyMachine = machines.map(machine => [nameOf(machine), machine] as const)
const first = machines[0]

describe.skipIf(noMachine !== undefined)('native stepping', () => {
  it.each(['backward-euler', 'crank-nicolson'] as const)(
    '%s steps equal the one-lane oracle to the bit',
    method => {
      const options = layouts[0]![1]
      const reference = hhModel(first!, options)
      const session = first!.load(reference.model)
      session.initialise({ dtMs, method })
      const start = Float64Array.from(reference.values)
      session.advanceNow(request(60, { method }))
      const machineValues = Float64Array.from(reference.values)
      reference.values.set(start)
      for (let step = 0; step < 60; step++) oracleStep(reference, method)
      for (const address of reference.voltage.flat())
        expect(machineValues[address]).toBe(reference.values[address])
    },
  )

  it.each(everyMachine)('%s: layouts, threads and lanes do not change a bit', (_, machine) => {
    const expected = voltagesAfter(first!, layouts[0]![1], 400)
    expect(Math.max(...expected)).toBeGreaterThan(Math.min(...expected) + 1)
    for (const [name, options] of layouts) {
      for (const threads of [1, 2, 3])
        expect(voltagesAfter(machine, options, 400, { threads }), `${name}, ${threads} threads`).toEqual(
          expected,
        )
    }
  })

  it('chains side by side, in more lanes than a vector has, equal chains alone', () => {
    const many = { cells: 45, rows: 23, chain: true, groups: [Array.from({ length: 45 }, (_, cell) => cell)] }
    const expected = voltagesAfter(first!, { ...many, sideBySide: false }, 50)
    for (const machine of machines) {
      expect(voltagesAfter(machine, { ...many, sideBySide: true }, 50), nameOf(machine)).toEqual(expected)
    }
  })

  it('records the same samples in one stretch and in many, and every second one where asked', async () => {
    const samples = 100
    const record = async (stretches: number, every: number) => {
      const { model } = hhModel(first!, layouts[2]![1])
      const session = first!.load(model)
      session.initialise({ dtMs, method: 'backward-euler' })
      const buffer = new SharedArrayBuffer(8 * cells * samples)
      for (let stretch = 0; stretch < stretches; stretch++) {
        const traces = { buffer, capacity: samples, first: (stretch * samples) / stretches, every }
        await session.advance(request((samples * every) / stretches, { traces, threads: 2 }))
      }
      return new Float64Array(buffer)
    }
    const whole = await record(1, 1)
    expect(await record(4, 1)).toEqual(whole)
    const sparse = await record(2, 2)
    for (let probe = 0; probe < cells; probe++) {
      for (let sample = 0; 2 * sample + 1 < samples; sample++) {
        expect(sparse[probe * samples + sample]).toBe(whole[probe * samples + 2 * sample + 1])
      }
    }
  })

  it('emits a spike just after the start of the step that finds v above threshold, once until it falls again', () => {
    const { model, values } = hhModel(first!, layouts[0]![1])
    const detectors = model.groups[0]!.detectors
    const session = first!.load(model)
    session.initialise({ dtMs, method: 'backward-euler' })
    const above = detectors.map(() => false)
    const expected: [number, number][] = []
    const got: [number, number][] = []
    let t = 0
    for (let step = 0; step < 800; step++) {
      detectors.forEach(({ address, threshold }, index) => {
        const now = values[address]! > threshold
        if (now && !above[index]) expected.push([index, t + 1e-10])
        above[index] = now
      })
      const { spikes } = session.advanceNow(request(1))
      spikes.source.forEach((source, index) => got.push([source, spikes.timeMs[index]!]))
      t = t + 0.5 * dtMs + 0.5 * dtMs
    }
    expect(expected.length).toBeGreaterThan(cells)
    expect(got).toEqual(expected)
  })

  it('orders spikes by time, then group, then source', () => {
    const { model } = hhModel(first!, { ...layouts[2]![1] })
    const session = first!.load(model)
    session.initialise({ dtMs, method: 'backward-euler' })
    const { spikes } = session.advanceNow(request(2000, { threads: 2 }))
    const keys = Array.from(spikes.timeMs, (time, index) => [
      time,
      spikes.group[index]!,
      spikes.source[index]!,
    ])
    const sorted = [...keys].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!)
    expect(keys.length).toBeGreaterThan(cells)
    expect(keys).toEqual(sorted)
  })
})
