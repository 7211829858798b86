import type { Graph, Value } from '../graph.ts'
import { opcodes } from '../operations.ts'
import {
  operandKind,
  packOperand,
  type ColumnSlot,
  type Program,
  type UniformSlot,
  wordsPerOperation,
} from '../program.ts'
import { allocateRegisters } from './allocateRegisters.ts'
import type { Instruction } from './instruction.ts'
import type { Schedule } from './schedule.ts'

/** What the numbers of a program are called, in the order in which they are first used. */
interface Tables {
  readonly constants: number[]
  readonly uniforms: { name: string; written: boolean }[]
  readonly columns: { space: ColumnSlot['space']; name: string; read: boolean; write: boolean }[]
  readonly hoisted: Map<Value, number>
}

/** Writes a schedule as the words that the machine reads. */
export function encode(name: string, sequential: boolean, graph: Graph, schedule: Schedule): Program {
  const registers = allocateRegisters(schedule.body)
  const tables: Tables = { constants: [], uniforms: [], columns: [], hoisted: new Map() }
  for (const instruction of schedule.prologue) {
    if (instruction.kind === 'compute') tables.hoisted.set(instruction.result, tables.hoisted.size)
  }
  // Operands refer to one table of constants, uniforms and hoisted values, so the first two must be complete first.
  for (const instruction of [...schedule.prologue, ...schedule.body]) collect(graph, instruction, tables)

  const operandWord = (value: Value): number => {
    const register = registers.of.get(value)
    if (register !== undefined) return packOperand(operandKind.register, register)
    const node = graph.node(value)
    if (node.kind === 'column')
      return packOperand(operandKind.column, columnIndex(tables, node.space, node.name))
    return packOperand(operandKind.scalar, scalarIndex(graph, tables, value))
  }
  const destination = (instruction: Instruction): number => {
    if (instruction.kind === 'guard') return instruction.skips
    if (instruction.kind === 'compute') {
      return tables.hoisted.get(instruction.result) ?? registers.of.get(instruction.result) ?? 0
    }
    const { effect } = instruction
    if (effect.kind === 'setUniform')
      return tables.uniforms.findIndex(uniform => uniform.name === effect.name)
    return columnIndex(tables, effect.kind === 'store' ? 'own' : effect.space, effect.name)
  }
  const gatherWord = (value: Value): number => {
    const node = graph.node(value)
    return node.kind === 'column'
      ? packOperand(operandKind.column, columnIndex(tables, node.space, node.name))
      : 0
  }
  const write = (instructions: readonly Instruction[]): Int32Array => {
    const words = new Int32Array(instructions.length * wordsPerOperation)
    instructions.forEach((instruction, position) => {
      const at = position * wordsPerOperation
      const operation = operationOf(instruction)
      words[at] = opcodes[operation]
      words[at + 1] = destination(instruction)
      const reading = operation === 'gather' || operation === 'copy'
      valuesRead(instruction).forEach((value, index) => {
        const own = reading && instruction.kind === 'compute' && instruction.result === value
        words[at + 2 + index] = own ? gatherWord(value) : operandWord(value)
      })
    })
    return words
  }
  return {
    name,
    sequential,
    registers: registers.count,
    constants: Float64Array.from(tables.constants),
    uniforms: tables.uniforms as readonly UniformSlot[],
    hoisted: tables.hoisted.size,
    columns: tables.columns.map(({ space, name, read, write }) => ({
      space,
      name,
      access: read && write ? 'both' : write ? 'write' : 'read',
    })),
    prologue: write(schedule.prologue),
    body: write(schedule.body),
    readsTime: tables.uniforms.some(uniform => uniform.name === 't'),
  }
}

function operationOf(instruction: Instruction) {
  if (instruction.kind === 'compute') return instruction.operation
  return instruction.kind === 'guard' ? 'skipUnless' : instruction.effect.kind
}

function valuesRead(instruction: Instruction): readonly Value[] {
  if (instruction.kind === 'compute') return instruction.operands
  return [instruction.kind === 'guard' ? instruction.condition : instruction.effect.value]
}

/** Enters what an instruction names into the tables. */
function collect(graph: Graph, instruction: Instruction, tables: Tables): void {
  for (const value of valuesRead(instruction)) {
    const node = graph.node(value)
    if (node.kind === 'constant' && !tables.constants.some(other => Object.is(other, node.value))) {
      tables.constants.push(node.value)
    }
    if (node.kind === 'uniform') enterUniform(tables, node.name, false)
    if (node.kind === 'column') enterColumn(tables, node.space, node.name, 'read')
  }
  if (instruction.kind !== 'effect') return
  const { effect } = instruction
  if (effect.kind === 'setUniform') enterUniform(tables, effect.name, true)
  else enterColumn(tables, effect.kind === 'store' ? 'own' : effect.space, effect.name, 'write')
  // Adding reads the old number too.
  if (effect.kind === 'addAt') enterColumn(tables, effect.space, effect.name, 'read')
}

function enterUniform(tables: Tables, name: string, written: boolean): void {
  const known = tables.uniforms.find(uniform => uniform.name === name)
  if (known) known.written ||= written
  else tables.uniforms.push({ name, written })
}

function enterColumn(
  tables: Tables,
  space: ColumnSlot['space'],
  name: string,
  access: 'read' | 'write',
): void {
  let slot = tables.columns.find(column => column.space === space && column.name === name)
  if (!slot) {
    slot = { space, name, read: false, write: false }
    tables.columns.push(slot)
  }
  slot[access] = true
}

function columnIndex(tables: Tables, space: ColumnSlot['space'], name: string): number {
  return tables.columns.findIndex(column => column.space === space && column.name === name)
}

function scalarIndex(graph: Graph, tables: Tables, value: Value): number {
  const node = graph.node(value)
  if (node.kind === 'constant') return tables.constants.findIndex(other => Object.is(other, node.value))
  if (node.kind === 'uniform') {
    return tables.constants.length + tables.uniforms.findIndex(uniform => uniform.name === node.name)
  }
  return tables.constants.length + tables.uniforms.length + (tables.hoisted.get(value) ?? 0)
}
