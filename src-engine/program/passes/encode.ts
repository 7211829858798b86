import { eventKinds } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'
import { opcodes, type OperationName } from '../operations.ts'
import { operandKind, packOperand, type Program, wordsPerOperation } from '../program.ts'
import { allocateRegisters, type Registers } from './allocateRegisters.ts'
import { valuesRead, type Instruction } from './instruction.ts'
import type { Schedule } from './plan.ts'
import { Slots } from './slots.ts'

/** Writes a schedule as the words that the machine reads. */
export function encode(name: string, sequential: boolean, graph: Graph, schedule: Schedule): Program {
  const registers = allocateRegisters(schedule.body)
  const slots = new Slots(graph)
  for (const instruction of schedule.prologue) {
    if (instruction.kind === 'compute') slots.enterHoisted(instruction.result)
  }
  // Operands refer to one table of constants, uniforms and hoisted values, so it must be complete first.
  for (const instruction of schedule.prologue) enter(instruction, slots)
  for (const instruction of schedule.body) enter(instruction, slots)
  return {
    name,
    sequential,
    registers: registers.count,
    constants: slots.constants,
    uniforms: slots.uniforms,
    hoisted: slots.hoisted,
    columns: slots.columns,
    prologue: writeWords(schedule.prologue, slots, registers),
    body: writeWords(schedule.body, slots, registers),
    faults: slots.faults,
    readsTime: slots.uniforms.some(uniform => uniform.name === 't'),
  }
}

function enter(instruction: Instruction, slots: Slots): void {
  for (const value of valuesRead(instruction)) slots.enterRead(value)
  if (instruction.kind === 'loop') slots.enterFault(instruction.fault)
  if (instruction.kind !== 'effect') return
  const { effect } = instruction
  switch (effect.kind) {
    case 'store':
      slots.enterColumn('own', effect.name, 'write')
      return
    case 'assignAt':
      slots.enterColumn(effect.space, effect.name, 'write')
      return
    case 'addAt':
      slots.enterColumn(effect.space, effect.name, 'write')
      // Adding reads the old number too.
      slots.enterColumn(effect.space, effect.name, 'read')
      return
    case 'setUniform':
      slots.enterUniform(effect.name, true)
      return
    case 'storeElement':
      slots.enterArray(effect.space, effect.name, 'write')
      return
    case 'fault':
      slots.enterFault(effect.fault)
      return
    case 'emit':
      return
  }
}

function writeWords(instructions: readonly Instruction[], slots: Slots, registers: Registers): Int32Array {
  const words = new Int32Array(instructions.length * wordsPerOperation)
  instructions.forEach((instruction, position) => {
    const at = position * wordsPerOperation
    words[at] = opcodes[operationOf(instruction)]
    words[at + 1] = destinationOf(instruction, slots, registers)
    valuesRead(instruction).forEach((value, index) => {
      // A gather, an element, and a copy that saves a column read the column that has the same value as their result.
      const isItself = index === 0 && instruction.kind === 'compute' && instruction.result === value
      const fromColumn = isItself && slots.columnOf(value) !== undefined
      words[at + 2 + index] = operandWord(value, slots, fromColumn ? undefined : registers.of.get(value))
    })
  })
  return words
}

function operationOf(instruction: Instruction): OperationName {
  switch (instruction.kind) {
    case 'compute':
      return instruction.operation
    case 'effect':
      return instruction.effect.kind
    case 'guard':
      return 'skipUnless'
    case 'leave':
      return 'leaveUnless'
    default:
      return instruction.kind
  }
}

function operandWord(value: Value, slots: Slots, register: number | undefined): number {
  if (register !== undefined) return packOperand(operandKind.register, register)
  const column = slots.columnOf(value)
  if (column !== undefined) return packOperand(operandKind.column, column)
  return packOperand(operandKind.scalar, slots.scalarIndex(value))
}

function destinationOf(instruction: Instruction, slots: Slots, registers: Registers): number {
  switch (instruction.kind) {
    case 'guard':
    case 'leave':
      return instruction.skips
    case 'again':
      return instruction.back
    case 'loop':
      return slots.enterFault(instruction.fault)
    case 'compute':
      return slots.hoistedNumber(instruction.result) ?? registers.of.get(instruction.result) ?? 0
    case 'effect': {
      const { effect } = instruction
      switch (effect.kind) {
        case 'store':
          return slots.enterColumn('own', effect.name, 'write')
        case 'assignAt':
        case 'addAt':
          return slots.enterColumn(effect.space, effect.name, 'write')
        case 'storeElement':
          return slots.enterArray(effect.space, effect.name, 'write')
        case 'setUniform':
          return slots.enterUniform(effect.name, true)
        case 'fault':
          return slots.enterFault(effect.fault)
        case 'emit':
          return eventKinds.indexOf(effect.event)
      }
    }
  }
}
