import type { Value } from '../../program/graph.ts'
import type { Statement } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { lagName } from '../model/namesWritten.ts'
import { bodiesOf } from './bodiesOf.ts'
import type { Execution } from './execution.ts'
import type { Language } from './language.ts'

type LagStatement = Extract<Statement, { kind: 'lag' }>

/** Samples that are kept of a variable's past; those of one duration never need more. */
const samples = 1024

/** Where a LAG keeps the past: arrays of times and of numbers, used in turn, and how many samples there have been. */
function placesOf({ name, by }: LagStatement) {
  const stem = lagName(name.name, by.name)
  return { result: stem, times: `${stem}.t`, numbers: `${stem}.x`, count: `${stem}.count` }
}

/** The names that a LAG assigns. */
export function namesOfLag(statement: LagStatement): readonly string[] {
  const { result, count } = placesOf(statement)
  return [result, count]
}

/** Whether a name is where a LAG keeps the past; running twice at one time changes nothing there. */
export function isPast(name: string): boolean {
  return /^lag_\w+\.(?:t|x|count)$/.test(name)
}

/** What the LAG statements of a file must remember. */
export function pastsKept(
  model: MechanismModel,
): readonly { readonly name: string; readonly length: number | undefined }[] {
  const kept = new Map<string, number | undefined>()
  for (const body of bodiesOf(model)) {
    visitStatements(body, statement => {
      if (statement.kind !== 'lag') return
      const { times, numbers, count } = placesOf(statement)
      kept.set(times, samples).set(numbers, samples).set(count, undefined)
    })
  }
  return [...kept].map(([name, length]) => ({ name, length }))
}

/**
 * `LAG x BY duration`: lag_x_duration becomes what x was that long ago, linear between the moments at which the
 * statement ran, and its first number before them; time that goes back begins a new past.
 *
 * Where it runs more often than 1000 times a duration, only every so many moments are kept.
 */
export const lagStatements = {
  lag(execution, statement) {
    const { builder, names } = execution
    const { result, times, numbers, count } = placesOf(statement)
    for (const name of [times, numbers]) builder.array(name, samples)
    const one = builder.constant(1)
    const zero = builder.constant(0)
    const [now, value] = [
      execution.read('t', statement.span),
      execution.read(statement.name.name, statement.span),
    ]
    const duration = execution.read(statement.by.name, statement.span)
    const before = execution.read(count, statement.span)
    const subtract = (a: Value, b: Value) => builder.apply('sub', a, b)
    const timeOf = (index: Value) => sampleAt(execution, times, index)

    const last = timeOf(builder.apply('max', zero, subtract(before, one)))
    const isFirst = builder.apply('or', builder.apply('eq', before, zero), builder.apply('lt', now, last))
    const known = builder.apply('select', isFirst, zero, before)
    const secondLast = timeOf(builder.apply('max', zero, subtract(known, builder.constant(2))))
    const spacing = builder.apply('mul', duration, builder.constant(1 / (samples - 24)))
    const isApart = builder.apply(
      'or',
      builder.apply('lt', known, builder.constant(2)),
      builder.apply('le', spacing, subtract(now, secondLast)),
    )
    const isLater = builder.apply('and', builder.apply('lt', last, now), isApart)
    const isNew = builder.apply('or', isFirst, isLater)
    const after = builder.apply('add', known, builder.apply('select', isNew, one, zero))
    const newest = subtract(after, one)
    for (const [name, number] of [
      [times, now],
      [numbers, value],
    ] as const) {
      const index = slotOf(execution, newest)
      execution.effect({
        kind: 'storeElement',
        space: 'own',
        name,
        index,
        value: number,
        when: execution.when(),
      })
    }
    names.write(count, after)
    const oldest = builder.apply('max', zero, subtract(after, builder.constant(samples)))
    names.write(result, interpolated(execution, { times, numbers, oldest, newest }, subtract(now, duration)))
  },
} satisfies Partial<Language['statements']>

/** The place of a sample among those that are kept. */
function slotOf({ builder }: Execution, index: Value): Value {
  return builder.apply('fmod', index, builder.constant(samples))
}

function sampleAt(execution: Execution, name: string, index: Value): Value {
  return execution.builder.elementInTurn('own', name, slotOf(execution, index), execution.when())
}

/** Linear between the samples around a time, found by halving the range in which they lie. */
function interpolated(
  execution: Execution,
  past: { readonly times: string; readonly numbers: string; readonly oldest: Value; readonly newest: Value },
  time: Value,
): Value {
  const { builder } = execution
  const one = builder.constant(1)
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: samples } }
  const here = execution.when()
  const start = [past.oldest, past.newest]
  const [below = past.oldest, above = past.newest] = builder.loop(start, samples, fault, carried => {
    const [low = past.oldest, high = past.newest] = carried
    const sum = builder.apply('add', low, high)
    const middle = builder.apply('floor', builder.apply('mul', builder.constant(0.5), sum))
    const isLow = builder.apply('le', sampleAt(execution, past.times, middle), time)
    return {
      more: builder.apply('and', here, builder.apply('lt', builder.apply('add', low, one), high)),
      next: [builder.apply('select', isLow, middle, low), builder.apply('select', isLow, high, middle)],
    }
  })
  const [from, to] = [sampleAt(execution, past.times, below), sampleAt(execution, past.times, above)]
  const [first, second] = [sampleAt(execution, past.numbers, below), sampleAt(execution, past.numbers, above)]
  const part = builder.apply('div', builder.apply('sub', time, from), builder.apply('sub', to, from))
  const rise = builder.apply('mul', part, builder.apply('sub', second, first))
  const isBefore = builder.apply('le', time, from)
  return builder.apply('select', isBefore, first, builder.apply('add', first, rise))
}
