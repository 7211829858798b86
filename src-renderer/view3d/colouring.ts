import { sectionType, type Morphology } from '../../src-engine/morphology/morphology.ts'
import type { ColourTable, Rgb } from './colourMaps.ts'

/** Smallest and largest value that a colour bar shows. */
export interface ValueRange {
  readonly low: number
  readonly high: number
}

/** Colours of section types. */
export type TypeColours = Readonly<Record<'soma' | 'axon' | 'dend' | 'apic' | 'other', Rgb>>

/** The name under which the field knows a section type. */
export function typeName(type: number): keyof TypeColours {
  if (type === sectionType.soma) return 'soma'
  if (type === sectionType.axon) return 'axon'
  if (type === sectionType.dend) return 'dend'
  if (type === sectionType.apic) return 'apic'
  return 'other'
}

/** How a sample is drawn: kept in the fourth byte of its colour. */
export const emphasis = { plain: 255, selected: 170, hovered: 85, faint: 0 } as const

/** Smallest and largest of finite values; a single value gets a little room, so that the bar has a length. */
export function rangeOf(values: ArrayLike<number>): ValueRange {
  let low = Infinity
  let high = -Infinity
  for (let index = 0; index < values.length; index++) {
    const value = values[index]! // hot: below length
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(low <= high)) return { low: 0, high: 1 }
  return low === high ? { low: low - 0.5, high: high + 0.5 } : { low, high }
}

/** Writes the colour of each sample's section type. `into` has four bytes a sample; the fourth is left alone. */
export function colourByType({ sections }: Morphology, colours: TypeColours, into: Uint8Array): void {
  for (let section = 0; section < sections.count; section++) {
    const [red, green, blue] = colours[typeName(sections.type[section] ?? 0)]
    const end = sections.firstSample[section + 1]! // hot
    for (let sample = sections.firstSample[section]!; sample < end; sample++) {
      into[sample * 4] = red
      into[sample * 4 + 1] = green
      into[sample * 4 + 2] = blue
    }
  }
}

/**
 * Writes the colour of one value for each sample. Values outside the range take its ends; NaN takes the colour for what has
 * no value, where there is one.
 */
export function colourByValue(
  values: ArrayLike<number>,
  { low, high }: ValueRange,
  table: ColourTable,
  into: Uint8Array,
  without?: Rgb,
): void {
  const scale = high > low ? 255 / (high - low) : 0
  const count = Math.min(values.length, into.length >> 2)
  for (let sample = 0; sample < count; sample++) {
    const step = (values[sample]! - low) * scale // hot: below count
    const at = (step > 255 ? 255 : step > 0 ? Math.round(step) : 0) * 3
    into[sample * 4] = table[at]!
    into[sample * 4 + 1] = table[at + 1]!
    into[sample * 4 + 2] = table[at + 2]!
    if (without && Number.isNaN(step)) into.set(without, sample * 4)
  }
}

/**
 * The compartment in which each sample lies, so that voltages of compartments colour the samples. Undefined where
 * the counts do not belong to this cell.
 *
 * @param compartmentsOfSection nseg of each section
 * @param alongUm length from the section's first sample [µm], for each sample
 * @param lengthUm length of each section [µm]
 */
export function compartmentOfSample(
  { samples, sections }: Morphology,
  compartmentsOfSection: Int32Array,
  alongUm: Float64Array,
  lengthUm: Float64Array,
): Int32Array | undefined {
  if (compartmentsOfSection.length !== sections.count) return undefined
  const compartments = new Int32Array(samples.count)
  let first = 0
  for (let section = 0; section < sections.count; section++) {
    const count = compartmentsOfSection[section]!
    const length = lengthUm[section]!
    const end = sections.firstSample[section + 1]!
    for (let sample = sections.firstSample[section]!; sample < end; sample++) {
      const within = length > 0 ? Math.floor((alongUm[sample]! / length) * count) : 0 // hot
      compartments[sample] = first + Math.min(count - 1, within)
    }
    first += count
  }
  return compartments
}

/** Spreads one value a compartment over the samples. */
export function spreadOverSamples(values: Float32Array, compartments: Int32Array, into: Float32Array): void {
  for (let sample = 0; sample < compartments.length; sample++) into[sample] = values[compartments[sample]!]! // hot
}

/** Writes how each section is drawn: hovered before selected; while a region is shown, the rest is faint. */
export function writeEmphasis(
  { sections }: Morphology,
  into: Uint8Array,
  {
    selected,
    hovered,
    shown,
  }: {
    readonly selected: ReadonlySet<number>
    readonly hovered: number | undefined
    readonly shown: ReadonlySet<number> | undefined
  },
): void {
  for (let section = 0; section < sections.count; section++) {
    const value =
      section === hovered
        ? emphasis.hovered
        : selected.has(section)
          ? emphasis.selected
          : shown && !shown.has(section)
            ? emphasis.faint
            : emphasis.plain
    const end = sections.firstSample[section + 1]! // hot
    for (let sample = sections.firstSample[section]!; sample < end; sample++) into[sample * 4 + 3] = value
  }
}
