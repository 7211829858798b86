import { diagnose } from '../../core/diagnostics/catalogue.ts'
import { largestCoordinateUm } from '../limits.ts'
import type { MorphologyDraft, Refusal } from './draft.ts'
import { sampleCount, type DraftSection } from './draftSection.ts'
import { editMessages } from './messages.ts'

/** The refusal for a section that is not there. */
export function noSuchSection(section: string): Refusal {
  return diagnose(editMessages, 'edit/no-such-section', { section })
}

/** Whether a number can be a coordinate or a displacement [µm]. */
export function isCoordinate(value: number): boolean {
  return Math.abs(value) <= largestCoordinateUm
}

/** The refusal for coordinates that no cell can have. */
export function refuseCoordinates(values: readonly number[], what: string): Refusal {
  return values.every(isCoordinate) ? undefined : diagnose(editMessages, 'edit/bad-number', { what })
}

/** The refusal for a sample that a section does not have. */
export function refuseSample(section: DraftSection, sample: number): Refusal {
  const count = sampleCount(section)
  if (Number.isInteger(sample) && sample >= 0 && sample < count) return undefined
  return diagnose(editMessages, 'edit/no-such-sample', { section: section.name, sample, count })
}

/** The refusal for a diameter that is not above 0. */
export function refuseDiameter(diameter: number): Refusal {
  if (diameter > 0 && isCoordinate(diameter)) return undefined
  return diagnose(editMessages, 'edit/bad-diameter', { diameter })
}

/** The refusal for a factor that is not above 0. */
export function refuseFactor(factor: number): Refusal {
  if (factor > 0 && isCoordinate(factor)) return undefined
  return diagnose(editMessages, 'edit/bad-factor', { factor })
}

/** The refusal for a place outside 0…1. */
export function refusePlace(x: number): Refusal {
  return x >= 0 && x <= 1 ? undefined : diagnose(editMessages, 'edit/bad-place', { x })
}

/** The sections with these names, or all; or the refusal for the first that is not there. */
export function sectionsNamed(
  draft: MorphologyDraft,
  names: readonly string[] | undefined,
): { readonly sections: readonly DraftSection[]; readonly refusal: Refusal } {
  if (!names) return { sections: draft.sections(), refusal: undefined }
  const sections: DraftSection[] = []
  for (const name of names) {
    const section = draft.find(name)
    if (!section) return { sections: [], refusal: noSuchSection(name) }
    sections.push(section)
  }
  return { sections, refusal: undefined }
}
