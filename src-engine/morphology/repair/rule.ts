import type { Severity } from '../../core/diagnostics/diagnostic.ts'
import type { MorphologyEdit } from '../edit/morphologyEdit.ts'
import type { Place3d } from '../traced/tracedCell.ts'
import type { CellUnderRepair } from './cellUnderRepair.ts'

/** A number that a rule compares with; the user may set another. */
export interface Threshold {
  /** Lower case with dashes, as in `--threshold z-jump.distance=20`. */
  readonly name: string
  readonly title: string
  /** `µm`, or empty where it is a pure number. */
  readonly unit: string
  readonly default: number
}

/** The thresholds of one rule by name. */
export type ThresholdValues = Readonly<Record<string, number>>

/** What a rule says of one place; indices are those of the morphology that was looked at. */
export interface Found {
  readonly sections: readonly number[]
  /** Rows of `morphology.samples`. */
  readonly samples: readonly number[]
  /** One whole sentence with names and numbers. */
  readonly sentence: string
  /** The number that was compared with the threshold, where there is one. */
  readonly value?: number
}

/** One thing that may be wrong with a cell, and where. Plain data. */
export interface Finding extends Found {
  /** Id of the rule. */
  readonly rule: string
  readonly severity: Severity
  /** Where to look [µm]: the first sample concerned; undefined where the finding is about the cell as a whole. */
  readonly place: Place3d | undefined
  /** Line of the source text [from 1]; 0 where there is none. */
  readonly line: number
  /** Ids of the fixes that can be made here, the likeliest first. */
  readonly fixes: readonly string[]
}

/** A way to do away with a finding. */
export interface RuleFix {
  readonly id: string
  /** What it does, as a button says it. */
  readonly title: string
  /**
   * Whether it is right whenever the finding is: it only takes out what has no extent or divides one cable, or fills in
   * what is missing. `--fix all-safe` makes these.
   */
  readonly isSafe: boolean
  /** @returns nothing where it cannot be done here */
  readonly edits: (
    cell: CellUnderRepair,
    found: Found,
    thresholds: ThresholdValues,
  ) => readonly MorphologyEdit[] | undefined
  /** Whether it can be done here, where that is known without making the edits; otherwise they are made to see. */
  readonly isOffered?: (cell: CellUnderRepair, found: Found, thresholds: ThresholdValues) => boolean
}

/** A check of reconstructed cells. */
export interface RepairRule {
  /** Lower case with dashes, never reused. */
  readonly id: string
  readonly title: string
  /** When something is found, in one sentence with the names of the thresholds. */
  readonly definition: string
  /** The program and check that it is equal to, such as `NeuroM has_no_jumps`; `Hillock` for our own. */
  readonly source: string
  readonly severity: Severity
  readonly thresholds: readonly Threshold[]
  /** Looked for only when asked for by name: true of nearly every real cell, or slow. */
  readonly isOnRequest?: boolean
  readonly find: (cell: CellUnderRepair, thresholds: ThresholdValues, report: (found: Found) => void) => void
  readonly fixes: readonly RuleFix[]
}
