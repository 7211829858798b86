import type { Value } from '../../../program/graph.ts'
import type { Expression } from '../../ast/expressions.ts'
import type { ReactionStatement, ReactionTerm, Statement } from '../../ast/statements.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import { visitStatements } from '../../ast/visit.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import { elementName } from '../names.ts'
import { runBody } from '../statements.ts'
import { assignConservations } from './conservations.ts'
import { evaluateProduct } from './flux.ts'
import type { ConserveEntry, Product, Reaction, Scheme } from './scheme.ts'

/**
 * Runs the statements of a KINETIC block once, with its states at what they stand for now, and gathers its
 * reactions. Assignments and calls between reactions take place as they come; f_flux and b_flux are those of the
 * reaction above. Volumes are taken before the first statement, wherever COMPARTMENT stands.
 */
export function runScheme(execution: Execution, block: SolvableBlock): Scheme {
  return execution.names.inScope(() => new SchemeRun(execution, block).run())
}

type Conserve = Extract<Statement, { kind: 'conserve' }>

class SchemeRun {
  private readonly execution: Execution
  private readonly block: SolvableBlock
  private readonly states: string[] = []
  private readonly values: Value[] = []
  private readonly volumes: ReadonlyMap<string, Value>
  private readonly reactions: Reaction[] = []
  private readonly conserved: ConserveEntry[] = []
  /** Where the block as a whole takes place. */
  private readonly here: Value
  private readonly loops: number

  constructor(execution: Execution, block: SolvableBlock) {
    this.execution = execution
    this.block = block
    this.here = execution.when()
    this.loops = execution.builder.loopDepth
    this.volumes = volumesOf(execution, block)
  }

  run(): Scheme {
    const { execution, block } = this
    const nothing = (): void => {}
    execution.names.declare('f_flux', execution.builder.constant(0))
    execution.names.declare('b_flux', execution.builder.constant(0))
    const equations = {
      reaction: (statement: ReactionStatement) => this.react(statement),
      conserve: (statement: Conserve) => this.conserve(statement),
      compartment: nothing,
      'longitudinal-diffusion': nothing,
    }
    execution.solving(equations, () => runBody(execution, block.body))
    return {
      states: this.states,
      values: this.values,
      volumes: this.states.map(state => this.volumes.get(state)),
      reactions: this.reactions,
      conservations: assignConservations(execution, this.states, this.conserved),
    }
  }

  private react(statement: ReactionStatement): void {
    const { execution } = this
    const { builder } = execution
    if (this.isInLoop(statement)) return
    if (statement.arrow === '<->') for (const rate of statement.rates) this.checkParentheses(rate)
    const change = new Map<number, number>()
    const rates = statement.rates.map(rate => this.whereItTakesPlace(evaluate(execution, rate)))
    const zero = builder.constant(0)
    const isSource = statement.arrow === '<<'
    const forward = isSource
      ? { coefficient: rates[0] ?? zero, powers: new Map<number, number>() }
      : this.product(rates[0] ?? zero, statement.left, change, -1)
    if (isSource) this.product(zero, statement.left, change, 1)
    const backward =
      statement.arrow === '<->' ? this.product(rates[1] ?? zero, statement.right, change, 1) : undefined
    for (const [state, count] of change) if (count === 0) change.delete(state)
    this.reactions.push({ forward, backward, change })
    const flux = evaluateProduct(builder, forward, this.values).value
    execution.write('f_flux', isSource ? zero : flux)
    execution.write('b_flux', isSource ? flux : this.valueOf(backward))
  }

  /** NEURON 8 writes the rates of `<->` before their reactants without parentheses around them. */
  private checkParentheses(rate: Expression): void {
    if (rate.kind !== 'binary' || ['*', '/', '^'].includes(rate.operator)) return
    const isBare = rate.left.span.start === rate.span.start
    if (isBare) this.execution.report.add('nmodl/rate-without-parentheses', {}, rate.span)
  }

  private valueOf(product: Product | undefined): Value {
    const { builder } = this.execution
    return product ? evaluateProduct(builder, product, this.values).value : builder.constant(0)
  }

