import { pow } from '../../../math/elementary.ts'
import type { Selection } from '../cell/selection.ts'
import { type BranchDiameters, firstDiameters } from './bifurcationDiameters.ts'
import { type Feature, type FeatureWords, ofBifurcations } from './feature.ts'

/** Where the power is looked for. */
const largestPower = 5

/** (d₁^r + d₂^r)/d_p^r; NaN where a diameter is 0. */
export function powerRatio([parent, a, b]: BranchDiameters, power: number): number {
  return Math.min(parent, a, b) > 0 ? pow(a / parent, power) + pow(b / parent, power) : NaN
}

/**
 * The r with d_p^r = d₁^r + d₂^r, 0 < r ≤ 5. The ratio falls with r where both children are thinner than the parent, from
 * 2 at r = 0; so there is one r or none. NaN where a child is as thick as the parent, or r would be larger.
 */
export function rallPower(diameters: BranchDiameters): number {
  const [parent, a, b] = diameters
  if (!(Math.min(parent, a, b) > 0 && Math.max(a, b) < parent)) return NaN
  if (powerRatio(diameters, largestPower) > 1) return NaN
  let [low, high] = [0, largestPower]
  // 52 halvings leave an interval of the size of rounding.
  for (let step = 0; step < 52; step++) {
    const middle = (low + high) / 2
    if (powerRatio(diameters, middle) > 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function diametersOf({ cell, bifurcations }: Selection): BranchDiameters[] {
  const { firstChild, children } = cell.tree
  return Array.from(bifurcations, parent => {
    const at = firstChild[parent]!
    return firstDiameters(cell, parent, children[at]!, children[at + 1]!)
  })
}

/** Mean Rall power over the selected bifurcations that have one; NaN where none has. */
export function meanRallPower(selection: Selection): number {
  const powers = selection.of(diametersOf).map(rallPower).filter(Number.isFinite)
  return powers.length > 0 ? powers.reduce((sum, power) => sum + power, 0) / powers.length : NaN
}

const words = (id: string, title: string, lMeasure: string, definition: string): FeatureWords => ({
  id,
  title,
  unit: '1',
  definition,
  source: { lMeasure },
  certain: false,
  scaling: 0,
})

/** How far bifurcations follow Rall's law. */
export const rallPowerFeatures: readonly Feature[] = [
  ofBifurcations(
    (cell, parent, first, second) => powerRatio(firstDiameters(cell, parent, first, second), 1.5),
    {
      id: 'rall-ratio',
      title: 'Rall ratio',
      unit: '1',
      definition:
        '(d₁^1.5 + d₂^1.5)/d_p^1.5, with the children’s diameters at their second points; 1 where Rall’s law holds.',
      source: { lMeasure: 'Pk_classic', paper: 'Rall 1959, Exp Neurol 1:491' },
      scaling: 0,
    },
  ),
  ofBifurcations(
    (cell, parent, first, second) => rallPower(firstDiameters(cell, parent, first, second)),
    words(
      'rall-power',
      'Rall power',
      'Rall_Power',
      'The r between 0 and 5 with d_p^r = d₁^r + d₂^r; none where a child is as thick as the parent.',
    ),
  ),
  {
    ...words('pk', 'Pk', 'Pk', '(d₁^r + d₂^r)/d_p^r with the mean r of the bifurcations that are measured.'),
    certain: false,
    frame: 'free',
    scope: 'bifurcation',
    compute: selection => {
      const power = selection.of(meanRallPower)
      return Float64Array.from(selection.of(diametersOf), diameters => powerRatio(diameters, power))
    },
  },
  ofBifurcations(
    (cell, parent, first, second) => powerRatio(firstDiameters(cell, parent, first, second), 2),
    words('pk-2', 'Pk₂', 'Pk_2', '(d₁² + d₂²)/d_p², with the children’s diameters at their second points.'),
  ),
]
