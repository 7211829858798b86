/**
 * When, while a run begins, somebody may read and set variables, in order:
 *
 * - `before`: nothing is set yet; numbers are those of the model, or of the run before
 * - `voltages`: v is the initial potential everywhere; INITIAL comes next
 * - `states`: all INITIAL blocks have run; events due at 0 and the first currents come next
 * - `end`: all is done but the first sample
 */
export const initialisationPhases = ['before', 'voltages', 'states', 'end'] as const

export type InitialisationPhase = (typeof initialisationPhases)[number]

/** The numbers of a run, by their addresses (liveVariables.ts); between stretches, and while it begins. */
export interface LiveValues {
  read(address: number): number
  /** Takes effect with the next step. */
  write(address: number, value: number): void
}

/** Is called at every phase, in order. */
export type InitialisationHandler = (phase: InitialisationPhase, values: LiveValues) => void
