import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import type { Expression } from '../../ast/expressions.ts'
import type { Statement } from '../../ast/statements.ts'
import { visitExpression, visitStatements } from '../../ast/visit.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import { Execution, type Setting } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { StatementRunner } from '../language.ts'
import { finished, type LoweredHook } from '../loweredHook.ts'

type WatchStatement = Extract<Statement, { kind: 'watch' }>

/** One condition of a WATCH statement. */
type Watch = WatchStatement['watches'][number]

/** Whether a WATCH has been executed in this call of NET_RECEIVE already. */
const hasWatched = 'watch'

/** Names that a call of NET_RECEIVE begins with at 0, besides its arguments. */
export const callState: readonly string[] = [hasWatched]

/** Where a number may be below 0 and the condition still counts as true when it is armed, as in NEURON. */
const tolerance = 1e-11

/** States of `watch.k`; at the start of a run it is unarmed. */
const unarmed = 0
const wasFalse = 1
const wasTrue = 2

/** Every condition of the file, in the order of the text; the position is its number k. */
export function watchesOf({ netReceive }: MechanismModel): readonly Watch[] {
  const watches: Watch[] = []
  if (netReceive)
    visitStatements(netReceive.body, statement => {
      if (statement.kind === 'watch') watches.push(...statement.watches)
    })
  return watches
}

/** The number that remembers whether condition k is armed, and whether it was true. */
export function watchName(k: number): string {
  return `watch.${k}`
}

/** What WATCH must remember. */
export function watchStates(model: MechanismModel) {
  return watchesOf(model).map((_, k) => ({ name: watchName(k), length: undefined }))
}

/** `WATCH (…) flag, …` in NET_RECEIVE arms its conditions: rule EV5. */
export const runWatch: StatementRunner<'watch'> = (execution, { watches, span }) => {
  const { builder } = execution
  const all = watchesOf(execution.model)
  const isLater = execution.read(hasWatched, span)
  all.forEach((_, k) => {
    const before = execution.read(watchName(k), span)
    execution.write(watchName(k), builder.apply('select', isLater, before, builder.constant(unarmed)))
  })
  for (const watch of watches) {
    const isTrue = builder.apply('le', builder.constant(-tolerance), excessOf(execution, watch))
    const state = builder.apply('select', isTrue, builder.constant(wasTrue), builder.constant(wasFalse))
    execution.write(watchName(all.indexOf(watch)), state)
  }
  execution.write(hasWatched, builder.constant(1))
}

/** The hook `watch`: conditions that are armed and have become true deliver their events. */
export function lowerWatch(setting: Setting, builder: ProgramBuilder): LoweredHook | undefined {
  const watches = watchesOf(setting.model)
  if (watches.length === 0) return undefined
  const execution = new Execution(builder, setting)
  watches.forEach((watch, k) => {
    refuseArguments(setting, watch.condition)
    const { span } = watch.condition
    const state = execution.read(watchName(k), span)
    const isTrue = builder.apply('lt', builder.constant(0), excessOf(execution, watch))
    const isNew = builder.apply('and', builder.apply('eq', state, builder.constant(wasFalse)), isTrue)
    execution.effect({
      kind: 'emit',
      event: 'deliver',
      time: builder.constant(0),
      flag: evaluate(execution, watch.flag),
      when: isNew,
    })
    const armed = builder.apply('select', isTrue, builder.constant(wasTrue), builder.constant(wasFalse))
    execution.write(watchName(k), builder.apply('select', state, armed, builder.constant(unarmed)))
  })
  return finished(execution)
}

/** How far the condition is from being false: positive where it is true. */
function excessOf(execution: Execution, { condition }: Watch): Value {
  if (condition.kind !== 'binary') return execution.builder.constant(0)
  const left = evaluate(execution, condition.left)
  const right = evaluate(execution, condition.right)
  return execution.builder.apply('sub', ...(condition.operator === '>' ? [left, right] : [right, left]))
}

/** A condition is tested when there is no connection, and when NET_RECEIVE's LOCALs are long gone. */
function refuseArguments({ model, report }: Setting, condition: Expression): void {
  visitExpression(condition, inner => {
    if ((inner.kind !== 'name' && inner.kind !== 'element') || model.variables.has(inner.name)) return
    report.add('nmodl/watch-of-local', { name: inner.name }, inner.span)
  })
}
