import type { Morphology } from '../morphology.ts'
import { CellUnderRepair } from './cellUnderRepair.ts'
import type { Finding, Found, RepairRule, ThresholdValues } from './rule.ts'
import { repairRules } from './ruleTable.ts'

/** Thresholds that differ from their defaults, by rule and name. */
export type RepairThresholds = Readonly<Record<string, ThresholdValues>>

/** What to look for. */
export interface FindingOptions {
  /** Ids of rules; without it all but those that are only looked for on request. */
  readonly only?: readonly string[]
  readonly thresholds?: RepairThresholds
}

/** The thresholds of a rule, with the defaults where none is given. */
export function thresholdsOf(rule: RepairRule, given: RepairThresholds = {}): ThresholdValues {
  const own = given[rule.id]
  return Object.fromEntries(rule.thresholds.map(({ name, default: value }) => [name, own?.[name] ?? value]))
}

/** The rules that options ask for, in the order of the table. */
export function rulesAskedFor({ only }: FindingOptions): readonly RepairRule[] {
  return repairRules.filter(({ id, isOnRequest }) => (only ? only.includes(id) : !isOnRequest))
}

/** Everything that the rules find in a cell, in the order of the rules and, within each, of the cell. */
export function findings(morphology: Morphology, options: FindingOptions = {}): readonly Finding[] {
  const cell = new CellUnderRepair(morphology)
  const all: Finding[] = []
  for (const rule of rulesAskedFor(options)) {
    const thresholds = thresholdsOf(rule, options.thresholds)
    rule.find(cell, thresholds, found => all.push(findingOf(cell, rule, found, thresholds)))
  }
  return all
}

function findingOf(
  cell: CellUnderRepair,
  rule: RepairRule,
  found: Found,
  thresholds: ThresholdValues,
): Finding {
  const { x, y, z, line } = cell.samples
  const [row] = found.samples
  const offered = rule.fixes.filter(fix => fix.edits(cell, found, thresholds) !== undefined)
  return {
    ...found,
    rule: rule.id,
    severity: rule.severity,
    place: row === undefined ? undefined : { x: x[row]!, y: y[row]!, z: z[row]! },
    line: row === undefined ? 0 : line[row]!,
    fixes: offered.map(({ id }) => id),
  }
}
