import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { addBetween, arcOf, type DraftSection } from '../draftSection.ts'
import { sectionsNamed } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** More samples than any reconstruction has. */
const mostSamples = 1e7

/** Lays new samples at equal distances along sections; both ends stay. */
export function resample(draft: MorphologyDraft, edit: EditOf<'resample'>): Refusal {
  const { spacing } = edit
  const named = sectionsNamed(draft, edit.sections)
  if (named.refusal) return named.refusal
  const sections = [...new Set(named.sections)]
  const arcs = sections.map(arcOf)
  const pieces = arcs.map(arc => Math.max(1, Math.ceil(arc[arc.length - 1]! / spacing - 1e-9)))
  const total = pieces.reduce((sum, count) => sum + count + 1, 0)
  if (!(spacing > 0 && total <= mostSamples)) return diagnose(editMessages, 'edit/bad-spacing', { spacing })
  sections.forEach((section, i) => {
    const arc = arcs[i]!
    // A section without length has nothing to be divided.
    if (arc[arc.length - 1]! > 0) draft.setPoints(section, laidEvenly(section, arc, pieces[i]!))
  })
  return undefined
}

function laidEvenly(section: DraftSection, arc: Float64Array, pieces: number): PointColumns {
  const { points, first, end } = section
  const laid = new PointColumns(pieces + 1)
  laid.addRange(points, first, first + 1)
  const length = arc[arc.length - 1]!
  let sample = 1
  for (let k = 1; k < pieces; k++) {
    const at = (k * length) / pieces
    while (arc[sample]! < at) sample++
    const row = first + sample
    if (arc[sample] === at) {
      laid.addRange(points, row, row + 1)
      continue
    }
    const part = (at - arc[sample - 1]!) / (arc[sample]! - arc[sample - 1]!)
    addBetween(laid, points, row - 1, part)
  }
  laid.addRange(points, end - 1, end)
  return laid
}
