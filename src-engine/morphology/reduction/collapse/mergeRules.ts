import { cylinderMohm, diameterOfResistance } from '../sectionCables.ts'

/** How long the cylinder is that two or more parallel ones become. */
export const lengthRules = ['mean', 'diameter-weighted', 'area-weighted', 'longest'] as const

export type LengthRule = (typeof lengthRules)[number]

/** A cylinder on its way through the merging. */
export interface Cylinder {
  readonly lengthUm: number
  readonly diameterUm: number
  readonly raOhmCm: number
  /** Axial resistance that the branches behind it have together if parallel ones are taken exactly [MΩ]. */
  readonly exactMohm: number
}

/** How cylinders are merged. */
export interface MergeRule {
  readonly length: LengthRule
  /** Whether the shorter of parallel cylinders is first stretched to the longest, keeping its resistance. */
  readonly stretch: boolean
  /** A sibling that is so many times shorter than the other is left out; Infinity: none is. */
  readonly lengthRatioLimit: number
}

const weights: Readonly<Record<Exclude<LengthRule, 'longest'>, (cylinder: Cylinder) => number>> = {
  mean: () => 1,
  'diameter-weighted': cylinder => cylinder.diameterUm,
  'area-weighted': cylinder => Math.PI * cylinder.lengthUm * cylinder.diameterUm,
}

/**
 * Parallel cylinders as one: cross-sections add up, d = √Σd², those of the stretched ones where the rule says so; the
 * length is that of the rule, over lengths and weights as given; Ra is the mean.
 */
export function mergeParallel(cylinders: readonly Cylinder[], rule: MergeRule): Cylinder {
  const longest = longestOf(cylinders)
  let squares = 0
  let lengths = 0
  let sum = 0
  let ra = 0
  let exact = 0
  for (const cylinder of cylinders) {
    const weight = rule.length === 'longest' ? 1 : weights[rule.length](cylinder)
    const { diameterUm } = rule.stretch ? stretched(cylinder, longest) : cylinder
    squares += diameterUm * diameterUm
    lengths += weight * cylinder.lengthUm
    sum += weight
    ra += cylinder.raOhmCm
    exact += 1 / cylinder.exactMohm
  }
  return {
    lengthUm: rule.length === 'longest' ? longest : lengths / sum,
    diameterUm: Math.sqrt(squares),
    raOhmCm: ra / cylinders.length,
    exactMohm: 1 / exact,
  }
}

/** Length of the longest [µm]. */
export function longestOf(cylinders: readonly Cylinder[]): number {
  return cylinders.reduce((most, { lengthUm }) => Math.max(most, lengthUm), 0)
}

/** The same axial resistance over another length. */
export function stretched(cylinder: Cylinder, lengthUm: number): Cylinder {
  if (cylinder.lengthUm === lengthUm) return cylinder
  return { ...cylinder, lengthUm, diameterUm: cylinder.diameterUm * Math.sqrt(lengthUm / cylinder.lengthUm) }
}

/** A cylinder behind another as one: lengths and axial resistances add up. */
export function mergeSerial(child: Cylinder, parent: Cylinder): Cylinder {
  const lengthUm = child.lengthUm + parent.lengthUm
  const raOhmCm = child.raOhmCm === parent.raOhmCm ? child.raOhmCm : (child.raOhmCm + parent.raOhmCm) / 2
  const mohm = mohmOf(child) + mohmOf(parent)
  return {
    lengthUm,
    diameterUm: diameterOfResistance(lengthUm, mohm, raOhmCm),
    raOhmCm,
    exactMohm: child.exactMohm + parent.exactMohm,
  }
}

/** Axial resistance of a cylinder [MΩ]. */
export function mohmOf({ lengthUm, diameterUm, raOhmCm }: Cylinder): number {
  return cylinderMohm(lengthUm, diameterUm, raOhmCm)
}