  private conserve(statement: Conserve): void {
    if (this.isInLoop(statement)) return
    const { execution } = this
    if (execution.when() !== this.here) {
      const facts = { what: 'CONSERVE', where: 'inside an if' }
      execution.report.add('nmodl/misplaced-statement', facts, statement.span)
      return
    }
    const weights = new Map<number, number>()
    for (const term of statement.terms) {
      const state = this.stateOf(term)
      if (state === undefined) {
        const facts = { what: `"${term.name.name}", which is not a STATE,`, where: 'in CONSERVE' }
        execution.report.add('nmodl/misplaced-statement', facts, term.span)
        return
      }
      weights.set(state, (weights.get(state) ?? 0) + term.count)
    }
    const total = evaluate(execution, statement.total)
    this.conserved.push({ weights, total, span: statement.span })
  }

  /** One side of a reaction times its rate; notes what a turn in the direction of `sign` does to its states. */
  private product(
    rate: Value,
    side: readonly ReactionTerm[],
    change: Map<number, number>,
    sign: 1 | -1,
  ): Product {
    const { builder } = this.execution
    const powers = new Map<number, number>()
    let coefficient = rate
    for (const term of side) {
      const state = this.stateOf(term)
      if (state === undefined) {
        const fixed = evaluate(this.execution, expressionOf(term))
        for (let i = 0; i < term.count; i++) coefficient = builder.apply('mul', coefficient, fixed)
        continue
      }
      powers.set(state, (powers.get(state) ?? 0) + term.count)
      change.set(state, (change.get(state) ?? 0) + sign * term.count)
    }
    return { coefficient, powers }
  }

  /** The index of the state that a term names; undefined for what is not a state and so keeps its value. */
  private stateOf(term: ReactionTerm): number | undefined {
    const { execution } = this
    const { name } = term.name
    const isState = execution.model.states.some(state => state.name.name === name)
    if (!isState || execution.names.isLocal(name)) return undefined
    const key = term.index ? this.elementOf(term, term.index) : name
    if (key === undefined) return undefined
    const known = this.states.indexOf(key)
    if (known >= 0) return known
    this.states.push(key)
    this.values.push(execution.read(key, term.span))
    return this.states.length - 1
  }

  private elementOf(term: ReactionTerm, index: Expression): string | undefined {
    const { execution } = this
    const { name } = term.name
    const known = execution.builder.constantOf(evaluate(execution, index))
    if (known === undefined) {
      execution.report.add('nmodl/reaction-index', { name }, index.span)
      return undefined
    }
    const length = execution.lengthOf(name) ?? 1
    const whole = Math.trunc(known)
    if (whole >= 0 && whole < length) return elementName(name, whole)
    execution.report.add('nmodl/index-outside', { name, index: known, length }, index.span)
    return undefined
  }

  /** A rate, or 0 in the lanes that do not come to the reaction. */
  private whereItTakesPlace(rate: Value): Value {
    const { builder } = this.execution
    const when = this.execution.when()
    return when === this.here ? rate : builder.apply('select', when, rate, builder.constant(0))
  }

  /** Which reactions there are must be known before the run. */
  private isInLoop(statement: Statement): boolean {
    if (this.execution.builder.loopDepth === this.loops) return false
    const facts = { what: 'A reaction', where: 'in a loop whose rounds are not known before the run' }
    this.execution.report.add('nmodl/misplaced-statement', facts, statement.span)
    return true
  }
}

/** A term that is not a state, as an expression. */
function expressionOf({ name, index, span }: ReactionTerm): Expression {
  return index ? { kind: 'element', name: name.name, index, span } : { kind: 'name', name: name.name, span }
}

/** The volume of each state under COMPARTMENT, elements of arrays by their names. */
export function volumesOf(execution: Execution, block: SolvableBlock): ReadonlyMap<string, Value> {
  const volumes = new Map<string, Value>()
  forEachOf(execution, block, 'compartment', (state, value) => volumes.set(state, value))
  return volumes
}

/** Evaluates the expression of each COMPARTMENT or LONGITUDINAL_DIFFUSION for each of its states, in turn. */
export function forEachOf(
  execution: Execution,
  block: SolvableBlock,
  kind: 'compartment' | 'longitudinal-diffusion',
  take: (state: string, value: Value) => void,
): void {
  const { builder, names } = execution
  visitStatements(block.body, statement => {
    if (statement.kind !== kind) return
    for (const state of statement.states) {
      execution.elementsOf(state.name).forEach((element, index) => {
        const value = names.inScope(() => {
          if (statement.variable) names.declare(statement.variable.name, builder.constant(index))
          return evaluate(execution, statement.value)
        })
        take(element, value)
      })
    }
  })
}
