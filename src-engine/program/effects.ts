import type { ProgramFault } from './program.ts'
import type { Space, Value } from './values.ts'

/**
 * What a program does to the world outside its registers; carried out in the order in which effects were added.
 * Those with `when` act in the lanes where it is not 0. Effects added while a loop's body is being made belong to
 * the loop and act in every round, in the lanes that are still in it.
 */
export type Effect =
  | { readonly kind: 'store'; readonly name: string; readonly value: Value }
  | {
      readonly kind: 'assignAt' | 'addAt'
      readonly space: Space
      readonly name: string
      readonly value: Value
    }
  | { readonly kind: 'setUniform'; readonly name: string; readonly value: Value }
  /** Stores at an index computed at run time, truncated towards 0; out of range is a fault. */
  | {
      readonly kind: 'storeElement'
      readonly space: Space
      readonly name: string
      readonly index: Value
      readonly value: Value
      readonly when: Value
    }
  /** Ends the run, naming the instance. */
  | { readonly kind: 'fault'; readonly fault: ProgramFault; readonly when: Value }
  /**
   * An event. `send`: to this instance itself, `time` ms from now, with a flag. `move`: the latest of those with flag
   * 1 to `time` ms absolute. `fire`: from this instance to all connections that begin at it, at `time` ms absolute.
   * `deliver`: to this instance at once, with a flag. `fireGid`: from the source with a gid to all connections that
   * begin there, at `time` ms absolute, with the gid as the flag; `fireForeign`: the same where no detector and no
   * instance of this simulation has that gid, otherwise nothing. `print`: a piece of text with the number `time` in it, by
   * what `ProgramBuilder.text` gives as the flag. `halt`: the run ends after this step, or goes on after all where `time`
   * is 0. `stop`: the instance's equations jump at `time` ms absolute, so that a step of adaptive length ends there.
   */
  | {
      readonly kind: 'emit'
      readonly event: EventKind
      readonly time: Value
      readonly flag: Value
      readonly when: Value
    }

/** The events of `emit`; the position is the code that the machine reports. */
export const eventKinds = [
  'send',
  'move',
  'fire',
  'deliver',
  'fireGid',
  'fireForeign',
  'print',
  'halt',
  'stop',
] as const

export type EventKind = (typeof eventKinds)[number]

/** The values that an effect reads, in the order of its operation's operands. */
export function effectOperands(effect: Effect): readonly Value[] {
  switch (effect.kind) {
    case 'storeElement':
      return [effect.value, effect.index, effect.when]
    case 'fault':
      return [effect.when]
    case 'emit':
      return [effect.time, effect.flag, effect.when]
    default:
      return [effect.value]
  }
}

/** The effect with other values in the places of its own. */
export function withValues(effect: Effect, replace: (value: Value) => Value): Effect {
  const made: Record<string, unknown> = { ...effect }
  for (const name in made) if (typeof made[name] === 'number') made[name] = replace(made[name] as Value)
  return made as unknown as Effect
}
