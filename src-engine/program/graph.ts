import type { OperationName } from './operations.ts'
import type { ColumnSlot } from './program.ts'

/** One value of a program: an index into its graph. Operands always have smaller indices than their users. */
export type Value = number & { readonly brand: 'value' }

/** Operations that make a value out of values; the others read or write columns and uniforms. */
export type PureOperation = Exclude<
  OperationName,
  'gather' | 'store' | 'assignAt' | 'addAt' | 'setUniform' | 'skipUnless' | 'copy'
>

/** The index space of a column: the instances' own, the nodes', or an ion's. */
export type Space = ColumnSlot['space']

/** How one value is made. */
export type Node =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly name: string }
  | { readonly kind: 'column'; readonly space: Space; readonly name: string }
  /** Stands for an unknown while an expression is analysed; never part of a finished program. */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'operation'; readonly operation: PureOperation; readonly operands: readonly Value[] }

/**
 * The values of one program as a graph in which equal computations are one node, so that common subexpressions
 * are shared by construction. A column or uniform node is its number *before* the program runs.
 */
export class Graph {
  private readonly nodes: Node[] = []
  private readonly steady: boolean[] = []
  private readonly known = new Map<string, Value>()

  /** Number of values. */
  get size(): number {
    return this.nodes.length
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

  /** The number, where the value is a constant. */
  constantOf(value: Value): number | undefined {
    const node = this.node(value)
    return node.kind === 'constant' ? node.value : undefined
  }

  constant(value: number): Value {
    const shown = Object.is(value, -0) ? '-0' : String(value)
    return this.intern(`#${shown}`, { kind: 'constant', value }, true)
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

  /** The node of an operation exactly as given; rewriting is the business of passes/fold.ts. */
  operation(operation: PureOperation, operands: readonly Value[]): Value {
    const steady = operands.every(operand => this.isSteady(operand))
    return this.intern(
      `${operation} ${operands.join(' ')}`,
      { kind: 'operation', operation, operands },
      steady,
    )
  }

  /** The value of an operation that has been made before. */
  find(operation: PureOperation, operands: readonly Value[]): Value | undefined {
    return this.known.get(operationKey(operation, operands))
  }

  private intern(key: string, node: Node, steady: boolean): Value {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const value = this.nodes.length as Value
    this.nodes.push(node)
    this.steady.push(steady)
    this.known.set(key, value)
    return value
  }
}

/** The same text for equal operations on equal values. */
function operationKey(operation: PureOperation, [a, b, c]: readonly Value[]): string {
  if (b === undefined) return `${operation} ${a}`
  return c === undefined ? `${operation} ${a} ${b}` : `${operation} ${a} ${b} ${c}`
}
