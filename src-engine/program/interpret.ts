import { InternalError } from '../core/errors.ts'
import * as elementary from '../math/elementary.ts'
import { eventKinds, type EventKind } from './effects.ts'
import type { EmittedEvent, ProgramOutcome } from './outcome.ts'
import { operationNames, operations, type OperationName } from './operations.ts'
import { indexOf, kindOf, lanePadding, operandKind, type Program, wordsPerOperation } from './program.ts'
import { mulHigh32, shiftLeft32, shiftRight32 } from './wholeNumbers.ts'

/** Where a program's numbers lie, for one set of instances: what `ProgramCall` says, with the index tables at hand. */
export interface ProgramBinding {
  /** All numbers; addresses index it. */
  readonly arena: Float64Array
  /** Number of instances. */
  readonly count: number
  /** Address of each column slot. */
  readonly columns: Int32Array
  /** Index table of each column slot that is not an own column. */
  readonly tables: readonly (Int32Array | undefined)[]
  /** Number of elements in the space of each such slot; needed where elements are indexed at run time. */
  readonly extents?: readonly (number | undefined)[]
  /** Address of each uniform slot. */
  readonly uniforms: Int32Array
}

/**
 * Runs a verified program, one lane after the other: slow and obvious, the oracle of the vector machine, which must
 * agree with it bit for bit at every lane count and block size.
 */
export function interpret(program: Program, binding: ProgramBinding): ProgramOutcome {
  const { arena, count } = binding
  const outcome = { fault: undefined as ProgramOutcome['fault'], events: [] as EmittedEvent[] }
  let written = new Map<number, number>()
  const storeUniforms = () => {
    for (const [slot, value] of written) arena[at(binding.uniforms, slot)] = value
  }
  let scalars = runPrologue(program, binding)
  for (let lane = 0; lane < count; lane++) {
    written = runLane(program, binding, scalars, lane, {
      fault: fault => (outcome.fault ??= { lane, fault }),
      event: (event, time, flag) => outcome.events.push({ lane, event, time, flag }),
    })
    if (!program.sequential) continue
    storeUniforms()
    scalars = runPrologue(program, binding)
  }
  storeUniforms()
  return outcome
}

/** The scalar table: constants, uniforms as they are now, hoisted values. */
function runPrologue(program: Program, { arena, uniforms }: ProgramBinding): Float64Array {
  const given = program.constants.length + program.uniforms.length
  const scalars = new Float64Array(given + program.hoisted)
  scalars.set(program.constants)
  uniforms.forEach((address, slot) => (scalars[program.constants.length + slot] = at(arena, address)))
  forEachOperation(program.prologue, (operation, to, operands) => {
    const [a = 0, b = 0, c = 0] = operands.map(operand => at(scalars, indexOf(operand)))
    scalars[given + to] = evaluate(operation, a, b, c)
    return 0
  })
  return scalars
}

/** One lane; the uniforms that it set are returned, not yet stored. */
function runLane(
  program: Program,
  binding: ProgramBinding,
  scalars: Float64Array,
  lane: number,
  report: { fault(fault: number): void; event(event: EventKind, time: number, flag: number): void },
): Map<number, number> {
  const { arena, columns, tables } = binding
  const registers = new Float64Array(program.registers)
  const written = new Map<number, number>()
  /** Rounds still allowed in each loop that the lane is in. */
  const roundsLeft: { rounds: number; readonly fault: number }[] = []
  const addressOf = (slot: number) => {
    const table = tables[slot]
    return at(columns, slot) + (table ? at(table, lane) : lane)
  }
  /** Address of an element; undefined, and a fault, where there is none. */
  const addressOfElement = (slot: number, index: number) => {
    const { own, length, stride } = spaceOf(program, binding, slot)
    const element = Math.trunc(index)
    if (element >= 0 && element < length) return at(columns, slot) + (own ? element * stride + lane : element)
    report.fault(program.columns[slot]?.outOfRange ?? 0)
    return undefined
  }
  const value = (operand: number) => {
    if (kindOf(operand) === operandKind.register) return at(registers, indexOf(operand))
    if (kindOf(operand) === operandKind.scalar) return at(scalars, indexOf(operand))
    return at(arena, addressOf(indexOf(operand)))
  }
  forEachOperation(program.body, (operation, to, operands) => {
    if (operation === 'element') {
      const [slot = 0, index = 0, when = 0] = operands
      const address = value(when) !== 0 ? addressOfElement(indexOf(slot), value(index)) : undefined
      registers[to] = address === undefined ? 0 : at(arena, address)
      return 0
    }
    const [a = 0, b = 0, c = 0] = operands.map(value)
    switch (operation) {
      case 'gather':
        registers[to] = a
        return 0
      case 'store':
      case 'assignAt':
        arena[addressOf(to)] = a
        return 0
      case 'addAt':
        arena[addressOf(to)] = at(arena, addressOf(to)) + a
        return 0
      case 'storeElement': {
        const address = c !== 0 ? addressOfElement(to, b) : undefined
        if (address !== undefined) arena[address] = a
        return 0
      }
      case 'setUniform':
        written.set(to, a)
        return 0
      case 'fault':
        if (a !== 0) report.fault(to)
        return 0
      case 'emit':
        if (c !== 0) report.event(eventKinds[to] ?? 'send', a, b)
        return 0
      case 'skipUnless':
        return a !== 0 ? 0 : to
      case 'loop':
        roundsLeft.push({ rounds: a, fault: to })
        return 0
      case 'leaveUnless': {
        const loop = roundsLeft.at(-1)
        if (a !== 0 && loop && loop.rounds-- > 0) return 0
        if (a !== 0 && loop) report.fault(loop.fault)
        roundsLeft.pop()
        return to
      }
      case 'again':
        return -1 - to
      default:
        registers[to] = evaluate(operation, a, b, c)
        return 0
    }
  })
  return written
}

