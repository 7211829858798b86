import { arrayName } from '../sectionNames.ts'
import type { EditOf, MorphologyEdit, MorphologyEditKind, Vector } from './morphologyEdit.ts'

type Descriptions = { readonly [Kind in MorphologyEditKind]: (edit: EditOf<Kind>) => string }

const descriptions: Descriptions = {
  'move-samples': ({ samples, by }) => `Move ${samplesOf(samples)} by ${vector(by)}`,
  'place-sample': ({ section, sample, at }) => `Move sample ${sample} of “${section}” to ${vector(at)}`,
  'move-subtree': ({ section, from, by }) =>
    `Move “${section}”${from ? ` from sample ${from} on` : ''} and what hangs on it by ${vector(by)}`,
  'delete-samples': ({ section, samples }) =>
    `Delete ${samplesOf(samples.map(sample => ({ section, sample })))}`,
  'delete-section': ({ section }) => `Delete “${section}” alone`,
  'delete-subtree': ({ section }) => `Delete “${section}” and what hangs on it`,
  'insert-sample': ({ section, before }) => `Insert a sample into “${section}” before sample ${before}`,
  cut: edit =>
    `Cut “${edit.section}” at ${'sample' in edit ? `sample ${edit.sample}` : `${number(edit.x)} of its length`}`,
  detach: ({ section }) => `Cut “${section}” off with what hangs on it`,
  attach: ({ section, to, x, by }) =>
    `Attach “${section}” to “${to}” at ${number(x)}${by === 'wire' ? ' by a wire' : ''}`,
  merge: ({ section }) => `Merge “${section}” with the section that follows it`,
  retype: ({ section, type, scope }) =>
    `Make “${section}”${scope === 'subtree' ? ' and what hangs on it' : ''} ${typeName(type)}`,
  'set-diameter': ({ section, sample, diameter }) =>
    `Set the diameter of ${sample === undefined ? '' : `sample ${sample} of `}“${section}” to ${number(diameter)} µm`,
  taper: ({ section, from, to }) => `Taper “${section}” from ${number(from)} to ${number(to)} µm`,
  'scale-diameters': ({ sections, factor }) =>
    `Multiply the diameters of ${which(sections)} by ${number(factor)}`,
  'smooth-diameters': ({ sections, reach }) =>
    `Smooth the diameters of ${which(sections)} over ${2 * reach + 1} samples`,
  resample: ({ sections, spacing }) => `Resample ${which(sections)} every ${number(spacing)} µm`,
  scale: ({ factors, diameterFactor }) =>
    `Stretch the cell by ${factors.map(number).join(' × ')}${diameterFactor === undefined ? '' : `, its diameters by ${number(diameterFactor)}`}`,
  translate: ({ by }) => `Move the cell by ${vector(by)}`,
  rotate: ({ degrees, axis }) =>
    `Turn the cell by ${number(degrees)}° about (${axis.map(number).join(', ')})`,
  reroot: ({ section, end }) => `Make the ${end === 0 ? 'start' : 'end'} of “${section}” the root`,
  'set-points': ({ section, points }) => `Replace the points of “${section}” by ${points.length} others`,
}

/** What an edit does, as the undo menu says it. */
export function describeEdit(edit: MorphologyEdit): string {
  const description = descriptions[edit.kind] as (edit: MorphologyEdit) => string
  return description(edit)
}

function samplesOf(samples: readonly { readonly section: string; readonly sample: number }[]): string {
  const sections = new Set(samples.map(({ section }) => section))
  const [first] = samples
  if (samples.length === 1 && first) return `sample ${first.sample} of “${first.section}”`
  return `${samples.length} samples of ${which([...sections])}`
}

function which(sections: readonly string[] | undefined): string {
  if (!sections) return 'all sections'
  return sections.length === 1 ? `“${sections[0]}”` : `${sections.length} sections`
}

function typeName(type: number): string {
  const known: Readonly<Record<number, string>> = {
    1: 'soma',
    2: 'axon',
    3: 'dendrite',
    4: 'apical dendrite',
  }
  return known[type] ?? `type ${type} (${arrayName(type)})`
}

function vector(values: Vector): string {
  return `(${values.map(number).join(', ')}) µm`
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)))
}
