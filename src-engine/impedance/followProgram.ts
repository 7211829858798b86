import { InternalError } from '../core/errors.ts'
import { evaluate } from '../program/interpret.ts'
import { operationNames, operations } from '../program/operations.ts'
import type { ProgramBinding } from '../program/interpret.ts'
import {
  indexOf,
  kindOf,
  lanePadding,
  operandKind,
  type Program,
  wordsPerOperation,
} from '../program/program.ts'
import { derivativeOf } from './dual.ts'

/**
 * Runs a program in all lanes together with its derivative along one direction (forward automatic differentiation):
 * for every number of the arena there is one in `slopes`, and what is stored there takes its slope along. Uniforms do
 * not change with the direction, and neither does an index at which an element is looked up.
 *
 * @param slopes same shape as the binding's arena
 */
export function followProgram(program: Program, binding: ProgramBinding, slopes: Float64Array): void {
  const scalars = scalarsOf(program, binding)
  for (let lane = 0; lane < binding.count; lane++) followLane(program, binding, { scalars, slopes, lane })
}

/** Constants, uniforms, hoisted values. */
function scalarsOf(program: Program, { arena, uniforms }: ProgramBinding): Float64Array {
  const given = program.constants.length + program.uniforms.length
  const scalars = new Float64Array(given + program.hoisted)
  scalars.set(program.constants)
  uniforms.forEach((address, slot) => (scalars[program.constants.length + slot] = at(arena, address)))
  const words = program.prologue
  for (let start = 0; start < words.length; start += wordsPerOperation) {
    const name = operationAt(words, start)
    const value = (k: number) => at(scalars, indexOf(at(words, start + 2 + k)))
    const count = operations[name].operands
    const [a, b, c] = [0, 1, 2].map(k => (k < count ? value(k) : 0)) as [number, number, number]
    scalars[given + at(words, start + 1)] = evaluate(name, a, b, c)
  }
  return scalars
}

interface Lane {
  readonly scalars: Float64Array
  readonly slopes: Float64Array
  readonly lane: number
}

function followLane(program: Program, binding: ProgramBinding, { scalars, slopes, lane }: Lane): void {
  const { arena, columns, tables } = binding
  const words = program.body
  const registers = new Float64Array(program.registers)
  const turns = new Float64Array(program.registers)
  const rounds: number[] = []
  const addressOf = (slot: number) => {
    const table = tables[slot]
    return at(columns, slot) + (table ? at(table, lane) : lane)
  }
  const elementAddress = (slot: number, index: number) => {
    const own = program.columns[slot]?.space === 'own'
    const length = own ? program.columns[slot]?.length : binding.extents?.[slot]
    const stride = own ? Math.ceil(binding.count / lanePadding) * lanePadding : 1
    const element = Math.trunc(index)
    if (!(element >= 0 && element < (length ?? 0))) return undefined
    return at(columns, slot) + element * stride + (own ? lane : 0)
  }
  const valueOf = (operand: number) => {
    if (kindOf(operand) === operandKind.register) return at(registers, indexOf(operand))
    if (kindOf(operand) === operandKind.scalar) return at(scalars, indexOf(operand))
    return at(arena, addressOf(indexOf(operand)))
  }
  const slopeOf = (operand: number) => {
    if (kindOf(operand) === operandKind.register) return at(turns, indexOf(operand))
    return kindOf(operand) === operandKind.scalar ? 0 : at(slopes, addressOf(indexOf(operand)))
  }
  for (let start = 0; start < words.length; start += wordsPerOperation) {
    const name = operationAt(words, start)
    const to = at(words, start + 1)
    const first = at(words, start + 2)
    if (name === 'element') {
      const wanted = valueOf(at(words, start + 4)) !== 0
      const address = wanted ? elementAddress(indexOf(first), valueOf(at(words, start + 3))) : undefined
      registers[to] = address === undefined ? 0 : at(arena, address)
      turns[to] = address === undefined ? 0 : at(slopes, address)
      continue
    }
    const count = operations[name].operands
    const a = count > 0 ? valueOf(first) : 0
    const b = count > 1 ? valueOf(at(words, start + 3)) : 0
    const c = count > 2 ? valueOf(at(words, start + 4)) : 0
    const da = count > 0 ? slopeOf(first) : 0
    switch (name) {
      case 'store':
      case 'assignAt': {
        const address = addressOf(to)
        arena[address] = a
        slopes[address] = da
        break
      }
      case 'addAt': {
        const address = addressOf(to)
        arena[address] = at(arena, address) + a
        slopes[address] = at(slopes, address) + da
        break
      }
      case 'storeElement': {
        const address = c !== 0 ? elementAddress(to, b) : undefined
        if (address === undefined) break
        arena[address] = a
        slopes[address] = da
        break
      }
      // What is shared by all lanes, events and faults have no part in a small change.
      case 'setUniform':
      case 'fault':
      case 'emit':
        break
      case 'skipUnless':
        if (a === 0) start += to * wordsPerOperation
        break
      case 'loop':
        rounds.push(a)
        break
      case 'leaveUnless': {
        const left = rounds.pop() ?? 0
        if (a !== 0 && left > 0) rounds.push(left - 1)
        else start += to * wordsPerOperation
        break
      }
      case 'again':
        start -= (1 + to) * wordsPerOperation
        break
      default: {
        const db = count > 1 ? slopeOf(at(words, start + 3)) : 0
        const dc = count > 2 ? slopeOf(at(words, start + 4)) : 0
        const f = name === 'gather' ? a : evaluate(name, a, b, c)
        registers[to] = f
        turns[to] = da === 0 && db === 0 && dc === 0 ? 0 : derivativeOf(name, { a, b, c, da, db, dc, f })
      }
    }
  }
}

function operationAt(words: Int32Array, start: number) {
  const name = operationNames[at(words, start)]
  if (name === undefined) throw new InternalError('a program has an unknown operation', { start })
  return name
}

function at(values: Float64Array | Int32Array, index: number): number {
  const value = values[index]
  if (value === undefined)
    throw new InternalError('a program reaches beyond its arena', { index, length: values.length })
  return value
}
