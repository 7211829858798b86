import { eventKinds } from './effects.ts'
import { operationNames, operations, type OperationName } from './operations.ts'
import { indexOf, kindOf, operandKind, type ColumnSlot, type Program, wordsPerOperation } from './program.ts'

const mostRegisters = 1 << 16
const mostOpenSkips = 64
const deepestLoop = 32
const longestArray = 1 << 24

/**
 * Why a program may not run, or undefined where it may: every register and hoisted value holds something before it
 * is read, on every way through skips and loops; every slot exists and is used as it says; every loop ends.
 *
 * native/verify.cc applies the same rules, in the same words, to the machine's own copy.
 */
export function verifyProgram(program: Program): string | undefined {
  try {
    new Verifier(program).verify()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

class Refusal extends Error {}

/** Positions of a loop's operations, and the registers that hold something where it is left. */
interface LoopExtent {
  /** The part of the program around it. */
  readonly around: number
  readonly start: number
  leave: number
  end: number
  known: boolean[]
}

class Verifier {
  private readonly program: Program
  private readonly hoistedKnown: boolean[]
  private readonly scalarsGiven: number
  private known: boolean[]
  private place = ''
  private loops: readonly LoopExtent[] = []
  /** For each position the part of the program that it is in: a skip may not lead from one to another. */
  private parts: Int32Array = new Int32Array(0)

  constructor(program: Program) {
    this.program = program
    this.scalarsGiven = program.constants.length + program.uniforms.length
    this.hoistedKnown = []
    this.known = []
  }

  verify(): void {
    const { program } = this
    if (program.registers < 0 || program.registers > mostRegisters) {
      this.refuse(`it asks for ${program.registers} registers`)
    }
    if (program.hoisted < 0 || program.hoisted > 1 << 24 || this.scalarsGiven + program.hoisted > 1 << 24) {
      this.refuse('it has too many scalars')
    }
    if (program.body.length % wordsPerOperation !== 0 || program.prologue.length % wordsPerOperation !== 0) {
      this.refuse('its operations break off in the middle')
    }
    if (program.uniforms.some(uniform => uniform.name === 't') && !program.readsTime) {
      this.refuse('it reads t but does not say so')
    }
    for (const { length, outOfRange, space, name } of program.columns) {
      const array = `column ${space} ${name}`
      if (length < 1 || length > longestArray || (space !== 'own' && length !== 1))
        this.refuse(`${array} has ${length} elements`)
      if (outOfRange !== undefined && !program.faults[outOfRange])
        this.refuse(`${array}: fault ${outOfRange} does not exist`)
    }
    this.known = Array<boolean>(program.registers).fill(false)
    this.verifyPrologue()
    this.findLoops()
    this.verifyBody()
  }

  private refuse(why: string): never {
    throw new Refusal(`program ${this.program.name}${this.place}: ${why}`)
  }

  /** Notes where we are, for messages, and takes the operation apart. */
  private take(
    words: Int32Array,
    part: string,
    position: number,
  ): { name: OperationName; to: number; operands: number[] } {
    const [opcode = 0, to = 0, ...operands] = words.subarray(
      position * wordsPerOperation,
      (position + 1) * wordsPerOperation,
    )
    const name = operationNames[opcode]
    this.place = `, ${part} operation ${position}${name ? ` (${name})` : ''}`
    if (!name) return this.refuse(`operation code ${opcode} does not exist`)
    return { name, to, operands: operands.slice(0, operations[name].operands) }
  }

  private verifyPrologue(): void {
    const { prologue, hoisted } = this.program
    for (let position = 0; position < prologue.length / wordsPerOperation; position++) {
      const { name, to, operands } = this.take(prologue, 'prologue', position)
      if (operations[name].writes !== 'register' || name === 'gather' || name === 'element')
        this.refuse('the prologue may only compute')
      for (const operand of operands) this.requireReadable(operand, false)
      if (to < 0 || to >= hoisted) this.refuse(`hoisted value ${to} does not exist`)
      this.hoistedKnown[to] = true
    }
    this.place = ''
  }

  /** Matches the loops' beginnings and ends. Parts: 0 outside, 2k + 1 and 2k + 2 loop k before and after its leaving. */
  private findLoops(): void {
    const { body } = this.program
    const count = body.length / wordsPerOperation
    const loops: LoopExtent[] = []
    const open: LoopExtent[] = []
    this.parts = new Int32Array(count + 1)
    let part = 0
    for (let position = 0; position < count; position++) {
      const { name, to } = this.take(body, 'body', position)
      this.parts[position] = part
      const loop = open.at(-1)
      if (name === 'loop') {
        if (open.length >= deepestLoop) this.refuse('too many loops within one another')
        const fresh = { around: part, start: position, leave: -1, end: -1, known: [] }
        part = 2 * loops.length + 1
        loops.push(fresh)
        open.push(fresh)
      }
      if (name === 'leaveUnless') {
        if (!loop || loop.leave >= 0) return this.refuse('it does not belong to a loop')
        loop.leave = position
        part++
      }
      if (name === 'again') {
        if (!loop || loop.leave < 0)
          return this.refuse('it does not belong to a loop, or the loop cannot be left')
        if (to !== position - loop.start - 1) this.refuse('it does not lead to its loop’s beginning')
        loop.end = position
        part = loop.around
        open.pop()
      }
    }
    this.parts[count] = part
    this.place = ''
    if (open.length > 0) this.refuse('a loop has no end')
    this.loops = loops
  }

  private verifyBody(): void {
    const { body } = this.program
    const count = body.length / wordsPerOperation
    /** Registers known at each place that a skip leads to: what both ways have written. */
    const arriving = new Map<number, boolean[]>()
    let nextLoop = 0
    const open: LoopExtent[] = []
    for (let position = 0; position < count; position++) {
      const { name, to, operands } = this.take(body, 'body', position)
      const arrival = arriving.get(position)
      if (arrival) {
        this.known = this.known.map((known, register) => known && arrival[register] === true)
        arriving.delete(position)
      }
      if (name === 'gather') this.requireSlot(operands[0] ?? 0)
      else if (name === 'element') {
        this.requireElements(this.requireColumnOperand(operands[0] ?? 0), 'read')
        for (const operand of operands.slice(1)) this.requireReadable(operand, true)
      } else for (const operand of operands) this.requireReadable(operand, true)
      this.verifyDestination(name, to, count - position - 1, arriving.size > 0 || open.length > 0)
      const loop = open.at(-1)
      switch (name) {
        case 'loop': {
          this.requireLimit(operands[0] ?? 0)
          const entered = this.loops[nextLoop++]
          if (entered) open.push(entered)
          break
        }
        case 'leaveUnless':
          if (loop && position + 1 + to !== loop.end + 1) this.refuse('it does not lead just behind its loop')
          if (loop) loop.known = [...this.known]
          break
        case 'again':
          // Behind it one arrives from where the loop is left, and never from here.
          if (loop) this.known = loop.known
          open.pop()
          break
        case 'skipUnless': {
          const target = position + 1 + to
          if (this.parts[target] !== this.parts[position])
            this.refuse('the skip leads into a loop or out of one')
          const others = arriving.get(target)
          arriving.set(
            target,
            this.known.map((known, register) => known && (!others || others[register] === true)),
          )
          if (arriving.size > mostOpenSkips) this.refuse('too many skips are open at once')
        }
      }
    }
    this.place = ''
  }

  private requireLimit(operand: number): void {
    const limit = this.program.constants[indexOf(operand)]
    if (kindOf(operand) !== operandKind.scalar || limit === undefined)
      return this.refuse('a loop’s limit is a constant')
    if (!(limit >= 0 && limit <= 0x7fffffff && Number.isInteger(limit)))
      this.refuse('a loop’s limit is no number of rounds')
  }

  private requireReadable(operand: number, inBody: boolean): void {
    const kind = kindOf(operand)
    const index = indexOf(operand)
    if (kind === operandKind.scalar) return this.requireScalar(index)
    if (!inBody) this.refuse('the prologue may read scalars only')
    if (kind === operandKind.column) return this.requireColumn(index, true, 'read')
    if (kind !== operandKind.register) this.refuse('an operand is of no known kind')
    if (index >= this.program.registers) this.refuse(`register ${index} does not exist`)
    if (!this.known[index]) this.refuse(`register ${index} is read before it is written`)
  }

  private requireScalar(index: number): void {
    const hoisted = index - this.scalarsGiven
    if (hoisted < 0) return
    if (hoisted >= this.program.hoisted) this.refuse(`scalar ${index} does not exist`)
    if (!this.hoistedKnown[hoisted]) this.refuse(`hoisted value ${hoisted} is read before it is computed`)
  }

  private requireColumnOperand(operand: number): number {
    if (kindOf(operand) !== operandKind.column) this.refuse('its first operand is a column')
    return indexOf(operand)
  }

  private requireSlot(operand: number): void {
    this.requireColumn(this.requireColumnOperand(operand), false, 'read')
  }

  /** A column that may be reached at an index computed at run time. */
  private requireElements(index: number, use: ColumnSlot['access']): void {
    const slot = this.program.columns[index]
    this.requireColumn(index, slot?.space === 'own', use)
    if (slot?.outOfRange === undefined)
      this.refuse(`column ${slot?.space} ${slot?.name} has no fault for an index out of range`)
  }

  private requireColumn(index: number, own: boolean, use: ColumnSlot['access']): void {
    const slot = this.program.columns[index]
    if (!slot) return this.refuse(`column ${index} does not exist`)
    const name = `column ${slot.space} ${slot.name}`
    if ((slot.space === 'own') !== own) {
      this.refuse(
        `${name} is ${own ? 'reached through an index table only' : 'an own column and has no index table'}`,
      )
    }
    if (slot.access !== use && slot.access !== 'both') {
      this.refuse(`${name} may not be ${use === 'read' ? 'read' : 'written'}`)
    }
  }

  private verifyDestination(name: OperationName, to: number, operationsLeft: number, inSkip: boolean): void {
    const { program } = this
    switch (operations[name].writes) {
      case 'register':
        if (to < 0 || to >= program.registers) this.refuse(`register ${to} does not exist`)
        this.known[to] = true
        return
      case 'column':
        return this.requireColumn(to, true, 'write')
      case 'indexed':
        return this.requireColumn(to, false, 'write')
      case 'uniform': {
        const uniform = program.uniforms[to]
        if (!uniform) return this.refuse(`uniform ${to} does not exist`)
        if (!uniform.written) this.refuse(`uniform ${uniform.name} may not be written`)
        // Whether a block skips depends on its other lanes, so the last lane's value would depend on the block's size.
        if (inSkip && !program.sequential) {
          this.refuse('a uniform is set where a skip may pass by, which only a sequential program may do')
        }
        return
      }
      case 'element':
        return this.requireElements(to, 'write')
      case 'fault':
        if (!program.faults[to]) this.refuse(`fault ${to} does not exist`)
        return
      case 'event':
        if (!eventKinds[to]) this.refuse(`event kind ${to} does not exist`)
        return
      case 'none':
        if (name === 'again') return
        if (to < 0 || to > operationsLeft) this.refuse('the skip leads beyond the end')
    }
  }
}