/** How elements of a column lie that are indexed at run time. */
function spaceOf(
  { columns }: Program,
  { count, extents }: ProgramBinding,
  slot: number,
): { readonly own: boolean; readonly length: number; readonly stride: number } {
  const column = columns[slot]
  const own = column?.space === 'own'
  const length = own ? column.length : extents?.[slot]
  if (length === undefined) throw new InternalError('elements of a space of unknown extent', { slot })
  return { own, length, stride: Math.ceil(count / lanePadding) * lanePadding }
}

/** Visits the operations in order; the visitor says how many of the next to leave out. */
function forEachOperation(
  words: Int32Array,
  visit: (operation: OperationName, to: number, operands: readonly number[]) => number,
): void {
  for (let start = 0; start < words.length; start += wordsPerOperation) {
    const operation = operationNames[at(words, start)]
    if (operation === undefined)
      throw new InternalError('a program has an unknown operation', { opcode: words[start] })
    const operands = Array.from(words.subarray(start + 2, start + 2 + operations[operation].operands))
    start += visit(operation, at(words, start + 1), operands) * wordsPerOperation
  }
}

/** What an operation computes of single numbers. */
export function evaluate(operation: OperationName, a: number, b: number, c: number): number {
  const compute = computations[operation]
  if (!compute) throw new InternalError('this operation computes nothing', { operation })
  return compute(a, b, c)
}

const truth = (condition: boolean) => (condition ? 1 : 0)

const computations: { readonly [name in OperationName]?: (a: number, b: number, c: number) => number } = {
  copy: a => a,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: a => -a,
  abs: a => Math.abs(a),
  mulAdd: (a, b, c) => a * b + c,
  mulSub: (a, b, c) => a * b - c,
  subMul: (a, b, c) => c - a * b,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (a > b ? a : b),
  sqrt: a => Math.sqrt(a),
  floor: a => Math.floor(a),
  ceil: a => Math.ceil(a),
  // The language defines its remainder as C's fmod, which is exact.
  fmod: (a, b) => a % b,
  trunc: a => Math.trunc(a),
  xor32: (a, b) => (a ^ b) >>> 0,
  and32: (a, b) => (a & b) >>> 0,
  or32: (a, b) => (a | b) >>> 0,
  shiftLeft32,
  shiftRight32,
  mulLow32: (a, b) => Math.imul(a, b) >>> 0,
  mulHigh32,
  exp: elementary.exp,
  expm1: elementary.expm1,
  log: elementary.log,
  log10: elementary.log10,
  pow: elementary.pow,
  sin: elementary.sin,
  cos: elementary.cos,
  tan: elementary.tan,
  asin: elementary.asin,
  acos: elementary.acos,
  atan: elementary.atan,
  atan2: elementary.atan2,
  sinh: elementary.sinh,
  cosh: elementary.cosh,
  tanh: elementary.tanh,
  erf: elementary.erf,
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
  not: a => truth(a === 0),
  select: (a, b, c) => (a !== 0 ? b : c),
}

/** An element that a verified program cannot miss. */
function at(values: Float64Array | Int32Array, index: number): number {
  const value = values[index]
  if (value === undefined)
    throw new InternalError('a program reaches beyond its arena', { index, length: values.length })
  return value
}
