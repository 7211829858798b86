import { editMorphology } from '../../../../../src-engine/morphology/edit/applyEdit.ts'
import type { EditedMorphology } from '../../../../../src-engine/morphology/edit/draft.ts'
import type { MorphologyEdit } from '../../../../../src-engine/morphology/edit/morphologyEdit.ts'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readCell } from '../support.ts'

/** A soma of one point; a trunk of four pieces on it that forks in two; an axon; coordinates are whole numbers. */
export const forked = readCell(`1 1 0 0 0 5 -1
2 3 8 0 0 2 1
3 3 16 0 0 2 2
4 3 24 0 0 1 3
5 3 32 0 0 1 4
6 3 32 8 0 1 5
7 3 32 16 0 1 6
8 3 32 -8 0 1 5
9 3 40 -8 0 1 8
10 2 -8 0 0 1 1
11 2 -16 0 0 1 10
`)

/** Edits that must be possible. */
export function edited(morphology: Morphology, ...edits: MorphologyEdit[]): EditedMorphology {
  const { value, diagnostics } = editMorphology(morphology, edits)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return value
}

/** The cell after edits that must be possible. */
export function afterwards(morphology: Morphology, ...edits: MorphologyEdit[]): Morphology {
  return edited(morphology, ...edits).morphology
}

/** The codes that refuse an edit. */
export function refusalOf(morphology: Morphology, ...edits: MorphologyEdit[]): string[] {
  return editMorphology(morphology, edits).diagnostics.map(({ code }) => code)
}

/** Names with their parents and places: `dend[1] < dend[0](1)`. */
export function treeOf({ sections }: Morphology): string[] {
  return sections.name.map((name, s) => {
    const parent = sections.parent[s]!
    const wire = sections.wire[s] === 1 ? ' by wire' : ''
    return parent < 0 ? name : `${name} < ${sections.name[parent]}(${sections.parentX[s]})${wire}`
  })
}
