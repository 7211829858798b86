import type { MorphologyEdit } from '../../../src-engine/morphology/edit/morphologyEdit.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** The sections of an edited cell that its edits name; those that ended are not among them. */
export function touchedSections(
  { sections }: Morphology,
  edits: readonly MorphologyEdit[],
): ReadonlySet<number> {
  const names = new Set<string>()
  for (const edit of edits) {
    if ('section' in edit) names.add(edit.section)
    if (edit.kind === 'attach') names.add(edit.to)
    if (edit.kind === 'move-samples') for (const { section } of edit.samples) names.add(section)
    if ('sections' in edit) for (const section of edit.sections ?? []) names.add(section)
  }
  return new Set(sections.name.flatMap((name, section) => (names.has(name) ? [section] : [])))
}
