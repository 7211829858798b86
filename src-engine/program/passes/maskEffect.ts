import type { Effect } from '../effects.ts'
import type { Value } from '../graph.ts'

/** How masking makes the values that it needs. */
export interface MaskingOperations {
  constant(value: number): Value
  /** Whether a condition is a constant; an effect whose condition is 0 has been left out. */
  always(condition: Value): boolean
  compute(operation: 'and' | 'select', operands: readonly Value[]): Value
}

/**
 * An effect in a loop as it acts in the lanes that are still in it. What is added elsewhere is −0, which changes no
 * number. A uniform, and a place that several lanes may share, is written in sequential programs only, where there is
 * one lane, and it is in the loop.
 */
export function maskedEffect(
  effect: Effect,
  active: Value,
  sequential: boolean,
  { always, constant, compute }: MaskingOperations,
): Effect {
  switch (effect.kind) {
    case 'store': {
      if (sequential) return effect
      const { name, value } = effect
      return { kind: 'storeElement', space: 'own', name, value, index: constant(0), when: active }
    }
    case 'addAt':
      return { ...effect, value: compute('select', [active, effect.value, constant(-0)]) }
    case 'storeElement':
    case 'fault':
    case 'emit':
      return { ...effect, when: always(effect.when) ? active : compute('and', [active, effect.when]) }
    case 'assignAt':
    case 'setUniform':
      return effect
  }
}
