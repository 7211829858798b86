import type { Span } from '../../core/source/span.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Statement } from '../ast/statements.ts'
import { type Jumps, type Leaving, lowered } from './jumps.ts'
import { assignNode, ifNode, localNode, nameNode, noneOf, numberNode, whileNode } from './nodes.ts'
import type { Scope } from './scope.ts'

/** What a loop asks before each round, and what it has to do for that. */
export interface Question {
  readonly before: readonly Statement[]
  readonly value: Expression
}

/** A loop that goes on while a condition holds. */
export interface LoopParts {
  readonly ask: () => Question
  readonly body: () => readonly Statement[]
  /** The last part of `for (;;)`. */
  readonly next: () => readonly Statement[]
  readonly atEnd: boolean
}

interface Raised {
  readonly leaving: Leaving
  readonly raised: ReadonlySet<string>
}

/** What ends a loop, of all that has been raised in it. */
function stopsOf({ leaving, raised }: Raised): ReadonlySet<string> {
  return new Set([...raised].filter(flag => flag !== leaving.skipped))
}

/** The loop's own flags before it, and the rest of what was raised for those around it. */
function prepare(jumps: Jumps, { leaving, raised }: Raised, span: Span): readonly Statement[] {
  const own = [leaving.broken, leaving.skipped].flatMap(flag =>
    flag !== undefined && raised.has(flag) ? lowered(flag, span) : [],
  )
  jumps.keep([...raised].filter(flag => flag !== leaving.broken && flag !== leaving.skipped))
  return own
}

function eachRound(
  { leaving, raised }: Raised,
  body: readonly Statement[],
  span: Span,
): readonly Statement[] {
  const { skipped } = leaving
  if (skipped === undefined || !raised.has(skipped)) return body
  return [assignNode(skipped, numberNode(0, span), span), ...body]
}

/**
 * A loop of C, or a `while` of NMODL with jumps in it. Where the condition has to do something first, or the loop may
 * be left, a flag carries the answer from round to round.
 */
export function writeLoop(scope: Scope, jumps: Jumps, parts: LoopParts, span: Span): readonly Statement[] {
  const { made: body, ...rest } = jumps.within(parts.body, true)
  const next = parts.next()
  const first = parts.ask()
  const stops = stopsOf(rest)
  const round = eachRound(rest, body, span)
  const own = prepare(jumps, rest, span)
  if (first.before.length === 0 && stops.size === 0 && !parts.atEnd)
    return [...own, whileNode(first.value, [...round, ...next], span)]
  const going = scope.fresh('going')
  const set = (value: Expression) => assignNode(going, value, span)
  const again = (question: Question) => [...question.before, set(question.value)]
  const start = parts.atEnd ? [set(numberNode(1, span))] : again(first)
  const onward = [...next, ...again(parts.ask())]
  const end =
    stops.size === 0 ? onward : [ifNode(noneOf(stops, span), onward, [set(numberNode(0, span))], span)]
  return [
    ...own,
    localNode([going], span),
    ...start,
    whileNode(nameNode(going, span), [...round, ...end], span),
  ]
}

/** A loop of NMODL that counts by itself: rounds after one that left do nothing. */
export function writeCounted(
  jumps: Jumps,
  body: () => readonly Statement[],
  build: (body: readonly Statement[]) => Statement,
  span: Span,
): readonly Statement[] {
  const { made, ...rest } = jumps.within(body, true)
  const stops = stopsOf(rest)
  const round = eachRound(rest, made, span)
  const guarded = stops.size > 0 ? [ifNode(noneOf(stops, span), round, [], span)] : round
  return [...prepare(jumps, rest, span), build(guarded)]
}
