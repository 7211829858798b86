import { InternalError } from '../core/errors.ts'
import type { Loop, LoopBody, Node } from './nodes.ts'
import { operandsOfNode } from './nodes.ts'
import type { ProgramFault } from './program.ts'
import { OperationTable } from './operationTable.ts'
import type { PureOperation, Space, Value } from './values.ts'

export type { Node } from './nodes.ts'
export type { PureOperation, Space, Value } from './values.ts'

/**
 * The values of one program as a graph in which equal computations are one node, so that common subexpressions
 * are shared by construction. A column, uniform or element node is its number *before* the program runs.
 */
export class Graph {
  private readonly nodes: Node[] = []
  private readonly steady: boolean[] = []
  /** The innermost loop whose rounds change the value, if any. */
  private readonly homes: (Loop | undefined)[] = []
  private readonly known = new Map<string, Value>()
  private readonly constants = new Map<number, Value>()
  private readonly operations = new OperationTable()
  private readonly exponentialValues: Value[] = []
  private readonly arrays = new Map<string, number>()
  private readonly loopNumbers = new Map<Loop, number>()

  /** Number of values. */
  get size(): number {
    return this.nodes.length
  }

  /** All operations `exp`, in the order in which they were made. */
  get exponentials(): readonly Value[] {
    return this.exponentialValues
  }

  /** How a value is made. */
  node(value: Value): Node {
    const node = this.nodes[value]
    if (!node) throw new RangeError(`value ${value} is not of this graph`)
    return node
  }

  /**
   * Whether the value depends only on constants and on uniforms that no program writes, so that it can be
   * computed once in the prologue instead of for each lane in each step.
   */
  isSteady(value: Value): boolean {
    return this.steady[value] === true
  }

  /** The innermost loop whose rounds change the value; undefined for what can be computed outside of all loops. */
  homeOf(value: Value): Loop | undefined {
    return this.homes[value]
  }

  /** The number, where the value is a constant. */
  constantOf(value: Value): number | undefined {
    const node = this.node(value)
    return node.kind === 'constant' ? node.value : undefined
  }

  constant(value: number): Value {
    // A map takes 0 and -0 for one.
    if (Object.is(value, -0)) return this.intern('#-0', { kind: 'constant', value }, true)
    const known = this.constants.get(value)
    if (known !== undefined) return known
    const made = this.append({ kind: 'constant', value }, true, undefined)
    this.constants.set(value, made)
    return made
  }

  /** A uniform; `varies` where some program writes it, so that nothing made of it may be hoisted. */
  uniform(name: string, varies: boolean): Value {
    return this.intern(`$${name}`, { kind: 'uniform', name }, !varies)
  }

  column(space: Space, name: string): Value {
    return this.intern(`@${space} ${name}`, { kind: 'column', space, name }, false)
  }

  unknown(name: string): Value {
    return this.intern(`?${name}`, { kind: 'unknown', name }, false)
  }

  /** Declares the own columns `name[0]` … as one array. */
  array(name: string, length: number): void {
    const known = this.arrays.get(name)
    if (!Number.isInteger(length) || length < 1 || (known !== undefined && known !== length)) {
      throw new InternalError('an array has two lengths, or none', { name, length })
    }
    this.arrays.set(name, length)
  }

  /** Number of elements of a declared array. */
  lengthOf(name: string): number | undefined {
    return this.arrays.get(name)
  }

  /**
   * The number at an index where `when` is not 0. One that is made while a loop's body is being made stays in that
   * loop: out of range it is a fault only where the loop has a round.
   */
  element(space: Space, name: string, index: Value, when: Value, within: Loop | undefined): Value {
    const home = this.joined(this.joined(within, this.homeOf(index)), this.homeOf(when))
    const key = `${this.numberOf(within)}[${space} ${name} ${index} ${when}`
    return this.intern(key, { kind: 'element', space, name, index, when, inTurn: false }, false, home)
  }

  /** The number at an index at one moment; another moment's is another value. */
  elementInTurn(space: Space, name: string, index: Value, when: Value, within: Loop | undefined): Value {
    return this.append({ kind: 'element', space, name, index, when, inTurn: true }, false, within)
  }

  /** The node of an operation exactly as given; rewriting is the business of passes/fold.ts. */
  operation(operation: PureOperation, operands: readonly Value[]): Value {
    const place = this.operations.placeOf(operation, operands)
    const known = this.operations.at(place)
    if (known !== undefined) return known
    let steady = true
    let home: Loop | undefined
    for (const operand of operands) {
      steady &&= this.isSteady(operand)
      home = this.joined(home, this.homeOf(operand))
    }
    const value = this.append({ kind: 'operation', operation, operands }, steady, home)
    this.operations.enter(place, operation, operands, value)
    if (operation === 'exp') this.exponentialValues.push(value)
    return value
  }

  /** The value of an operation that has been made before. */
  find(operation: PureOperation, operands: readonly Value[]): Value | undefined {
    return this.operations.at(this.operations.placeOf(operation, operands))
  }

  /** A loop whose body is still to be made. */
  openLoop(parent: Loop | undefined, start: readonly Value[], limit: number, fault: ProgramFault): Loop {
    const carried: Value[] = []
    const depth = parent ? parent.depth + 1 : 0
    const loop: Loop = { parent, depth, start, carried, limit, fault, body: undefined }
    this.loopNumbers.set(loop, this.loopNumbers.size + 1)
    start.forEach((_, index) => carried.push(this.append({ kind: 'carried', loop, index }, false, loop)))
    return loop
  }

  /** Gives a loop its body; its results follow. */
  closeLoop(loop: Loop, body: LoopBody): readonly Value[] {
    loop.body = body
    return loop.start.map((_, index) => this.append({ kind: 'result', loop, index }, false, loop.parent))
  }

  /** A register that is not a value of the program. */
  temporary(): Value {
    return this.append({ kind: 'temporary' }, false, undefined)
  }

  /** Whether a value may be used in the body of a loop (outside of all: undefined). */
  isVisibleIn(value: Value, loop: Loop | undefined): boolean {
    const home = this.homeOf(value)
    for (let around = loop; around; around = around.parent) if (around === home) return true
    return home === undefined
  }

  /** Whether `unknown` is, directly or not, part of what the value is made of. */
  dependsOn(value: Value, unknown: Value): boolean {
    const seen = new Set<Value>([value])
    const waiting: Value[] = [value]
    for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
      if (current === unknown) return true
      for (const operand of operandsOfNode(this.node(current))) {
        // What is made of the unknown comes after it.
        if (operand < unknown || seen.has(operand)) continue
        seen.add(operand)
        waiting.push(operand)
      }
    }
    return false
  }

  /** The inner one of two loops, which must lie within one another. */
  private joined(first: Loop | undefined, second: Loop | undefined): Loop | undefined {
    if (!first || !second) return first ?? second
    const [inner, outer] = first.depth >= second.depth ? [first, second] : [second, first]
    for (let around: Loop | undefined = inner; around; around = around.parent)
      if (around === outer) return inner
    throw new InternalError('a value of a loop was used outside of it', {})
  }

  private numberOf(loop: Loop | undefined): number {
    return loop ? (this.loopNumbers.get(loop) ?? 0) : 0
  }

  private intern(key: string, node: Node, steady: boolean, home?: Loop): Value {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const value = this.append(node, steady, home)
    this.known.set(key, value)
    return value
  }

  private append(node: Node, steady: boolean, home: Loop | undefined): Value {
    const value = this.nodes.length as Value
    this.nodes.push(node)
    this.steady.push(steady)
    this.homes.push(home)
    return value
  }
}
