import { accepted, refused, type Checked } from '../../core/checked.ts'
import { diagnose } from '../../core/diagnostics/catalogue.ts'
import { editMessages } from './messages.ts'
import type { EditOf, MorphologyEdit, MorphologyEditKind } from './morphologyEdit.ts'

interface Shape {
  /** “a number”, in sentences. */
  readonly title: string
  readonly fits: (value: unknown) => boolean
  readonly isOptional?: boolean
}

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string'
const isVector = (value: unknown) => Array.isArray(value) && value.length === 3 && value.every(isNumber)
const isPoint = (value: unknown) => Array.isArray(value) && value.length === 4 && value.every(isNumber)

const name: Shape = { title: 'the name of a section', fits: isText }
const names: Shape = { title: 'a list of names', fits: value => Array.isArray(value) && value.every(isText) }
const number: Shape = { title: 'a number', fits: isNumber }
const vector: Shape = { title: 'a list of three numbers', fits: isVector }
const point: Shape = { title: 'a list of four numbers', fits: isPoint }
const points: Shape = {
  title: 'a list of points',
  fits: value => Array.isArray(value) && value.every(isPoint),
}
const numbers: Shape = {
  title: 'a list of numbers',
  fits: value => Array.isArray(value) && value.every(isNumber),
}
const flag: Shape = { title: 'true or false', fits: value => typeof value === 'boolean' }
const samples: Shape = {
  title: 'a list of samples',
  fits: value =>
    Array.isArray(value) &&
    value.every(
      (each: unknown) =>
        typeof each === 'object' &&
        each !== null &&
        'section' in each &&
        isText(each.section) &&
        'sample' in each &&
        isNumber(each.sample),
    ),
}
const oneOf = (...values: readonly (string | number)[]): Shape => ({
  title: `one of ${values.join(', ')}`,
  fits: value => (values as readonly unknown[]).includes(value),
})
const optional = (shape: Shape): Shape => ({ ...shape, isOptional: true })

/** What each kind of edit has besides its kind. `cut` has a sample or an x, of which exactly one is checked below. */
const shapes: { readonly [Kind in MorphologyEditKind]: Readonly<Record<string, Shape>> } = {
  'move-samples': { samples, by: vector } satisfies ShapesOf<'move-samples'>,
  'place-sample': { section: name, sample: number, at: vector } satisfies ShapesOf<'place-sample'>,
  'move-subtree': {
    section: name,
    from: optional(number),
    keepStart: optional(flag),
    by: vector,
  } satisfies ShapesOf<'move-subtree'>,
  'delete-samples': { section: name, samples: numbers } satisfies ShapesOf<'delete-samples'>,
  'delete-section': { section: name } satisfies ShapesOf<'delete-section'>,
  'delete-subtree': { section: name } satisfies ShapesOf<'delete-subtree'>,
  'insert-sample': { section: name, before: number, point } satisfies ShapesOf<'insert-sample'>,
  cut: { section: name, sample: optional(number), x: optional(number) },
  detach: { section: name } satisfies ShapesOf<'detach'>,
  attach: {
    section: name,
    to: name,
    x: number,
    by: oneOf('cable', 'wire'),
    wireFrom: optional(vector),
  } satisfies ShapesOf<'attach'>,
  merge: { section: name } satisfies ShapesOf<'merge'>,
  retype: { section: name, type: number, scope: oneOf('section', 'subtree') } satisfies ShapesOf<'retype'>,
  'set-diameter': {
    section: name,
    sample: optional(number),
    diameter: number,
  } satisfies ShapesOf<'set-diameter'>,
  taper: { section: name, from: number, to: number } satisfies ShapesOf<'taper'>,
  'scale-diameters': { sections: optional(names), factor: number } satisfies ShapesOf<'scale-diameters'>,
  'smooth-diameters': { sections: optional(names), reach: number } satisfies ShapesOf<'smooth-diameters'>,
  resample: { sections: optional(names), spacing: number } satisfies ShapesOf<'resample'>,
  scale: {
    factors: vector,
    diameterFactor: optional(number),
    about: optional(vector),
  } satisfies ShapesOf<'scale'>,
  translate: { by: vector } satisfies ShapesOf<'translate'>,
  rotate: { axis: vector, degrees: number, about: optional(vector) } satisfies ShapesOf<'rotate'>,
  reroot: { section: name, end: oneOf(0, 1) } satisfies ShapesOf<'reroot'>,
  'set-points': { section: name, points } satisfies ShapesOf<'set-points'>,
}

type ShapesOf<Kind extends MorphologyEditKind> = {
  readonly [Entry in Exclude<keyof EditOf<Kind>, 'kind'>]-?: Shape
}

/** Checks that a value out of a file or a log is an edit. Whether it can be made on a cell is said by `applyEdit`. */
export function readEdit(value: unknown): Checked<MorphologyEdit> {
  const wrong = whatIsWrong(value)
  if (wrong !== undefined) return refused([diagnose(editMessages, 'edit/not-an-edit', { what: wrong })])
  return accepted(value as MorphologyEdit)
}

function whatIsWrong(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no object'
  const entries = value as Readonly<Record<string, unknown>>
  const { kind } = entries
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return `there is no kind “${String(kind)}”`
  const wanted = shapes[kind as MorphologyEditKind]
  for (const [entry, { title, fits, isOptional }] of Object.entries(wanted)) {
    const given = Object.hasOwn(entries, entry) ? entries[entry] : undefined
    if (given === undefined && isOptional) continue
    if (!fits(given)) return `“${entry}” of “${kind}” must be ${title}`
  }
  const unknown = Object.keys(entries).find(entry => entry !== 'kind' && !Object.hasOwn(wanted, entry))
  if (unknown !== undefined) return `“${kind}” has no “${unknown}”`
  if (kind === 'cut' && (entries.sample === undefined) === (entries.x === undefined))
    return '“cut” needs either “sample” or “x”'
  return undefined
}
