import type { CellPack, NativeGroup, NativeModel, ProgramCall } from '../../src-engine/kernel/abi.ts'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import type { ColumnSlot, Program } from '../../src-engine/program/program.ts'
import { column, handProgram, register, scalar, type Words } from './programs.ts'

const nodeSlot = (name: string, access: ColumnSlot['access']): ColumnSlot => ({
  space: 'node',
  name,
  length: 1,
  access,
})
const ownSlot = (name: string, access: ColumnSlot['access']): ColumnSlot => ({
  space: 'own',
  name,
  length: 1,
  access,
})

/** Scalars of the programs: every constant once. */
const constants = [
  120,
  36,
  0.3,
  50,
  -77,
  -54.3,
  40,
  65,
  35,
  55,
  -0.1,
  -1 / 18,
  -0.05,
  -0.0125,
  1,
  1e-6,
  0.5,
  0.1,
  4,
  0.07,
  0.01,
  0.125,
  10,
  1000,
]
const value = (number: number) => scalar(constants.indexOf(number))

/** gna·m³h, gk·n⁴ and leak into rhs and diagonal, area taken as 1; `bias` is an injected current. */
export const hhCurrent: Program = handProgram({
  name: 'hh.current',
  registers: 6,
  constants,
  columns: [
    nodeSlot('v', 'read'),
    ownSlot('m', 'read'),
    ownSlot('h', 'read'),
    ownSlot('n', 'read'),
    ownSlot('bias', 'read'),
    nodeSlot('rhs', 'both'),
    nodeSlot('diagonal', 'both'),
  ],
  body: [
    ['gather', 0, column(0)],
    ['mul', 1, column(1), column(1)],
    ['mul', 1, register(1), column(1)],
    ['mul', 1, register(1), column(2)],
    ['mul', 1, register(1), value(120)],
    ['mul', 2, column(3), column(3)],
    ['mul', 2, register(2), register(2)],
    ['mul', 2, register(2), value(36)],
    ['add', 3, register(1), register(2)],
    ['add', 3, register(3), value(0.3)],
    // rhs gets g·v − i, in which v cancels
    ['mul', 4, register(1), value(50)],
    ['mulAdd', 4, register(2), value(-77), register(4)],
    ['copy', 5, value(0.3)],
    ['mulAdd', 4, register(5), value(-54.3), register(4)],
    ['add', 4, register(4), column(4)],
    ['div', 4, register(4), value(1000)],
    ['div', 3, register(3), value(1000)],
    ['addAt', 5, register(4)],
    ['addAt', 6, register(3)],
  ],
})

/** rate·x/(1 − e^−x) with x = (v + shift)/10, into register `to`; registers 6 and 7 are used up. */
const trap = (to: number, shift: number, rate: number): Words[] => [
  ['add', 6, register(0), value(shift)],
  ['mul', 6, register(6), value(-0.1)],
  ['abs', 7, register(6)],
  ['lt', 7, register(7), value(1e-6)],
  ['exp', to, register(6)],
  ['sub', to, register(to), value(1)],
  ['div', to, register(6), register(to)],
  ['subMul', 6, register(6), value(0.5), value(1)],
  ['select', to, register(7), register(6), register(to)],
  ['mul', to, register(to), value(rate)],
]
/** rate·e^((v + shift)·per) into register `to`. */
const exponential = (to: number, shift: number, per: number, rate: number): Words[] => [
  ['add', to, register(0), value(shift)],
  ['mul', to, register(to), value(per)],
  ['exp', to, register(to)],
  ['mul', to, register(to), value(rate)],
]
/** cnexp: state += (1 − e^(−dt(α + β)))·(α/(α + β) − state), α in register 1, β in 2; −dt is scalar `minusDt`. */
const relax = (slot: number, minusDt: number): Words[] => [
  ['add', 3, register(1), register(2)],
  ['mul', 4, register(3), scalar(minusDt)],
  ['exp', 4, register(4)],
  ['sub', 4, value(1), register(4)],
  ['div', 3, register(1), register(3)],
  ['sub', 3, register(3), column(slot)],
  ['mulAdd', 3, register(4), register(3), column(slot)],
  ['store', slot, register(3)],
]

/** The state update: nine exponentials; −dt is hoisted. */
export const hhState: Program = handProgram({
  name: 'hh.state',
  registers: 8,
  constants,
  uniforms: [{ name: 'dt', written: false }],
  hoisted: 1,
  columns: [nodeSlot('v', 'read'), ownSlot('m', 'both'), ownSlot('h', 'both'), ownSlot('n', 'both')],
  prologue: [['neg', 0, scalar(constants.length)]],
  body: [
    ['gather', 0, column(0)],
    ...trap(1, 40, 1),
    ...exponential(2, 65, -1 / 18, 4),
    ...relax(1, constants.length + 1),
    ...exponential(1, 65, -0.05, 0.07),
    ['add', 2, register(0), value(35)],
    ['mul', 2, register(2), value(-0.1)],
    ['exp', 2, register(2)],
    ['add', 2, register(2), value(1)],
    ['div', 2, value(1), register(2)],
    ...relax(2, constants.length + 1),
    ...trap(1, 55, 0.1),
    ...exponential(2, 65, -0.0125, 0.125),
    ...relax(3, constants.length + 1),
  ],
})

