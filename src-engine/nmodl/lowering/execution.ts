import type { Span } from '../../core/source/span.ts'
import type { ProgramBuilder } from '../../program/builder.ts'
import type { Effect } from '../../program/effects.ts'
import type { Value } from '../../program/graph.ts'
import type { ProgramFault } from '../../program/program.ts'
import type { RoutineBlock } from '../ast/blocks.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { Report } from '../report.ts'
import type { EquationHandlers, Language } from './language.ts'
import { elementName, Names, variableName } from './names.ts'
import { valueBefore } from './places.ts'
import type { Tables } from './tables/tabulate.ts'

/** Most statements that one hook may come to, after calls and loops have been written out. */
const mostStatements = 100000
/** Most values that one hook may come to. */
const mostValues = 400000
/** Deepest nesting of expressions, bodies and calls; a body counts as five expressions, a call as ten. */
const deepestNesting = 800
/** Most rounds of one loop of a run. */
const mostRounds = 10_000_000

/** What a hook is lowered with. */
export interface Setting {
  readonly model: MechanismModel
  readonly report: Report
  readonly language: Language
  /** The tables that calls of routines with TABLE look their values up in; without, they compute them. */
  readonly tables: Tables | undefined
  /**
   * Long arrays that are written at indices of the run: their elements are read and stored where they lie, in the order
   * of the statements. Grows while hooks are lowered; the hooks are then lowered anew.
   */
  readonly memory: Set<string>
}

/**
 * One symbolic run over the statements of a hook. Names stand for values of the program under construction:
 * assigning makes a name stand for another value, and nothing is stored before the end.
 *
 *     a = m + 1
 *     m = a * m      →    m stands for (m₀ + 1) · m₀, where m₀ is the column's number before the run
 *
 * Both branches of an `if` are run, each from the same start, and then joined by selects. A loop whose rounds
 * are known is written out; another becomes a loop of the program that carries on what it assigns.
 */
export class Execution {
  readonly builder: ProgramBuilder
  readonly model: MechanismModel
  readonly report: Report
  readonly language: Language
  readonly names: Names
  /** Routines being run, the innermost last. */
  readonly calls: string[] = []
  /** What the method at work does with equations. */
  equations: EquationHandlers = {}
  /** In BREAKPOINT the SOLVE statements have been lifted out into the hook `state`. */
  solvesAreLifted = false
  /** Nothing is printed. */
  quiet = false
  /** Of all effects only the times count that are given to `at_time`; otherwise these have none. */
  onlyStops = false
  /** When state_discontinuity assigns: always, in steps but not when a run begins, or never. */
  discontinuities: 'taken' | 'in-steps' | 'ignored' = 'taken'
  /** The values that effects are made of: what must be known of the time before the hook. */
  readonly effective: Value[] = []
  /** Arrays of which elements have been stored where they lie. */
  readonly storedArrays = new Set<string>()
  /** How often the loops around it write out what is being run. */
  copies = 1
  private readonly setting: Setting
  /** Faults that have been entered already. */
  private readonly faults = new Set<string>()
  private path: Value[] = []
  private muted = false
  /** How many effects have been left out because nothing was to come of them. */
  private leftOut = 0
  private statements = 0
  private depth = 0

  constructor(builder: ProgramBuilder, setting: Setting) {
    this.builder = builder
    this.model = setting.model
    this.report = setting.report
    this.language = setting.language
    this.setting = setting
    this.names = new Names(name => valueBefore(builder, setting.model, name))
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
    if (!this.enter(levels, span)) return instead
    const result = run()
    this.leave(levels)
    return result
  }

  /** Goes some levels deeper where the limit allows it; past it a diagnostic says so. */
  enter(levels: number, span: Span): boolean {
    if (this.depth + levels > deepestNesting) {
      const facts = { what: 'expressions and calls inside one another', limit: deepestNesting }
      this.report.add('nmodl/too-large', facts, span)
      return false
    }
    this.depth += levels
    return true
  }

  leave(levels: number): void {
    this.depth -= levels
  }

  /** What a name stands for now; an element of an array is named `name[3]`. */
  read(name: string, span: Span): Value {
    const value = this.names.read(name)
    if (value !== undefined) return value
    this.report.add('nmodl/local-before-set', { name: variableName(name) }, span)
    return this.builder.constant(0)
  }

  /** Makes a name stand for a value. */
  write(name: string, value: Value): void {
    this.names.write(name, value)
  }

  /** Number of elements, where a name is an array. */
  lengthOf(name: string): number | undefined {
    const local = this.names.localLength(name)
    if (local !== undefined || this.names.isLocal(name)) return local
    return this.model.variables.get(name)?.length
  }

  /** The elements of an array by name, or the name itself. */
  elementsOf(name: string): readonly string[] {
    const length = this.lengthOf(name)
    return length === undefined ? [name] : Array.from({ length }, (_, index) => elementName(name, index))
  }

  /** Whether an array of the mechanism is read and stored where it lies. */
  isInMemory(name: string): boolean {
    return this.setting.memory.has(name) && !this.names.isLocal(name)
  }

  /** Has an array kept in memory from the next lowering on. */
  keepInMemory(name: string): void {
    this.setting.memory.add(name)
  }

