import { refused, type Checked } from '../../core/checked.ts'
import { declareMessages, diagnose } from '../../core/diagnostics/catalogue.ts'
import { editMorphology } from '../edit/applyEdit.ts'
import type { EditedMorphology } from '../edit/draft.ts'
import type { MorphologyEdit } from '../edit/morphologyEdit.ts'
import { summarise } from '../measure/summary.ts'
import type { Morphology } from '../morphology.ts'
import { CellUnderRepair } from './cellUnderRepair.ts'
import { thresholdsOf, type RepairThresholds } from './findings.ts'
import type { Finding, RuleFix } from './rule.ts'
import { findRule } from './ruleTable.ts'

/** Why a fix cannot be made. */
export const repairMessages = declareMessages({
  'repair/no-such-fix': {
    severity: 'error',
    text: ({ rule, fix }: { rule: string; fix: string }) =>
      `The rule “${rule}” has no fix “${fix}” for this finding.`,
    help: () => 'The fixes on offer stand with each finding.',
  },
})

/** The fix of a rule with an id. */
export function findFix(rule: string, fix: string): RuleFix | undefined {
  return findRule(rule)?.fixes.find(({ id }) => id === fix)
}

/**
 * The edits that a fix consists of.
 *
 * @param morphology the cell that the finding is of
 * @returns nothing where the fix cannot be made
 */
export function editsOfFix(
  morphology: Morphology | CellUnderRepair,
  finding: Finding,
  fix: string,
  thresholds: RepairThresholds = {},
): readonly MorphologyEdit[] | undefined {
  const rule = findRule(finding.rule)
  const cell = morphology instanceof CellUnderRepair ? morphology : new CellUnderRepair(morphology)
  return rule && findFix(rule.id, fix)?.edits(cell, finding, thresholdsOf(rule, thresholds))
}

/** Makes one fix of one finding. */
export function applyFix(
  morphology: Morphology,
  finding: Finding,
  fix: string,
  thresholds: RepairThresholds = {},
): Checked<EditedMorphology> {
  const edits = editsOfFix(morphology, finding, fix, thresholds)
  if (edits) return editMorphology(morphology, edits)
  return refused([diagnose(repairMessages, 'repair/no-such-fix', { rule: finding.rule, fix })])
}

/** What a cell measures, for telling what an edit would change. */
export interface PreviewNumbers {
  readonly sections: number
  readonly samples: number
  readonly lengthUm: number
  readonly areaUm2: number
  readonly volumeUm3: number
}

/** A cell before and after edits, in numbers. */
export interface EditPreview {
  readonly before: PreviewNumbers
  readonly after: PreviewNumbers
}

/** The numbers that a preview shows. */
export function previewNumbers(morphology: Morphology): PreviewNumbers {
  const { sections, points, totalLengthUm, totalAreaUm2, totalVolumeUm3 } = summarise(morphology)
  return {
    sections,
    samples: points,
    lengthUm: totalLengthUm,
    areaUm2: totalAreaUm2,
    volumeUm3: totalVolumeUm3,
  }
}

/** What edits would change, without making them. */
export function previewEdits(morphology: Morphology, edits: readonly MorphologyEdit[]): Checked<EditPreview> {
  const { value, diagnostics } = editMorphology(morphology, edits)
  if (!value) return refused(diagnostics)
  return {
    value: { before: previewNumbers(morphology), after: previewNumbers(value.morphology) },
    diagnostics,
  }
}
