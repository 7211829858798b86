import { checked, type Checked } from '../../core/checked.ts'
import { diagnose, type FactsOf, type Place } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { ntscableMessages } from './diagnostics.ts'
import type { NtscableOptions } from './options.ts'
import { PointTree } from './pointTree.ts'

/** A point of the file that is not in the result. */
export interface DroppedPoint {
  /** Line of the source [from 1]. */
  readonly line: number
  /** Type in the file's word; empty where there is none. */
  readonly type: string
  /** Half a sentence: why. */
  readonly reason: string
}

/** A closed curve around the soma [µm]. */
export interface SomaOutline {
  readonly x: number[]
  readonly y: number[]
  readonly z: number[]
  readonly line: number[]
  firstNumber: number
  lastNumber: number
}

/** A row of places with diameters that is the soma [µm]. */
export interface SomaPoints {
  readonly x: number[]
  readonly y: number[]
  readonly z: number[]
  readonly diameter: number[]
}

/** An empty row. */
export function emptySomaPoints(): SomaPoints {
  return { x: [], y: [], z: [], diameter: [] }
}

type Code = keyof typeof ntscableMessages & string

/** What a reader hands over: the neurites as a tree of points, the soma, and everything that was left out. */
export class Tracing {
  /** `Eutectic`, `Douglas 3D`, … as the output's header names it. */
  readonly syntax: string
  readonly source: string
  readonly options: NtscableOptions
  readonly tree = new PointTree()
  readonly outlines: SomaOutline[] = []
  /** Where the format gives the soma as a row of diameters; it then has no outlines. */
  readonly soma: SomaPoints = emptySomaPoints()
  /** Length and diameter where the format gives the soma as a cylinder. */
  somaNumbers: { first: number; last: number } | undefined
  /** Ends of branches that were read. */
  branchCount = 0
  /** Points of neurites that were read. */
  pointCount = 0
  /** The source's own comment, for the output. */
  comment: readonly string[] = []
  readonly dropped: DroppedPoint[] = []
  readonly #diagnostics: Diagnostic[] = []

  constructor(syntax: string, source: string, options: NtscableOptions) {
    this.syntax = syntax
    this.source = source
    this.options = options
  }

  /** Says something about the conversion. */
  say<C extends Code>(code: C, facts: FactsOf<(typeof ntscableMessages)[C]>, place: Place = {}): void {
    this.#diagnostics.push({ ...diagnose(ntscableMessages, code, facts, place), source: this.source })
  }

  /** Notes a point that is left out. */
  drop(line: number, type: string, reason: string): void {
    this.dropped.push({ line, type, reason })
  }

  /** Everything said, with the dropped points by reason. */
  diagnostics(): readonly Diagnostic[] {
    const byReason = new Map<string, DroppedPoint[]>()
    for (const point of this.dropped) {
      const others = byReason.get(point.reason)
      if (others) others.push(point)
      else byReason.set(point.reason, [point])
    }
    const lost = [...byReason].map(([reason, points]) => ({
      ...diagnose(
        ntscableMessages,
        'ntscable/point-lost',
        { count: points.length, reason },
        { line: points[0]?.line ?? 1 },
      ),
      source: this.source,
    }))
    return [...this.#diagnostics, ...lost]
  }

  /** A value made from this tracing, with everything said. */
  checked<T>(value: T | undefined): Checked<T> {
    return checked(value, this.diagnostics())
  }
}
