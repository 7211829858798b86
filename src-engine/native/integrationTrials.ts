/** Trials of the integrator of adaptive steps by itself, on systems whose solutions are known (bdfTrials.h). */

/** Systems on which the integrator of adaptive steps is tried by itself (bdfTrials.h). */
const trialSystems = ['decay', 'oscillator', 'follower', 'van der Pol', 'Robertson'] as const

export interface IntegrationTrial {
  readonly system: (typeof trialSystems)[number]
  readonly absoluteTolerance: number
  readonly relativeTolerance?: number
  readonly maximumOrder?: number
  readonly largestStep?: number
  /** It goes from 0 to here. */
  readonly end: number
  readonly mostSteps?: number
}

export interface IntegrationOutcome {
  /** 0 where the last step was taken; else why not (bdf.h, BdfOutcome). */
  readonly outcome: number
  readonly steps: number
  readonly evaluations: number
  readonly errorFailures: number
  readonly newtonFailures: number
  /** At the end. */
  readonly y: Float64Array
  /** Where each step ended. */
  readonly times: Float64Array
  readonly orders: Float64Array
}

/** What the addon takes. */
export type RawTrial = readonly [
  system: number,
  absoluteTolerance: number,
  relativeTolerance: number,
  maximumOrder: number,
  largestStep: number,
  end: number,
  mostSteps: number,
]

export function argumentsOf(trial: IntegrationTrial): RawTrial {
  const { system, absoluteTolerance, relativeTolerance = 0, maximumOrder = 5, largestStep = 1e30 } = trial
  const { end, mostSteps = 1e6 } = trial
  const index = trialSystems.indexOf(system)
  return [index, absoluteTolerance, relativeTolerance, maximumOrder, largestStep, end, mostSteps]
}

/** What addonTrials.cc's integrate says, in words. */
export function integrationOutcomeOf(numbers: Float64Array): IntegrationOutcome {
  const [outcome = 0, steps = 0, evaluations = 0, errorFailures = 0, newtonFailures = 0, size = 0] = numbers
  const of = numbers.subarray(6 + size)
  return {
    outcome,
    steps,
    evaluations,
    errorFailures,
    newtonFailures,
    y: numbers.subarray(6, 6 + size),
    times: of.filter((_, k) => k % 2 === 0),
    orders: of.filter((_, k) => k % 2 === 1),
  }
}
