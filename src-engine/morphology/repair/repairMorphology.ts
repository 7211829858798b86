import { MorphologyDraft, type EditedMorphology } from '../edit/draft.ts'
import { applyToDraft } from '../edit/applyEdit.ts'
import type { MorphologyEdit } from '../edit/morphologyEdit.ts'
import { composeMappings } from '../edit/sectionMapping.ts'
import type { Morphology } from '../morphology.ts'
import { CellUnderRepair } from './cellUnderRepair.ts'
import { findings, thresholdsOf, type RepairThresholds } from './findings.ts'
import type { Finding, RepairRule, RuleFix } from './rule.ts'
import { repairRules } from './ruleTable.ts'

/** A fix to make wherever its rule finds something. */
export interface FixChoice {
  readonly rule: string
  readonly fix: string
}

/** One thing that was repaired. */
export interface RepairDone extends FixChoice {
  /** The finding's sentence, with the names of that moment. */
  readonly sentence: string
  /** Line of the source text [from 1]; 0 where there is none. */
  readonly line: number
  readonly edits: readonly MorphologyEdit[]
}

/** A repaired cell and all that was done. */
export interface RepairedMorphology extends EditedMorphology {
  readonly done: readonly RepairDone[]
  /** Findings of the chosen rules that are still there. */
  readonly left: readonly Finding[]
}

/** One fix may make another possible, as along a cable that is divided many times; more rounds than this never help. */
const mostRounds = 200
/** A repair of the tree may bring out what rules further up repair; safe fixes are made again then. */
const mostSweeps = 10

/** The safe fixes of all rules: what `--fix all-safe` means. */
export function safeFixes(): readonly FixChoice[] {
  return repairRules.flatMap(rule =>
    rule.fixes.filter(({ isSafe }) => isSafe).map(fix => ({ rule: rule.id, fix: fix.id })),
  )
}

/**
 * Makes fixes wherever their rules find something, rule after rule in the order of the table. Within a rule, findings are
 * repaired together as long as they concern different sections, then looked for again, until nothing changes.
 */
export function repairMorphology(
  morphology: Morphology,
  choices: readonly FixChoice[],
  thresholds: RepairThresholds = {},
): RepairedMorphology {
  let current: EditedMorphology = {
    morphology,
    mapping: Array.from({ length: morphology.sections.count }, (_, section) => [
      { start: 0, end: 1, section, toStart: 0, toEnd: 1 },
    ]),
  }
  const done: RepairDone[] = []
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    const doneBefore = done.length
    for (const rule of repairRules) {
      const fixes = rule.fixes.filter(
        ({ id, isSafe }) =>
          (isSafe || sweep === 0) && choices.some(choice => choice.rule === rule.id && choice.fix === id),
      )
      let found = Infinity
      for (let round = 0; fixes.length > 0 && round < mostRounds; round++) {
        const next = repairOnce(current.morphology, rule, fixes, thresholds)
        // What a fix leaves as it is, more of the same will not change.
        if (!next || next.found >= found) break
        found = next.found
        done.push(...next.done)
        current = {
          morphology: next.edited.morphology,
          mapping: composeMappings(current.mapping, next.edited.mapping),
        }
      }
    }
    if (done.length === doneBefore) break
  }
  const only = choices.map(({ rule }) => rule)
  return { ...current, done, left: findings(current.morphology, { only, thresholds }) }
}

interface Round {
  readonly edited: EditedMorphology
  readonly done: readonly RepairDone[]
  /** How many findings there were. */
  readonly found: number
}

/** One round of one rule. @returns nothing where nothing could be done */
function repairOnce(
  morphology: Morphology,
  rule: RepairRule,
  fixes: readonly RuleFix[],
  thresholds: RepairThresholds,
): Round | undefined {
  const cell = new CellUnderRepair(morphology)
  const values = thresholdsOf(rule, thresholds)
  const all = findings(morphology, { only: [rule.id], thresholds })
  const impossible = new Set<Finding>()
  for (;;) {
    const draft = new MorphologyDraft(morphology)
    const touched = new Set<string>()
    const done: RepairDone[] = []
    let isSpoiled = false
    for (const finding of all) {
      const fix = fixes.find(({ id }) => finding.fixes.includes(id))
      const edits = impossible.has(finding) ? undefined : fix?.edits(cell, finding, values)
      if (!fix || !edits) continue
      const concerned = sectionsConcerned(cell, finding, edits)
      if (concerned.some(name => touched.has(name))) continue
      const made = edits.findIndex(edit => applyToDraft(draft, edit) !== undefined)
      if (made === 0) continue
      if (made > 0) {
        // Half a fix is none: begin again without it.
        impossible.add(finding)
        isSpoiled = true
        break
      }
      for (const name of concerned) touched.add(name)
      done.push({ rule: rule.id, fix: fix.id, sentence: finding.sentence, line: finding.line, edits })
    }
    if (!isSpoiled) return done.length > 0 ? { edited: draft.build(), done, found: all.length } : undefined
  }
}

/** Names of the sections whose names, samples or end points the edits count on or change. */
function sectionsConcerned(
  cell: CellUnderRepair,
  finding: Finding,
  edits: readonly MorphologyEdit[],
): readonly string[] {
  const names = new Set(finding.sections.map(section => cell.sections.name[section]!))
  const isCut = edits.some(({ kind }) => kind === 'cut')
  for (const edit of edits) {
    if ('section' in edit) names.add(edit.section)
    if (edit.kind === 'attach' && isCut) names.add(edit.to)
  }
  return [...names]
}
