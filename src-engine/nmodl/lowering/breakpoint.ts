import { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { Body } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import type { CurrentValue } from './currentAndConductance.ts'
import { Execution, type Setting } from './execution.ts'
import { readIons, writeIons } from './ions.ts'
import { isPast } from './lag.ts'
import { finished, type LoweredHook } from './loweredHook.ts'
import { canLast, variableOfInput } from './places.ts'
import { isOfRandoms } from './random/randomNumbers.ts'
import { runBody } from './statements.ts'
import { reachesThroughLoop } from '../symbolic/substitute.ts'

/**
 * Lowers BREAKPOINT. NEURON runs it twice, at v + 0.001 mV and at v, to get the conductance. Here one run is
 * enough where it leaves nothing behind and no loop stands between v and a current. Where it changes a variable from
 * its own old value (a counter, a filter), both runs are made, the second from where the first ended, as published
 * results depend on it; where there is a loop, both from the same start. With CONDUCTANCE one run is all there is.
 */
export function lowerBreakpoint(setting: Setting, builder: ProgramBuilder): LoweredHook | undefined {
  const { model, report } = setting
  if (!model.breakpoint || model.currents.length === 0) return undefined
  const conductances = conductancesIn(model.breakpoint)
  const isCurrent = (name: string) => model.currents.some(current => current.name === name)
  const breakpoint = conductances.length > 0 ? withoutLocals(model.breakpoint, isCurrent) : model.breakpoint
  // A trial run, whose effects are forgotten: what it needs to know decides which runs are made.
  const trial = run(setting, new ProgramBuilder(builder.name), breakpoint)
  const memory = conductances.length > 0 ? [] : remembered(model, trial)
  for (const name of memory) {
    const variable = model.variables.get(name)
    // Numbers that no text declares are told by what they are for.
    if (variable && variable.span.end > 0) report.add('nmodl/breakpoint-runs-twice', { name }, variable.span)
  }
  if (memory.some(isOfRandoms)) {
    const { start } = breakpoint.span
    report.add('nmodl/breakpoint-draws-twice', {}, { start, end: start + 1 })
  }
  const loops =
    conductances.length === 0 &&
    reachesThroughLoop(trial.builder, currentNumbers(model, trial), voltage(trial.builder))
  if (memory.length === 0 && !loops) {
    const once = run(setting, builder, breakpoint)
    writeIons(once)
    return {
      ...finished(once),
      currents: currentsOf(model, once, undefined),
      conductances: conductances.map(({ name, span }) => once.read(name, span)),
      conductanceIons: conductances.map(({ ion }) => ion),
    }
  }
  const shifted = builder.apply('add', voltage(builder), builder.constant(0.001))
  const first = run(setting, builder, breakpoint, { seed: new Map([['v', shifted]]), quiet: true })
  const left = memory.length > 0 ? [...first.names.assigned()].filter(([name]) => name !== 'v') : []
  // In NEURON too state_discontinuity assigns in the first of the two.
  const second = run(setting, builder, breakpoint, { seed: new Map(left), discontinuities: 'ignored' })
  writeIons(second)
  return {
    ...finished(second),
    effective: [...first.effective, ...second.effective],
    currents: currentsOf(model, second, first),
  }
}

/** With CONDUCTANCE a LOCAL of BREAKPOINT that is named as a current is that current, in NEURON as here. */
function withoutLocals(body: Body, isCurrent: (name: string) => boolean): Body {
  const statements = body.statements.map(statement =>
    statement.kind === 'local'
      ? { ...statement, names: statement.names.filter(({ name }) => !isCurrent(name)) }
      : statement,
  )
  return { ...body, statements }
}

function voltage(builder: ProgramBuilder): Value {
  return builder.column('node', 'v')
}

function run(
  setting: Setting,
  builder: ProgramBuilder,
  body: Body,
  {
    seed = new Map(),
    discontinuities = 'in-steps',
    quiet = false,
  }: {
    readonly seed?: ReadonlyMap<string, Value>
    readonly discontinuities?: Execution['discontinuities']
    readonly quiet?: boolean
  } = {},
): Execution {
  const execution = new Execution(builder, setting)
  execution.quiet = quiet
  execution.solvesAreLifted = true
  execution.discontinuities = discontinuities
  readIons(execution)
  for (const [name, value] of seed) execution.write(name, value)
  runBody(execution, body)
  return execution
}

function conductancesIn(body: Body) {
  const names: { readonly name: string; readonly span: Body['span']; readonly ion: string | undefined }[] = []
  visitStatements(body, statement => {
    if (statement.kind === 'conductance') names.push({ ...statement.name, ion: statement.ion?.name })
  })
  return names
}

/** Variables that BREAKPOINT both assigns and makes something lasting of their old number. */
export function remembered(
  model: MechanismModel,
  { builder, names, storedArrays }: Execution,
): readonly string[] {
  const assigned = names.assigned()
  const inputs = builder.inputsOf([...assigned.values()])
  const old = new Set([...inputs].flatMap(key => variableOfInput(model, key)?.name ?? []))
  const changed = [...assigned].filter(([name, value]) => value !== names.before(name))
  const isOld = (name: string): boolean => {
    const variable = model.variables.get(name)
    return (
      variable !== undefined &&
      canLast(variable) &&
      changed.some(([other]) => other === name || other.startsWith(`${name}[`))
    )
  }
  return [...storedArrays, ...[...old].filter(isOld)].filter(name => !isPast(name))
}

function currentNumbers(model: MechanismModel, { names }: Execution): readonly Value[] {
  return model.currents.flatMap(({ name }) => names.assigned().get(name) ?? [])
}

function currentsOf(
  model: MechanismModel,
  execution: Execution,
  shifted: Execution | undefined,
): readonly CurrentValue[] {
  return model.currents.map(current => {
    const now = execution.names.assigned().get(current.name)
    if (now === undefined)
      execution.report.add('nmodl/current-not-assigned', { name: current.name }, current.span)
    return {
      current,
      now: now ?? execution.builder.constant(0),
      shifted: shifted?.names.assigned().get(current.name),
    }
  })
}
