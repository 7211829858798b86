import type { Span } from '../../core/source/span.ts'
import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { MechanismModel, Variable } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'

/** Most statements that one hook may come to, after calls and loops have been written out. */
const mostStatements = 20000
/** Most values that one hook may come to. */
const mostValues = 100000
/** Deepest nesting of expressions, bodies and calls; a body counts as five expressions, a call as ten. */
const deepestNesting = 800

/** Where the mechanism's variables and the names of the routine being run stand at one moment. */
interface Snapshot {
  readonly values: ReadonlyMap<string, Value>
  readonly scopes: readonly ReadonlyMap<string, Value | undefined>[]
}

/** Runs a routine of the file with these arguments; the value is that of a FUNCTION. */
export type CallRoutine = (execution: Execution, name: string, values: readonly Value[], span: Span) => Value

/**
 * One symbolic run over the statements of a hook. Names stand for values of the program under construction:
 * assigning makes a name stand for another value, and nothing is stored before the end.
 *
 *     a = m + 1
 *     m = a * m      →    m stands for (m₀ + 1) · m₀, where m₀ is the column's number before the run
 *
 * Both branches of an `if` are run, each from the same start, and then joined by selects.
 */
export class Execution {
  readonly builder: ProgramBuilder
  readonly model: MechanismModel
  readonly report: Report
  readonly callRoutine: CallRoutine
  /** Routines being run, the innermost last. */
  readonly calls: string[] = []
  /** METHOD of the SOLVE being run. */
  method: 'cnexp' | 'euler' | undefined
  private values = new Map<string, Value>()
  private scopes: Map<string, Value | undefined>[] = []
  private statements = 0
  private depth = 0

  constructor(builder: ProgramBuilder, model: MechanismModel, report: Report, callRoutine: CallRoutine) {
    this.builder = builder
    this.model = model
    this.report = report
    this.callRoutine = callRoutine
  }

  /** Whether the budget is spent; says so once, and then everything stops. */
  spend(span: Span): boolean {
    this.statements++
    if (this.statements > mostStatements) {
      this.report.add(
        'nmodl/too-large',
        { what: 'statements after calls and loops are written out', limit: mostStatements },
        span,
      )
    } else if (this.builder.size > mostValues) {
      this.report.add('nmodl/too-large', { what: 'values', limit: mostValues }, span)
    } else {
      return false
    }
    return true
  }

  /** Goes some levels deeper; past the limit a diagnostic says so, and the result is what is given instead. */
  deeper<T>(levels: number, span: Span, run: () => T, instead: T): T {
    if (this.depth + levels > deepestNesting) {
      const facts = { what: 'expressions and calls inside one another', limit: deepestNesting }
      this.report.add('nmodl/too-large', facts, span)
      return instead
    }
    this.depth += levels
    const result = run()
    this.depth -= levels
    return result
  }

  /** The value before the hook runs of a variable of the mechanism. */
  initialOf(variable: Variable): Value {
    const { storage, name } = variable
    switch (storage.kind) {
      case 'constant':
        return this.builder.constant(storage.value)
      case 'uniform':
        return this.builder.uniform(name, variable.written)
      case 'node':
        return this.builder.column('node', storage.column)
      case 'ion':
        return this.builder.column(`ion:${storage.ion}`, name)
      case 'own':
        // What nothing ever sets has no column: it is 0 for good.
        if (variable.role === 'assigned' && !variable.written && !variable.visible)
          return this.builder.constant(variable.initial)
        return this.builder.column('own', name)
    }
  }

  /** What a name stands for now. */
  read(name: string, span: Span): Value {
    for (let depth = this.scopes.length - 1; depth >= 0; depth--) {
      const scope = this.scopes[depth]
      if (!scope?.has(name)) continue
      const value = scope.get(name)
      if (value !== undefined) return value
      this.report.add('nmodl/local-before-set', { name }, span)
      return this.builder.constant(0)
    }
    const variable = this.model.variables.get(name)
    return this.values.get(name) ?? (variable ? this.initialOf(variable) : this.builder.constant(0))
  }

  /** Begins with some variables already assigned. */
  seed(values: ReadonlyMap<string, Value>): void {
    this.values = new Map(values)
  }

  /** Makes a name stand for a value. */
  write(name: string, value: Value): void {
    for (let depth = this.scopes.length - 1; depth >= 0; depth--) {
      const scope = this.scopes[depth]
      if (!scope?.has(name)) continue
      scope.set(name, value)
      return
    }
    this.values.set(name, value)
  }

  /** Declares a name of the innermost scope. */
  declare(name: string, value: Value | undefined): void {
    this.scopes.at(-1)?.set(name, value)
  }

  /** Runs something in a scope of its own, e.g. a body with LOCAL. */
  inScope(run: () => void): void {
    this.scopes.push(new Map())
    run()
    this.scopes.pop()
  }

  /** Runs a routine: it sees its own names and the mechanism's, not those of its caller. */
  inRoutine(name: string, run: () => Value): Value {
    const outer = this.scopes
    this.scopes = [new Map()]
    this.calls.push(name)
    const value = run()
    this.calls.pop()
    this.scopes = outer
    return value
  }

  /** Runs both branches from the same start and joins what they assigned. */
  branch(condition: Value, then: () => void, otherwise: () => void): void {
    const known = this.builder.constantOf(condition)
    if (known !== undefined) {
      if (known !== 0) then()
      else otherwise()
      return
    }
    const before = this.snapshot()
    then()
    const afterThen = this.snapshot()
    this.restore(before)
    otherwise()
    this.join(condition, afterThen)
  }

  /** The mechanism's variables that were assigned, with what they stand for now. */
  assigned(): ReadonlyMap<string, Value> {
    return this.values
  }

  private snapshot(): Snapshot {
    return { values: new Map(this.values), scopes: this.scopes.map(scope => new Map(scope)) }
  }

  private restore(snapshot: Snapshot): void {
    this.values = new Map(snapshot.values)
    this.scopes = snapshot.scopes.map(scope => new Map(scope))
  }

  /** Joins the state of the `then` branch into the present one, which is that of `otherwise`. */
  private join(condition: Value, then: Snapshot): void {
    for (const name of new Set([...then.values.keys(), ...this.values.keys()])) {
      const variable = this.model.variables.get(name)
      const yes = then.values.get(name) ?? (variable && this.initialOf(variable))
      const no = this.values.get(name) ?? (variable && this.initialOf(variable))
      this.values.set(name, this.choose(condition, yes, no))
    }
    this.scopes.forEach((scope, depth) => {
      for (const [name, no] of scope) {
        const yes = then.scopes[depth]?.get(name)
        if (yes !== undefined || no !== undefined) scope.set(name, this.choose(condition, yes, no))
      }
    })
  }

  /** A LOCAL that only one branch set keeps that value: what it is in the other is nobody's business. */
  private choose(condition: Value, yes: Value | undefined, no: Value | undefined): Value {
    if (yes === undefined || no === undefined) return yes ?? no ?? this.builder.constant(0)
    return this.builder.apply('select', condition, yes, no)
  }
}
