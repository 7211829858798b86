import type { Annotations, Marker, Spine } from '../../annotations.ts'
import type { Morphology } from '../../morphology.ts'
import { numberText } from '../numberText.ts'

const placeText = ({ x, y, z, diameter }: Marker | Spine) =>
  `(${[x, y, z, diameter].map(numberText).join(' ')})`

/** A text in quotes; the format has no way to write a quote or a line end in one. */
export function quoted(text: string): string {
  return `"${text.replace(/["\r\n]/g, ' ')}"`
}

/** A marker or spine as a block of one line. */
export function markText(mark: Marker | Spine): string {
  if (!('name' in mark))
    return `<${mark.kind === '' ? '' : `(Class 0 ${quoted(mark.kind)}) `}${placeText(mark)}>`
  const word = /^[A-Za-z]\w*$/.test(mark.kind) ? mark.kind : 'Dot'
  return `(${word} (Color White)${mark.name === '' ? '' : ` (Name ${quoted(mark.name)})`} ${placeText(mark)})`
}

/** Markers and spines by the sample that they stand on; under −1 those that no branch can hold. */
export function marksBySample(
  { sections }: Morphology,
  annotations: Annotations | undefined,
  isBranch: (section: number) => boolean,
): ReadonlyMap<number, readonly (Marker | Spine)[]> {
  const marks = new Map<number, (Marker | Spine)[]>()
  for (const mark of [...(annotations?.markers ?? []), ...(annotations?.spines ?? [])]) {
    const { section } = mark
    const isHeld = section >= 0 && isBranch(section)
    // Outside of branches the format has markers, but no spines.
    if (!isHeld && !('name' in mark)) continue
    const sample = mark.sample >= 0 ? mark.sample : (sections.firstSample[section] ?? -1)
    const key = isHeld ? sample : -1
    const list = marks.get(key)
    if (list) list.push(mark)
    else marks.set(key, [mark])
  }
  return marks
}
