import { InternalError } from '../core/errors.ts'
import { effectOperands, type Effect } from './effects.ts'
import { Graph, type Node, type PureOperation, type Space, type Value } from './graph.ts'
import { computeTheSame, outsideOf } from './loops.ts'
import { operandsOfNode, type Loop, type Step } from './nodes.ts'
import { encode } from './passes/encode.ts'
import { fold, plainProduct } from './passes/fold.ts'
import { fuse } from './passes/fuse.ts'
import { shareExponentials } from './passes/families.ts'
import { planGuards } from './passes/guard.ts'
import { reflectExponentials } from './passes/reflections.ts'
import { findUses, type Uses } from './passes/removeDead.ts'
import { schedule } from './passes/schedule.ts'
import { mustBeSequential } from './passes/sequence.ts'
import { printSchedule, printValues, type PassWatcher } from './printPasses.ts'
import type { PrintedPiece, Program, ProgramFault } from './program.ts'

/**
 * The only way to make a program: values are built up from constants, uniforms and columns, effects say what to
 * do with them, and `finish` orders, hoists, fuses and encodes.
 *
 * A column, element or uniform always means its number before the program runs; effects are carried out in the
 * order in which they were added.
 */
export class ProgramBuilder {
  readonly name: string
  private readonly graph = new Graph()
  /** What has been added to the program, or to the loop whose body is being made. */
  private steps: Step[] = []
  private loopBeingMade: Loop | undefined
  /** What `emit` prints. */
  private readonly texts: PrintedPiece[] = []
  /** Finished loops without effects, with their results. */
  private readonly loops: { readonly loop: Loop; readonly results: readonly Value[] }[] = []

  constructor(name: string) {
    this.name = name
  }

  /** Number of values made so far; callers hold it against their budget. */
  get size(): number {
    return this.graph.size
  }

  /** How many loops are around what is being made now; what is made in one cannot be used outside of it. */
  get loopDepth(): number {
    return this.loopBeingMade ? this.loopBeingMade.depth + 1 : 0
  }

  constant(value: number): Value {
    return this.graph.constant(value)
  }

  /** A number shared by all lanes; `varies` where some program writes it, so that nothing made of it is hoisted. */
  uniform(name: string, varies = false): Value {
    return this.graph.uniform(name, varies)
  }

  /** This lane's number in a column; `x[3]` is an element of an array. */
  column(space: Space, name: string): Value {
    return this.graph.column(space, name)
  }

  /** Declares that the own columns `name[0]` … `name[length - 1]` are one array, to be indexed at run time. */
  array(name: string, length: number): void {
    this.graph.array(name, length)
  }

  /**
   * The number at an index computed at run time, truncated towards 0: of an own array this instance's element, of
   * another space that space's column at the index. Where `when` is 0 (not given: nowhere) it is 0; elsewhere an index
   * out of range is the fault `program/index-out-of-range`. In a loop, lanes that have left it do not look.
   */
  element(space: Space, name: string, index: Value, when: Value = this.constant(1)): Value {
    if (this.constantOf(when) === 0) return this.constant(0)
    if (space === 'own') {
      const length = this.requireArray(name)
      const position = Math.trunc(this.constantOf(index) ?? NaN)
      if (this.constantOf(when) !== undefined && position >= 0 && position < length)
        return this.column('own', `${name}[${Math.abs(position)}]`)
    }
    return this.graph.element(space, name, index, when, this.loopBeingMade)
  }

  /**
   * The same number as it is at this moment: after the effects added so far, in a loop those of its earlier rounds too.
   * For arrays that are written at an index computed at run time and read again.
   */
  elementInTurn(space: Space, name: string, index: Value, when: Value): Value {
    if (this.constantOf(when) === 0) return this.constant(0)
    if (space === 'own') this.requireArray(name)
    const value = this.graph.elementInTurn(space, name, index, when, this.loopBeingMade)
    this.steps.push({ kind: 'element', value })
    return value
  }

  /** A placeholder for analyses such as nmodl/symbolic/linearIn.ts; it must be gone before `finish`. */
  unknown(name: string): Value {
    return this.graph.unknown(name)
  }

  /** The value of an operation, in its simplest form (passes/fold.ts). */
  apply(operation: PureOperation, ...operands: readonly Value[]): Value {
    return fold(this.graph, operation, operands)
  }

  /** a·b exactly as it stands, for algorithms in which products share their factors (passes/fold.ts). */
  multiplyPlainly(a: Value, b: Value): Value {
    return plainProduct(this.graph, a, b)
  }

