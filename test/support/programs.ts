import type { Machine } from '../../src-engine/kernel/machine.ts'
import type { NativeGroup, NativeModel, ProgramCall } from '../../src-engine/kernel/abi.ts'
import type { ProgramBinding } from '../../src-engine/program/interpret.ts'
import { opcodes, operations, type OperationName } from '../../src-engine/program/operations.ts'
import { operandKind, packOperand, type ColumnSlot, type Program } from '../../src-engine/program/program.ts'

/** Operands of hand-packed programs. */
export const register = (index: number) => packOperand(operandKind.register, index)
export const scalar = (index: number) => packOperand(operandKind.scalar, index)
export const column = (index: number) => packOperand(operandKind.column, index)

/** One operation: name, destination, operands. */
export type Words = readonly [name: OperationName, to: number, ...operands: number[]]

export function pack(words: readonly Words[]): Int32Array {
  return Int32Array.from(words.flatMap(([name, to, a = 0, b = 0, c = 0]) => [opcodes[name], to, a, b, c]))
}

/** A column slot of a program packed by hand; it has one element where nothing else is said. */
export type HandColumn = Omit<ColumnSlot, 'length'> & { readonly length?: number }

/** A program packed by hand; what is not given is empty. */
export function handProgram(
  given: Partial<Omit<Program, 'body' | 'prologue' | 'constants' | 'columns'>> & {
    readonly constants?: readonly number[]
    readonly columns?: readonly HandColumn[]
    readonly body: readonly Words[]
    readonly prologue?: readonly Words[]
  },
): Program {
  return {
    name: 'test.program',
    sequential: false,
    registers: 8,
    uniforms: [],
    hoisted: 0,
    faults: [],
    readsTime: false,
    ...given,
    columns: (given.columns ?? []).map(slot => ({ length: 1, ...slot })),
    constants: Float64Array.from(given.constants ?? []),
    prologue: pack(given.prologue ?? []),
    body: pack(given.body),
  }
}

/** A program that reads own columns a, b, c and stores every operation's result in a column of its own. */
export function programOfEveryOperation(): {
  readonly program: Program
  readonly names: readonly OperationName[]
} {
  const names = (Object.keys(operations) as OperationName[]).filter(
    name => operations[name].writes === 'register' && name !== 'gather' && name !== 'element',
  )
  const inputs: HandColumn[] = ['a', 'b', 'c'].map(name => ({ space: 'own', name, access: 'read' }))
  const outputs: HandColumn[] = names.map(name => ({ space: 'own', name, access: 'write' }))
  const body = names.flatMap((name, index): Words[] => [
    [name, 0, ...[column(0), column(1), column(2)].slice(0, operations[name].operands)],
    ['store', 3 + index, register(0)],
  ])
  return {
    program: handProgram({ name: 'every.operation', registers: 1, columns: [...inputs, ...outputs], body }),
    names,
  }
}

/** How a program is bound in a test. */
export interface HandBinding {
  readonly count: number
  /** Index table of each space other than `own`. */
  readonly tables?: Readonly<Record<string, { readonly indices: readonly number[]; readonly extent: number }>>
  /** Initial numbers of each column slot and each uniform. */
  fill(slot: number, index: number): number
  uniform?(slot: number): number
}

/** A model of one group without nodes that holds one call, and the same for the oracle, over a copy of the arena. */
export interface BoundProgram {
  readonly model: NativeModel
  readonly call: ProgramCall
  /** The machine's numbers. */
  readonly values: Float64Array
  /** The oracle's numbers, its own copy. */
  readonly oracle: ProgramBinding
  /** Addresses of the live elements: everything but padding. */
  readonly live: readonly number[]
}

const padded = (length: number) => Math.ceil(length / 8) * 8

/** Lays one program's columns and uniforms out in an arena. */
export function bindByHand(
  machine: Pick<Machine, 'arenaOffset'>,
  program: Program,
  binding: HandBinding,
): BoundProgram {
  const { count, tables = {}, fill, uniform = () => 0 } = binding
  const spaces = Object.keys(tables)
  const live: number[] = []
  let next = 8 * 8 // node columns of no nodes, and the stepper's uniforms
  const place = (length: number) => {
    const address = next
    next += padded(length)
    for (let index = 0; index < length; index++) live.push(address + index)
    return address
  }
  /** An array's elements lie one after the other, each padded. */
  const placeSlot = ({ space, length }: ColumnSlot) => {
    const [first = 0] = Array.from({ length }, () =>
      place(space === 'own' ? count : (tables[space]?.extent ?? 0)),
    )
    return first
  }
  const columns = Int32Array.from(program.columns, placeSlot)
  const uniforms = Int32Array.from(program.uniforms, () => place(1))
  const arena = new SharedArrayBuffer(8 * (next + 16))
  const values = new Float64Array(arena, 8 * machine.arenaOffset(arena), next)
  program.columns.forEach((slot, index) => {
    const length =
      slot.space === 'own' ? padded(count) * (slot.length - 1) + count : tables[slot.space]?.extent
    for (let at = 0; at < (length ?? 0); at++) values[(columns[index] ?? 0) + at] = fill(index, at)
  })
  uniforms.forEach((address, slot) => (values[address] = uniform(slot)))
  const call: ProgramCall = {
    program: 0,
    count,
    columns,
    tables: Int32Array.from(program.columns, slot => spaces.indexOf(slot.space)),
    uniforms,
  }
  const group: NativeGroup = {
    nodes: 0,
    nodeColumns: Int32Array.from([0, 8, 16, 24, 32, 40, 48]),
    stepperUniforms: Int32Array.from([56, 57]),
    packs: [],
    indexTables: spaces.map(space => ({
      indices: Int32Array.from(tables[space]?.indices ?? []),
      extent: tables[space]?.extent ?? 0,
    })),
    cleared: new Int32Array(0),
    calls: {},
    detectors: [],
    probes: new Int32Array(0),
  }
  return {
    model: { arena, arenaLength: next, programs: [program], groups: [group] },
    call,
    values,
    oracle: {
      arena: Float64Array.from(values),
      count,
      columns,
      uniforms,
      tables: program.columns.map(slot => group.indexTables[spaces.indexOf(slot.space)]?.indices),
      extents: program.columns.map(slot => group.indexTables[spaces.indexOf(slot.space)]?.extent),
    },
    live,
  }
}

/** The first live element in which machine and oracle differ, in words; any NaN equals any other. */
export function firstDifference({ values, oracle, live }: BoundProgram): string | undefined {
  const address = live.find(one => !Object.is(values[one], oracle.arena[one]))
  return address === undefined
    ? undefined
    : `at ${address}: machine ${values[address]}, oracle ${oracle.arena[address]}`
}
