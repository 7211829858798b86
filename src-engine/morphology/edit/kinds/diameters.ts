import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { arcOf, sampleCount } from '../draftSection.ts'
import {
  isCoordinate,
  noSuchSection,
  refuseDiameter,
  refuseFactor,
  refuseSample,
  sectionsNamed,
} from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** Gives one sample, or all samples of a section, a diameter. Copies of a branch point keep theirs. */
export function setDiameter(draft: MorphologyDraft, edit: EditOf<'set-diameter'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const { sample, diameter } = edit
  const refusal =
    (sample === undefined ? undefined : refuseSample(section, sample)) ?? refuseDiameter(diameter)
  if (refusal) return refusal
  const points = draft.ownPoints(section)
  if (sample === undefined) points.diameter.fill(diameter, 0, points.count)
  else points.diameter[sample] = diameter
  return undefined
}

/** Lets the diameter run in a straight line along the length of a section. */
export function taper(draft: MorphologyDraft, edit: EditOf<'taper'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const { from, to } = edit
  const refusal = refuseDiameter(from) ?? refuseDiameter(to)
  if (refusal) return refusal
  const arc = arcOf(section)
  const last = sampleCount(section) - 1
  const length = arc[last]!
  const points = draft.ownPoints(section)
  for (let row = 0; row <= last; row++) {
    const part = length > 0 ? arc[row]! / length : row / last
    points.diameter[row] = from + part * (to - from)
  }
  points.diameter[last] = to
  return undefined
}

/** Multiplies diameters. */
export function scaleDiameters(draft: MorphologyDraft, edit: EditOf<'scale-diameters'>): Refusal {
  const { factor } = edit
  const named = sectionsNamed(draft, edit.sections)
  const refusal = named.refusal ?? refuseFactor(factor)
  if (refusal) return refusal
  for (const { points, first, end } of named.sections) {
    for (let row = first; row < end; row++) {
      if (!isCoordinate(points.diameter[row]! * factor))
        return diagnose(editMessages, 'edit/bad-diameter', { diameter: points.diameter[row]! * factor })
    }
  }
  for (const section of new Set(named.sections)) {
    const points = draft.ownPoints(section)
    for (let row = 0; row < points.count; row++) points.diameter[row]! *= factor
  }
  return undefined
}

/** Replaces each diameter by the mean over its neighbourhood in the section, cut off at the section's ends. */
export function smoothDiameters(draft: MorphologyDraft, edit: EditOf<'smooth-diameters'>): Refusal {
  const { reach } = edit
  const named = sectionsNamed(draft, edit.sections)
  if (named.refusal) return named.refusal
  if (!Number.isInteger(reach) || reach < 1)
    return diagnose(editMessages, 'edit/bad-number', { what: 'reach' })
  for (const section of new Set(named.sections)) {
    const points = draft.ownPoints(section)
    const sums = new Float64Array(points.count + 1)
    for (let row = 0; row < points.count; row++) sums[row + 1] = sums[row]! + points.diameter[row]!
    for (let row = 0; row < points.count; row++) {
      // Equally many to either side, so that an even taper stays as it is.
      const half = Math.min(reach, row, points.count - 1 - row)
      if (half === 0) continue
      points.diameter[row] = (sums[row + half + 1]! - sums[row - half]!) / (2 * half + 1)
    }
  }
  return undefined
}
