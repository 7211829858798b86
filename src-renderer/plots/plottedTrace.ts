import type { SpikeTrain } from '../../src-main/contract/index.ts'

/** One curve to draw: a probe of a run, and how it is told apart from its neighbours. */
export interface PlottedTrace {
  /** Key in the `traces` service. */
  readonly probe: number
  /** `soma[0](0.5).v`. */
  readonly label: string
  /** As the host writes it: `mV`, `mA/cm2`. Traces of one unit share a row. */
  readonly unit: string
  readonly runLabel: string
  /** Place in the palette: the same for one variable in every run. */
  readonly colour: number
  /** Place in the list of dash patterns: 0, solid, for the newest run; earlier ones follow. */
  readonly dash: number
  /** Samples so far, and the time that they will reach [ms], known before a run has ended. */
  readonly samples: number
  readonly tStopMs: number
  /** Its run still grows. */
  readonly live: boolean
}

/** The spikes of one run, drawn as a raster row under its traces. */
export interface PlottedSpikes {
  readonly runLabel: string
  readonly dash: number
  readonly trains: readonly SpikeTrain[]
}

/** A stretch of simulated time [ms]; `fromMs` < `toMs`. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}
