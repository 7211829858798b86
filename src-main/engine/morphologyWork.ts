import {
  editMorphology,
  editsOfFix,
  findings,
  previewNumbers,
  repairMorphology,
  somaChoices,
  type FixChoice,
  type PreviewNumbers,
  type RepairThresholds,
} from '../../src-engine/index.ts'
import { measureWork } from './measureWork.ts'
import type {
  Diagnostic,
  Finding,
  FindingOptions,
  Morphology,
  MorphologyEdit,
} from '../../src-engine/index.ts'
import { makeFile } from '../batch/makeFile.ts'
import { convertCell } from './convertCell.ts'
import { reductionWork } from './reductionWork.ts'

/** A fix of one finding, or fixes wherever they can be made. */
export type WantedFix =
  | { readonly kind: 'one'; readonly finding: Finding; readonly fix: string }
  | { readonly kind: 'all'; readonly fixes: readonly FixChoice[] }

/** What a fix would do. */
export interface FixEffect {
  readonly edits: readonly MorphologyEdit[]
  /** How many findings it deals with. */
  readonly repaired: number
  readonly before: PreviewNumbers
  readonly after: PreviewNumbers
  readonly diagnostics: readonly Diagnostic[]
}

function fixEffect(morphology: Morphology, wanted: WantedFix, thresholds: RepairThresholds): FixEffect {
  const before = previewNumbers(morphology)
  if (wanted.kind === 'all') {
    const { done, morphology: after } = repairMorphology(morphology, wanted.fixes, thresholds)
    const edits = done.flatMap(one => one.edits)
    return { edits, repaired: done.length, before, after: previewNumbers(after), diagnostics: [] }
  }
  const edits = editsOfFix(morphology, wanted.finding, wanted.fix, thresholds) ?? []
  const { value, diagnostics } = editMorphology(morphology, edits)
  const after = value ? previewNumbers(value.morphology) : before
  return {
    edits: value ? edits : [],
    repaired: value && edits.length > 0 ? 1 : 0,
    before,
    after,
    diagnostics,
  }
}

function editEffect(morphology: Morphology, edits: readonly MorphologyEdit[]) {
  const { value, diagnostics } = editMorphology(morphology, edits)
  return {
    before: previewNumbers(morphology),
    after: value && previewNumbers(value.morphology),
    diagnostics,
  }
}

/** Work on whole cells that may take longer than a window may wait, so that it is done on a thread of its own. */
export const morphologyWork = {
  ...measureWork,
  findings: (morphology: Morphology, options: FindingOptions): readonly Finding[] =>
    findings(morphology, options),
  fixEffect,
  ...reductionWork,
  convertCell,
  makeFile,
  editEffect,
  somaChoices,
}

/** The kinds of work by name. */
export type MorphologyWork = typeof morphologyWork
export type MorphologyWorkName = keyof MorphologyWork