  /**
   * carried := start; while (more(carried)) carried := next(carried). More than `limit` rounds in a lane are the
   * fault; the lane then goes on with what it has. Effects and loops that `body` adds belong to the loop and act in
   * each round, in the lanes that are still in it. A loop without effects whose results nobody uses disappears.
   *
   * @returns the carried values after the loop
   */
  loop(
    start: readonly Value[],
    limit: number,
    fault: ProgramFault,
    body: (carried: readonly Value[]) => { readonly more: Value; readonly next: readonly Value[] },
  ): readonly Value[] {
    if (!Number.isInteger(limit) || limit < 0 || limit > mostRounds)
      throw new InternalError('a loop has no proper limit', { program: this.name, limit })
    const parent = this.loopBeingMade
    if (parent && parent.depth + 1 >= deepestLoop)
      throw new InternalError('too many loops within one another', { program: this.name })
    const outer = this.steps
    const loop = this.graph.openLoop(parent, start, limit, fault)
    this.loopBeingMade = loop
    this.steps = []
    const steps = this.steps
    let made: { readonly more: Value; readonly next: readonly Value[] }
    try {
      made = body(loop.carried)
    } finally {
      this.steps = outer
      this.loopBeingMade = parent
    }
    const { more, next } = made
    if (next.length !== start.length)
      throw new InternalError('a loop carries more or fewer values than it began with', {
        program: this.name,
      })
    if (this.constantOf(more) === 0) return start
    const parts = { more, next, steps }
    const results = this.graph.closeLoop(loop, { ...parts, outside: outsideOf(this.graph, loop, parts) })
    if (steps.length > 0) {
      this.steps.push({ kind: 'loop', loop })
      return results
    }
    const known = this.loops.find(other => computeTheSame(this.graph, other.loop, loop))
    if (known) return known.results
    this.loops.push({ loop, results })
    return results
  }

  /** How a value is made. */
  node(value: Value): Node {
    return this.graph.node(value)
  }

  /** What a value is made of; for a loop's result, everything that the loop takes from outside. */
  operandsOf(value: Value): readonly Value[] {
    return operandsOfNode(this.graph.node(value))
  }

  /** Whether `unknown`, any value, is directly or indirectly part of what the value is made of, also through loops. */
  dependsOn(value: Value, unknown: Value): boolean {
    return this.graph.dependsOn(value, unknown)
  }

  /** The number, where the value is a constant. */
  constantOf(value: Value): number | undefined {
    return this.graph.constantOf(value)
  }

  /** Adds an effect after those already there; while a loop's body is being made, to that loop. */
  effect(effect: Effect): void {
    if ('when' in effect && this.constantOf(effect.when) === 0) return
    if (effect.kind === 'storeElement' && effect.space === 'own') this.requireArray(effect.name)
    for (const value of effectOperands(effect)) {
      if (!this.graph.isVisibleIn(value, this.loopBeingMade))
        throw new InternalError('a value of a loop was used outside of it', { program: this.name })
    }
    this.steps.push(effect)
  }

  /** A piece of text to print with `emit`: its flag. `isLast` where the text ends with it. */
  text(piece: PrintedPiece, isLast: boolean): Value {
    return this.constant(2 * (this.texts.push(piece) - 1) + (isLast ? 1 : 0))
  }

  /** The columns and uniforms whose old numbers the given values need, as `space name` and `$name`. */
  inputsOf(values: readonly Value[]): ReadonlySet<string> {
    const { uses } = findUses(this.graph, values, [])
    const inputs = new Set<string>()
    const arrays = new Set<string>()
    for (let index = 0; index < uses.length; index++) {
      if (uses[index] === 0) continue
      const node = this.graph.node(index as Value)
      if (node.kind === 'uniform') inputs.add(`$${node.name}`)
      if (node.kind !== 'column' && node.kind !== 'element') continue
      inputs.add(`${node.space} ${node.name}`)
      if (node.kind === 'element' && node.space === 'own') arrays.add(node.name)
    }
    for (const array of arrays) {
      const length = this.graph.lengthOf(array) ?? 0
      for (let element = 0; element < length; element++) inputs.add(`own ${array}[${element}]`)
    }
    return inputs
  }

  /** The program, or undefined where there is no effect. */
  finish(watch: PassWatcher = () => {}): Program | undefined {
    if (this.steps.length === 0) return undefined
    const asMade = findUses(this.graph, [], this.steps)
    for (let index = 0; index < asMade.uses.length; index++) {
      if (asMade.uses[index] === 0) continue
      const node = this.graph.node(index as Value)
      if (node.kind === 'unknown') {
        throw new InternalError('a program was finished with an unknown in it', {
          program: this.name,
          unknown: node.name,
        })
      }
    }
    const { steps, used } = this.withFewerExponentials(asMade)
    watch('values', () => printValues(this.name, this.graph, steps, used.uses))
    const sequential = mustBeSequential(this.graph, steps, used.uses)
    const guards = planGuards(this.graph, used.uses)
    const fused = fuse(this.graph, guards.uses)
    const order = schedule(this.graph, steps, {
      uses: guards.uses,
      loops: used.loops,
      fused,
      guards: guards.of,
      sequential,
    })
    watch('schedule', () => printSchedule(this.name, this.graph, order))
    const program = encode(this.name, sequential, this.graph, order)
    return this.texts.length > 0 ? { ...program, texts: this.texts } : program
  }

  private withFewerExponentials(asMade: Uses): { readonly steps: readonly Step[]; readonly used: Uses } {
    if (this.graph.exponentials.length < 2) return { steps: this.steps, used: asMade }
    let [steps, used]: [readonly Step[], Uses] = [this.steps, asMade]
    for (const pass of [reflectExponentials, shareExponentials]) {
      const made = pass(this.graph, steps, used)
      if (made !== steps) used = findUses(this.graph, [], made)
      steps = made
    }
    return { steps, used }
  }

  private requireArray(name: string): number {
    const length = this.graph.lengthOf(name)
    if (length === undefined)
      throw new InternalError('an array is indexed that was not declared', { program: this.name, name })
    return length
  }
}

/** Loops within loops within loops. */
const deepestLoop = 32
const mostRounds = 0x7fffffff
