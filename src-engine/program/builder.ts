import { InternalError } from '../core/errors.ts'
import type { Effect } from './effects.ts'
import { Graph, type Node, type PureOperation, type Space, type Value } from './graph.ts'
import { encode } from './passes/encode.ts'
import { fold } from './passes/fold.ts'
import { fuse } from './passes/fuse.ts'
import { planGuards } from './passes/guard.ts'
import { countUses } from './passes/removeDead.ts'
import { schedule } from './passes/schedule.ts'
import type { Program } from './program.ts'

/**
 * The only way to make a program: values are built up from constants, uniforms and columns, effects say what to
 * do with them, and `finish` orders, hoists, fuses and encodes.
 *
 * A column or uniform always means its number before the program runs; effects are carried out in the order in
 * which they were added.
 */
export class ProgramBuilder {
  readonly name: string
  private readonly graph = new Graph()
  private readonly effects: Effect[] = []

  constructor(name: string) {
    this.name = name
  }

  /** Number of values made so far; callers hold it against their budget. */
  get size(): number {
    return this.graph.size
  }

  constant(value: number): Value {
    return this.graph.constant(value)
  }

  /** A number shared by all lanes; `varies` where some program writes it, so that nothing made of it is hoisted. */
  uniform(name: string, varies = false): Value {
    return this.graph.uniform(name, varies)
  }

  /** This lane's number in a column. */
  column(space: Space, name: string): Value {
    return this.graph.column(space, name)
  }

  /** A placeholder for analyses such as nmodl/symbolic/linearIn.ts; it must be gone before `finish`. */
  unknown(name: string): Value {
    return this.graph.unknown(name)
  }

  /** The value of an operation, in its simplest form (passes/fold.ts). */
  apply(operation: PureOperation, ...operands: readonly Value[]): Value {
    return fold(this.graph, operation, operands)
  }

  /** How a value is made. */
  node(value: Value): Node {
    return this.graph.node(value)
  }

  /** The number, where the value is a constant. */
  constantOf(value: Value): number | undefined {
    return this.graph.constantOf(value)
  }

  /** Adds an effect after those already there. */
  effect(effect: Effect): void {
    this.effects.push(effect)
  }

  /** The columns and uniforms whose old numbers the given values need, as `space name` and `$name`. */
  inputsOf(values: readonly Value[]): ReadonlySet<string> {
    const probes = values.map((value): Effect => ({ kind: 'store', name: '', value }))
    const uses = countUses(this.graph, probes)
    const inputs = new Set<string>()
    for (let index = 0; index < this.graph.size; index++) {
      if (uses[index] === 0) continue
      const node = this.graph.node(index as Value)
      if (node.kind === 'uniform') inputs.add(`$${node.name}`)
      if (node.kind === 'column') inputs.add(`${node.space} ${node.name}`)
    }
    return inputs
  }

  /**
   * The program, or undefined where there is no effect.
   *
   * It is sequential where a uniform that it writes is also read: the next instance must see what this one wrote.
   */
  finish(): Program | undefined {
    if (this.effects.length === 0) return undefined
    const uses = countUses(this.graph, this.effects)
    const written = new Set(
      this.effects.flatMap(effect => (effect.kind === 'setUniform' ? [effect.name] : [])),
    )
    let sequential = false
    for (let index = 0; index < this.graph.size; index++) {
      if (uses[index] === 0) continue
      const node = this.graph.node(index as Value)
      if (node.kind === 'unknown') {
        throw new InternalError('a program was finished with an unknown in it', {
          program: this.name,
          unknown: node.name,
        })
      }
      if (node.kind === 'uniform' && written.has(node.name)) sequential = true
    }
    const guards = planGuards(this.graph, uses)
    const fused = fuse(this.graph, guards.uses)
    const order = schedule(this.graph, this.effects, { uses: guards.uses, fused, guards: guards.of })
    return encode(this.name, sequential, this.graph, order)
  }
}
