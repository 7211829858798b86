import { measureSections, samplePathDistances, summarise } from '../../src-engine/index.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { MorphologySummary, MorphologyView } from '../contract/morphologies.ts'

/** What is known of a cell besides what it is. */
export type CellFacts = Pick<MorphologySummary, 'id' | 'diagnostics'>

/** The totals of a cell, for lists. */
export function summaryOfCell({ id, diagnostics }: CellFacts, morphology: Morphology): MorphologySummary {
  return { id, name: morphology.name, ...summarise(morphology), diagnostics }
}

/** Everything to draw and list a cell. */
export function viewOf(facts: CellFacts, morphology: Morphology): MorphologyView {
  return {
    summary: summaryOfCell(facts, morphology),
    morphology,
    table: measureSections(morphology),
    samplePathDistanceUm: samplePathDistances(morphology),
  }
}
