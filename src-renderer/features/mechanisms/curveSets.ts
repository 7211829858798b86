import type { StateCurves } from '../../../src-engine/nmodl/language/curves.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'
import { displayUnit } from '../../format/quantity.ts'

/** What the rows are called. */
export interface CurveWords {
  readonly steadyState: string
  readonly timeConstant: string
}

/** Curves of states as pictures: one for each quantity that they are functions of. */
export function curveSets(curves: readonly StateCurves[], words: CurveWords): readonly CurveSet[] {
  const axes = [...new Set(curves.map(({ axis }) => axis.name))]
  return axes.flatMap(name => {
    const own = curves.filter(({ axis }) => axis.name === name)
    const axis = own[0]?.axis
    if (!axis) return []
    const colourOf = (curve: StateCurves) => curves.indexOf(curve)
    const units = [...new Set(own.map(({ unit }) => displayUnit(unit)))]
    return [
      {
        axisName: axis.unit ? `${name} (${displayUnit(axis.unit)})` : name,
        axis: axis.values,
        logarithmic: axis.logarithmic,
        rows: [
          ...units.map(unit => ({
            name: words.steadyState,
            unit,
            curves: own
              .filter(curve => displayUnit(curve.unit) === unit)
              .map(curve => ({ name: curve.state, values: curve.steadyState, colour: colourOf(curve) })),
          })),
          {
            name: words.timeConstant,
            unit: 'ms',
            curves: own.map(curve => ({
              name: curve.state,
              values: curve.timeConstant,
              colour: colourOf(curve),
            })),
          },
        ],
      },
    ]
  })
}
