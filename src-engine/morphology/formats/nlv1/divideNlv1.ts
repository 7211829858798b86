import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import { branching, lineTo, marker, moveTo, symbol, type Nlv1Lines } from './scanNlv1.ts'

/** How the coded lines fall into sections: those that are points, and where sections begin among them. */
export interface Nlv1Division {
  /** Line (index into the scan) of each point. */
  readonly lineOf: Int32Array
  /** First point of each section, and the number of points at the end. */
  readonly firstPoint: Int32Array
  /** Section of each point. */
  readonly sectionOf: Int32Array
  /** Points with the code 10,5, ascending. */
  readonly branchPoints: Int32Array
  /** 1 for sections that begin with a line after a branch point elsewhere in xy. */
  readonly leavesBranchPoint: Uint8Array
}

/** Minor codes of what is drawn: at the start, and after it. */
const types: Readonly<Record<number, number>> = {
  1: sectionType.dend,
  2: sectionType.dend,
  21: sectionType.axon,
  22: sectionType.axon,
  41: sectionType.soma,
  42: sectionType.soma,
  61: sectionType.apic,
  62: sectionType.apic,
}

/** The section type of a minor code; undefined for codes of other things. */
export function typeOfMinor(minor: number): number | undefined {
  return types[minor]
}

/** A section begins at every MoveTo, and at a LineTo right after a branch point (rule T2). */
export function divideNlv1(lines: Nlv1Lines, report: ImportReport): Nlv1Division {
  const { major, minor, points } = lines
  const lineOf: number[] = []
  const firstPoint: number[] = []
  const sectionOf: number[] = []
  const branchPoints: number[] = []
  const leaves: number[] = []
  let others = 0
  let firstOther = 0
  for (let i = 0; i < major.length; i++) {
    const kind = major[i]
    const isBranchPoint = kind === marker && minor[i] === branching
    if (kind !== lineTo && kind !== moveTo && !isBranchPoint) {
      if (kind !== marker && kind !== symbol && others++ === 0) firstOther = points.line[i]!
      continue
    }
    const followsBranchPoint = kind === lineTo && major[i - 1] === marker && minor[i - 1] === branching
    if (kind === moveTo || followsBranchPoint) {
      firstPoint.push(lineOf.length)
      leaves.push(followsBranchPoint && !isSameInXy(lines, i, i - 1) ? 1 : 0)
    }
    // Points before the first section belong to nothing.
    if (firstPoint.length === 0) {
      report.say('nlv1/point-before-start', {}, { line: points.line[i]! })
      continue
    }
    if (isBranchPoint) branchPoints.push(lineOf.length)
    sectionOf.push(firstPoint.length - 1)
    lineOf.push(i)
  }
  if (others > 0) report.say('nlv1/other-lines', { count: others }, { line: firstOther })
  firstPoint.push(lineOf.length)
  return {
    lineOf: Int32Array.from(lineOf),
    firstPoint: Int32Array.from(firstPoint),
    sectionOf: Int32Array.from(sectionOf),
    branchPoints: Int32Array.from(branchPoints),
    leavesBranchPoint: Uint8Array.from(leaves),
  }
}

/** Whether two lines are at one place in the plane, as NEURON has them: in 32 bits. */
export function isSameInXy({ points }: Nlv1Lines, a: number, b: number): boolean {
  return (
    Math.fround(points.x[a]!) === Math.fround(points.x[b]!) &&
    Math.fround(points.y[a]!) === Math.fround(points.y[b]!)
  )
}
