import type { Place, Process } from './cell.ts'
import type { Run } from './run.ts'

/** Leads from a state to another when a variable passes a level. */
export interface Transition {
  readonly to: string
  readonly where: Place | Process
  readonly variable: string
  /** Passing it upwards, or downwards. */
  readonly direction: 'above' | 'below'
  readonly level: number
  readonly act?: (run: Run) => unknown
}

/**
 * States of a run that follow one another as variables pass levels, like NEURON's StateTransitionEvent: for protocols
 * that react. A transition is made at the first step at which its variable lies beyond the level, having not lain beyond
 * it since the state was entered. Of several the first counts.
 */
export class StateMachine {
  readonly #states: Readonly<Record<string, readonly Transition[]>>
  readonly #visits: { readonly state: string; readonly tMs: number }[] = []
  #state: string
  /** Of each transition of the state whether its variable lies beyond the level. */
  #beyond: readonly boolean[] | undefined

  constructor(run: Run, start: string, states: Readonly<Record<string, readonly Transition[]>>) {
    this.#states = states
    this.#state = start
    run.onStep(async () => this.#look(run))
  }

  /** The state that it is in. */
  get state(): string {
    return this.#state
  }

  /** The states that were entered, and when [ms]. */
  get visits(): readonly { readonly state: string; readonly tMs: number }[] {
    return this.#visits
  }

  async #look(run: Run): Promise<void> {
    const transitions = this.#states[this.#state] ?? []
    const beyond = transitions.map(({ where, variable, direction, level }) => {
      const value = run.read(where, variable)
      return direction === 'above' ? value > level : value < level
    })
    const before = this.#beyond ?? beyond
    const made = transitions.find((_, index) => beyond[index] && !before[index])
    this.#beyond = made ? undefined : beyond
    if (!made) return
    this.#state = made.to
    this.#visits.push({ state: made.to, tMs: run.tMs })
    await made.act?.(run)
  }
}