  /** Runs a routine: it sees its own names and the mechanism's, not those of its caller. */
  inRoutine<T>(name: string, run: () => T): T {
    this.calls.push(name)
    const value = this.names.apart(run)
    this.calls.pop()
    return value
  }

  /** Runs the block of a method, which takes the equations. */
  solving(equations: EquationHandlers, run: () => void): void {
    const outer = this.equations
    this.equations = equations
    run()
    this.equations = outer
  }

  /** Where the statement that is being run takes place: not 0 in the lanes that come here. */
  when(): Value {
    return this.path.reduce((all, condition) => this.conjunction(all, condition), this.builder.constant(1))
  }

  /** Whether nothing is printed here: in a rehearsal, and in the first of two runs of BREAKPOINT. */
  get isQuiet(): boolean {
    if (this.muted) this.leftOut++
    return this.muted || this.quiet
  }

  /** Whether calls of routines with TABLE look their values up. */
  get usesTables(): boolean {
    return this.setting.tables !== undefined
  }

  /** Whether one table of a routine serves all instances. */
  tabulate(routine: RoutineBlock): boolean {
    return this.setting.tables?.has(this.setting, routine) === true
  }

  /** Adds an effect; whether it takes place here is the caller's to say, with `when`. */
  effect(effect: Effect): void {
    if (this.onlyStops !== (effect.kind === 'emit' && effect.event === 'stop')) return
    if (this.muted) {
      this.leftOut++
      return
    }
    if (effect.kind === 'storeElement') {
      // A series is a space of its own.
      this.storedArrays.add(
        effect.space.startsWith('table:') ? effect.space.slice('table:'.length) : effect.name,
      )
    }
    for (const part of ['value', 'index', 'time', 'flag', 'when'] as const) {
      const value = (effect as Partial<Record<typeof part, Value>>)[part]
      if (value !== undefined) this.effective.push(value)
    }
    this.builder.effect(effect)
  }

  /** Ends the run where a condition holds, in the lanes that come here. */
  fault(fault: ProgramFault, condition: Value): void {
    const when = this.conjunction(this.when(), condition)
    const key = `${when} ${JSON.stringify(fault)}`
    if (!this.muted && this.faults.has(key)) return
    if (!this.muted) this.faults.add(key)
    this.effect({ kind: 'fault', fault, when })
  }

  /** Runs something for what can be learnt from it: names stand afterwards as before, and there are no effects. */
  rehearse<T>(run: () => T): T {
    const before = this.names.snapshot()
    const muted = this.muted
    this.muted = true
    const result = run()
    this.muted = muted
    this.names.restore(before)
    return result
  }

  /**
   * Runs something that may turn out not to be possible: then names stand as before, and there are no effects. Where it
   * has effects it is run twice, as nobody knows beforehand that they are wanted.
   *
   * @param run says whether it was possible
   */
  attempt(run: () => boolean): boolean {
    const before = this.names.snapshot()
    const { muted, leftOut } = this
    this.muted = true
    const isPossible = run()
    this.muted = muted
    if (isPossible && (muted || this.leftOut === leftOut)) return true
    this.names.restore(before)
    if (isPossible) run()
    return isPossible
  }

  /** Runs both branches from the same start and joins what they assigned. */
  branch(condition: Value, then: () => void, otherwise: () => void): void {
    const known = this.builder.constantOf(condition)
    if (known !== undefined) {
      if (known !== 0) then()
      else otherwise()
      return
    }
    const before = this.names.snapshot()
    this.along(condition, then)
    const afterThen = this.names.snapshot()
    this.names.restore(before)
    this.along(this.builder.apply('not', condition), otherwise)
    this.names.join(afterThen, (yes, no) => this.builder.apply('select', condition, yes, no))
  }

  /**
   * Runs `body` again and again while `condition` holds, as a loop of the program.
   *
   * @param assigned every name that the body or the condition may assign, elements of arrays by their names
   */
  loop(span: Span, assigned: Iterable<string>, condition: () => Value, body: () => void): void {
    const { builder, names } = this
    const places = [...new Set(assigned)].map(name => names.placeOf(name))
    const present = () => places.map(place => names.at(place) ?? builder.constant(0))
    const fault: ProgramFault = { code: 'nmodl/loop-too-long', facts: { limit: mostRounds } }
    const first = this.conjunction(this.when(), condition())
    const outer = this.path
    this.path = []
    const after = builder.loop([first, ...present()], mostRounds, fault, ([more = first, ...carried]) => {
      carried.forEach((value, index) => names.put(places[index] as (typeof places)[number], value))
      this.deeper(20, span, body, undefined)
      const again = condition()
      return { more, next: [again, ...present()] }
    })
    this.path = outer
    places.forEach((place, index) => names.put(place, after[index + 1] ?? builder.constant(0)))
  }

  private along(condition: Value, run: () => void): void {
    this.path.push(condition)
    run()
    this.path.pop()
  }

  /** Whether both hold. */
  conjunction(a: Value, b: Value): Value {
    const [left, right] = [this.builder.constantOf(a), this.builder.constantOf(b)]
    if (left !== undefined) return left === 0 ? a : b
    if (right !== undefined) return right === 0 ? b : a
    return this.builder.apply('and', a, b)
  }
}
