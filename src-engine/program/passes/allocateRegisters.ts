import type { Value } from '../graph.ts'
import { valuesRead, type Instruction } from './instruction.ts'

/** Which register each value of a body lives in, and how many there are. */
export interface Registers {
  readonly count: number
  readonly of: ReadonlyMap<Value, number>
}

/**
 * Gives every computed value a register, and takes it back after the last use, so that a block of a hundred
 * lanes times all registers stays in the nearest cache. The lowest free register is taken first; a result may
 * take over the register of an operand that ends there, which is safe because operations work lane by lane.
 */
export function allocateRegisters(body: readonly Instruction[]): Registers {
  const lastUse = lastUses(body)
  const of = new Map<Value, number>()
  const free: number[] = []
  const endingInLoops = endingAtLoops(body, lastUse)
  let count = 0
  body.forEach((instruction, position) => {
    const read = valuesRead(instruction)
    for (let index = 0; index < read.length; index++) {
      const value = read[index] as Value
      if (lastUse.get(value) !== position || read.indexOf(value) !== index) continue
      if (instruction.kind === 'compute' && value === instruction.result) continue
      const register = of.get(value)
      if (register !== undefined) release(free, register)
    }
    for (const value of endingInLoops.get(position) ?? []) {
      const register = of.get(value)
      if (register !== undefined) release(free, register)
    }
    if (instruction.kind !== 'compute') return
    if (!of.has(instruction.result)) of.set(instruction.result, free.shift() ?? count++)
    if (lastUse.get(instruction.result) === position) release(free, of.get(instruction.result) ?? 0)
  })
  return { count, of }
}

/** Where each value is read for the last time; what a loop reads from before it, it reads again up to its end. */
function lastUses(body: readonly Instruction[]): ReadonlyMap<Value, number> {
  const lastUse = new Map<Value, number>()
  const madeAt = new Map<Value, number>()
  const loops: { readonly start: number; readonly end: number }[] = []
  const ends = endsOfLoops(body)
  body.forEach((instruction, position) => {
    for (const value of valuesRead(instruction)) {
      const made = madeAt.get(value) ?? position
      const outermost = loops.find(({ start }) => start > made)
      lastUse.set(value, Math.max(lastUse.get(value) ?? 0, outermost?.end ?? position))
    }
    if (instruction.kind === 'loop') loops.push({ start: position, end: ends.get(position) ?? position })
    if (instruction.kind === 'again') loops.pop()
    if (instruction.kind !== 'compute') return
    if (!madeAt.has(instruction.result)) madeAt.set(instruction.result, position)
    // A result that nothing reads keeps its register for this one operation.
    if (!lastUse.has(instruction.result)) lastUse.set(instruction.result, position)
  })
  return lastUse
}

/** The values that end with a loop, by the position of its `again`. */
function endingAtLoops(
  body: readonly Instruction[],
  lastUse: ReadonlyMap<Value, number>,
): ReadonlyMap<number, readonly Value[]> {
  const ending = new Map<number, Value[]>()
  for (const [value, position] of lastUse) {
    if (body[position]?.kind !== 'again') continue
    const known = ending.get(position)
    if (known) known.push(value)
    else ending.set(position, [value])
  }
  return ending
}

/** Position of each loop's `again`. */
function endsOfLoops(body: readonly Instruction[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: number[] = []
  body.forEach((instruction, position) => {
    if (instruction.kind === 'loop') open.push(position)
    if (instruction.kind === 'again') ends.set(open.pop() ?? 0, position)
  })
  return ends
}

/** Puts a register back, keeping the free ones in order. */
function release(free: number[], register: number): void {
  const at = free.findIndex(other => other > register)
  free.splice(at === -1 ? free.length : at, 0, register)
}
