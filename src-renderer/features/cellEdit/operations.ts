import type { MorphologyEdit } from '../../../src-engine/morphology/edit/morphologyEdit.ts'
import type { Bounds } from '../../view3d/geometry/bounds.ts'

/** A number of an operation's form. */
export interface NumberField {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly min?: number
  readonly aboveMin?: boolean
  readonly integer?: boolean
}

/** What an operation works on. */
export interface OperationTarget {
  /** Names of the selected sections; the last one is the one that forms of one section mean. */
  readonly sections: readonly string[]
  /** The box of the cell [µm]. */
  readonly bounds: Bounds | undefined
}

/** What a form holds. */
export interface OperationValues {
  readonly numbers: Readonly<Record<string, number>>
  readonly choices: Readonly<Record<string, string>>
}

/** An operation that is described by numbers and choices. */
export interface Operation {
  readonly id: string
  readonly shortcut?: string
  /** What it needs: selected sections, selected sections or the whole cell, or the cell alone. */
  readonly reach: 'sections' | 'either' | 'cell'
  readonly fields: readonly NumberField[]
  /** Choices by name; the first one holds at the start. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  edits(values: OperationValues, target: OperationTarget): readonly MorphologyEdit[]
}

const factor = (name: string): NumberField => ({ name, unit: '', value: 1, min: 0, aboveMin: true })
const micrometres = (name: string, value: number): NumberField => ({ name, unit: 'um', value })
const width = (name: string, value: number): NumberField => ({
  ...micrometres(name, value),
  min: 0,
  aboveMin: true,
})
const sectionTypes: Readonly<Record<string, number>> = { soma: 1, axon: 2, dend: 3, apic: 4, other: 5 }
const axes = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] } as const

/** The named sections, or nothing where all are meant. */
const where = (
  { choices }: OperationValues,
  { sections }: OperationTarget,
): { sections?: readonly string[] } => (choices.where === 'cell' ? {} : { sections })
const middle = ({ bounds }: OperationTarget): readonly [number, number, number] => {
  const [low, high] = [bounds?.min ?? [0, 0, 0], bounds?.max ?? [0, 0, 0]]
  return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2]
}

/** Every operation with a form, in the order of the menu. */
export const operations: readonly Operation[] = [
  {
    id: 'retype',
    shortcut: 'T',
    reach: 'sections',
    fields: [],
    choices: { type: ['dend', 'apic', 'axon', 'soma', 'other'], scope: ['section', 'subtree'] },
    edits: ({ choices }, { sections }) =>
      sections.map(section => ({
        kind: 'retype',
        section,
        type: sectionTypes[choices.type ?? ''] ?? 3,
        scope: choices.scope === 'subtree' ? 'subtree' : 'section',
      })),
  },
  {
    id: 'set-diameter',
    reach: 'sections',
    fields: [width('diameter', 1)],
    edits: ({ numbers }, { sections }) =>
      sections.map(section => ({ kind: 'set-diameter', section, diameter: numbers.diameter ?? NaN })),
  },
  {
    id: 'taper',
    reach: 'sections',
    fields: [width('from', 2), width('to', 1)],
    edits: ({ numbers }, { sections }) =>
      sections.map(section => ({
        kind: 'taper',
        section,
        from: numbers.from ?? NaN,
        to: numbers.to ?? NaN,
      })),
  },
  {
    id: 'scale-diameters',
    reach: 'either',
    fields: [factor('factor')],
    choices: { where: ['sections', 'cell'] },
    edits: (values, target) => [
      { kind: 'scale-diameters', ...where(values, target), factor: values.numbers.factor ?? NaN },
    ],
  },
  {
    id: 'smooth-diameters',
    reach: 'either',
    fields: [{ name: 'reach', unit: '', value: 2, min: 1, integer: true }],
    choices: { where: ['sections', 'cell'] },
    edits: (values, target) => [
      { kind: 'smooth-diameters', ...where(values, target), reach: values.numbers.reach ?? NaN },
    ],
  },
  {
    id: 'resample',
    reach: 'either',
    fields: [width('spacing', 5)],
    choices: { where: ['sections', 'cell'] },
    edits: (values, target) => [
      { kind: 'resample', ...where(values, target), spacing: values.numbers.spacing ?? NaN },
    ],
  },
  {
    id: 'scale',
    reach: 'cell',
    fields: [factor('x'), factor('y'), factor('z'), factor('diameter')],
    edits: ({ numbers: { x = NaN, y = NaN, z = NaN, diameter = 1 } }) => [
      { kind: 'scale', factors: [x, y, z], ...(diameter === 1 ? {} : { diameterFactor: diameter }) },
    ],
  },
  {
    id: 'rotate',
    reach: 'cell',
    fields: [{ name: 'degrees', unit: 'deg', value: 90 }],
    choices: { axis: ['z', 'y', 'x'], about: ['middle', 'origin'] },
    edits: ({ numbers, choices }, target) => [
      {
        kind: 'rotate',
        axis: axes[choices.axis === 'x' || choices.axis === 'y' ? choices.axis : 'z'],
        degrees: numbers.degrees ?? NaN,
        ...(choices.about === 'origin' ? {} : { about: middle(target) }),
      },
    ],
  },
  {
    id: 'translate',
    reach: 'cell',
    fields: [micrometres('x', 0), micrometres('y', 0), micrometres('z', 0)],
    edits: ({ numbers: { x = NaN, y = NaN, z = NaN } }) => [{ kind: 'translate', by: [x, y, z] }],
  },
]