/** States to their resting values near −65 mV. */
const hhInitialise: Program = handProgram({
  name: 'hh.initialise',
  constants: [0.0529, 0.596, 0.318],
  columns: [ownSlot('m', 'write'), ownSlot('h', 'write'), ownSlot('n', 'write')],
  body: [
    ['store', 0, scalar(0)],
    ['store', 1, scalar(1)],
    ['store', 2, scalar(2)],
  ],
})

export interface HhModelOptions {
  readonly cells: number
  /** Nodes of each cell: a binary tree, or a chain that is eliminated from both ends. */
  readonly rows: number
  readonly chain?: boolean
  /** Whether cells of a group lie side by side in one pack, or each in a pack of its own. */
  readonly sideBySide: boolean
  /** Cells of each group. */
  readonly groups: readonly (readonly number[])[]
}

export interface HhModel {
  readonly model: NativeModel
  readonly values: Float64Array
  /** Address of v, by cell and row. */
  readonly voltage: readonly (readonly number[])[]
}

const padded = (length: number) => Math.ceil(length / 8) * 8

/** Cells that fire, each with its own injected current; the same cells in whatever layout is asked for. */
export function hhModel(
  machine: Pick<Machine, 'arenaOffset'>,
  { cells, rows, chain, sideBySide, groups }: HhModelOptions,
): HhModel {
  let next = 0
  const initial: [address: number, value: number][] = []
  const place = (length: number) => {
    const address = next
    next += padded(length)
    return address
  }
  const voltage: number[][] = Array.from({ length: cells }, () => [])
  // Parents before children, but the last two rows the other way round, so that order is not storage order.
  const elimination = Int32Array.from({ length: rows }, (_, k) =>
    chain || rows < 5 || k < rows - 2 ? k : 2 * rows - 3 - k,
  )
  const parent = Int32Array.from(elimination, row =>
    row === 0 ? -1 : chain ? Math.max(0, row - 2) : (row - 1) >> 1,
  )

  const nativeGroups = groups.map((members): NativeGroup => {
    const lanes = sideBySide ? padded(members.length) : 1
    const nodes = sideBySide ? lanes * rows : members.length * rows
    const nodeOf = (position: number, row: number) =>
      sideBySide ? row * lanes + position : position * rows + row
    const [v = 0, rhs = 0, diagonal = 0, capacitance = 0, ...rest] = Array.from({ length: 7 }, () =>
      place(nodes),
    )
    const stepperUniforms = Int32Array.from([place(1), place(1)])
    const indices: number[] = []
    members.forEach((cell, position) => {
      for (let row = 0; row < rows; row++) {
        const node = nodeOf(position, row)
        initial.push(
          [v + node, -65 + row * 0.01 * (cell % 3)],
          [capacitance + node, 0.001 * (1 + 0.01 * row)],
        )
        voltage[cell]?.push(v + node)
      }
    })
    for (let row = 0; row < rows; row++) members.forEach((_, position) => indices.push(nodeOf(position, row)))
    if (!sideBySide) indices.sort((a, b) => a - b)
    const own = {
      m: place(indices.length),
      h: place(indices.length),
      n: place(indices.length),
      bias: place(indices.length),
    }
    indices.forEach((node, instance) => {
      const cell = members[sideBySide ? node % lanes : Math.floor(node / rows)] ?? 0
      initial.push([own.bias + instance, 5 + 0.5 * cell])
    })
    const packs = (sideBySide ? [members] : members.map(cell => [cell])).map((inPack, index): CellPack => {
      const axial = place(rows * lanes)
      for (let k = 1; k < rows; k++)
        inPack.forEach((cell, lane) =>
          initial.push([axial + k * lanes + lane, 0.0005 * (1 + 0.1 * k + 0.03 * cell)]),
        )
      return {
        firstNode: index * rows,
        rows,
        lanes,
        liveLanes: inPack.length,
        order: elimination,
        parent,
        axial,
      }
    })
    const call = (
      program: number,
      columns: number[],
      tables: number[],
      uniforms: number[] = [],
    ): ProgramCall => ({
      program,
      count: indices.length,
      columns: Int32Array.from(columns),
      tables: Int32Array.from(tables),
      uniforms: Int32Array.from(uniforms),
    })
    return {
      nodes,
      nodeColumns: Int32Array.from([v, rhs, diagonal, capacitance, ...rest]),
      stepperUniforms,
      packs,
      indexTables: [{ indices: Int32Array.from(indices), extent: nodes }],
      cleared: new Int32Array(0),
      calls: {
        initialise: [call(0, [own.m, own.h, own.n], [-1, -1, -1])],
        current: [call(1, [v, own.m, own.h, own.n, own.bias, rhs, diagonal], [0, -1, -1, -1, -1, 0, 0])],
        state: [call(2, [v, own.m, own.h, own.n], [0, -1, -1, -1], [stepperUniforms[1] ?? 0])],
      },
      detectors: members.map((_, position) => ({ address: v + nodeOf(position, 0), threshold: -20 })),
      probes: Int32Array.from(members, (_, position) => v + nodeOf(position, rows - 1)),
    }
  })
  const arena = new SharedArrayBuffer(8 * (next + 8))
  const values = new Float64Array(arena, 8 * machine.arenaOffset(arena), next)
  for (const [address, number] of initial) values[address] = number
  return {
    model: { arena, arenaLength: next, programs: [hhInitialise, hhCurrent, hhState], groups: nativeGroups },
    values,
    voltage,
  }
}
