import type { Value } from '../graph.ts'
import { bodyOf, type Loop } from '../nodes.ts'
import { writtenKeys } from './columnUse.ts'
import type { Instruction } from './instruction.ts'
import { everyEffect } from './removeDead.ts'

/** A number that a loop carries: before the first round, in a round, and for the next. */
export interface Carry {
  readonly start: Value
  readonly now: Value
  readonly then: Value
}

/** What a loop carries of the indices that are needed, in their order. */
export function carriesOf(loop: Loop, needed: ReadonlySet<number>): readonly Carry[] {
  const { next } = bodyOf(loop)
  return [...needed]
    .sort((first, second) => first - second)
    .flatMap(index => {
      const [start, now, then] = [loop.start[index], loop.carried[index], next[index]]
      return start === undefined || now === undefined || then === undefined ? [] : [{ start, now, then }]
    })
}

/** What the effects of a loop and of the loops in it write. */
export function keysWrittenIn(loop: Loop): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { effect } of everyEffect(bodyOf(loop).steps))
    for (const key of writtenKeys(effect)) keys.add(key)
  return keys
}

/** A loop's rounds: `head` decides which lanes are still `active`, `tail` is what they do. */
export function roundOf(
  head: readonly Instruction[],
  tail: readonly Instruction[],
  active: Value,
): readonly Instruction[] {
  return [
    ...head,
    { kind: 'leave', unless: active, skips: tail.length + 1 },
    ...tail,
    { kind: 'again', back: head.length + 1 + tail.length },
  ]
}
