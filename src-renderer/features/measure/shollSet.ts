import type { ShollAnswer } from '../../../src-main/contract/index.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'
import { typeName } from '../../view3d/colouring.ts'
import type { CsvTable } from './csvTable.ts'

type Sholl = NonNullable<ShollAnswer>

/** What the curves are called. */
export interface ShollWords {
  readonly axis: string
  readonly crossings: string
  readonly all: string
  readonly length: string
  readonly points: string
  readonly branchPoints: string
  readonly ends: string
  /** The colour of a type, as a canvas takes it. */
  readonly ink: (name: ReturnType<typeof typeName>) => string
  readonly type: (name: ReturnType<typeof typeName>, type: number) => string
}

/** What can be drawn over the radius. */
export const shollQuantities = ['crossings', 'length', 'points'] as const

export type ShollQuantity = (typeof shollQuantities)[number]

/** Crossings by type and together, length in each shell, or branch points and ends. */
export function shollSet(
  { profile, ofTypes }: Sholl,
  quantity: ShollQuantity,
  words: ShollWords,
): CurveSet | undefined {
  if (profile.radiusUm.length < 2) return undefined
  const parts = ofTypes.map(({ type, crossings }, index) => {
    const name = typeName(type)
    const ink = name === 'other' ? undefined : words.ink(name)
    return { name: words.type(name, type), values: crossings, colour: index, ink }
  })
  const together = { name: words.all, values: profile.crossings, colour: 5 }
  const curves = {
    crossings: parts.length > 1 ? [together, ...parts] : parts,
    length: [{ name: words.length, values: profile.lengthUm, colour: 0 }],
    points: [
      { name: words.branchPoints, values: profile.branchPoints, colour: 2 },
      { name: words.ends, values: profile.ends, colour: 1 },
    ],
  }
  const row = { name: words[quantity], unit: quantity === 'length' ? 'um' : '', curves: curves[quantity] }
  return { axisName: words.axis, axis: profile.radiusUm, logarithmic: false, rows: [row] }
}

/** A row for each radius. */
export function shollTable({ profile, ofTypes }: Sholl): CsvTable {
  const columns = [
    profile.radiusUm,
    profile.crossings,
    ...ofTypes.map(({ crossings }) => crossings),
    profile.segmentCrossings,
    profile.lengthUm,
    profile.branchPoints,
    profile.ends,
  ]
  return {
    name: 'sholl',
    header: [
      'radius (µm)',
      'crossings',
      ...ofTypes.map(({ type }) => `crossings of ${typeName(type) === 'other' ? type : typeName(type)}`),
      'segments (NeuroM)',
      'length (µm)',
      'branch points',
      'ends',
    ],
    rows: Array.from(profile.radiusUm, (_, row) => columns.map(column => column[row] ?? NaN)),
  }
}
