import { createSourceText, type SourceText } from '../../core/source/sourceText.ts'
import { checks } from '../checks/index.ts'
import { buildModel } from '../model/buildModel.ts'
import type { ReadInclude } from '../parser/include.ts'
import { parse } from '../parser/parser.ts'
import { createReport } from '../report.ts'
import { ratesOfModel, type RateCurve } from './rateCurves.ts'
import { curvesOfScheme, type SchemeCurves } from './schemeCurves.ts'
import { curvesOfBlock, type StateCurves } from './stateCurves.ts'
import type { CurveInputs } from './tabulate.ts'

/** Everything of a file that can be drawn as a function of v, or of a concentration. */
export interface Curves {
  /** Steady states and time constants of the states of DERIVATIVE blocks. */
  readonly states: readonly StateCurves[]
  /** Occupancies and relaxations of the KINETIC schemes. */
  readonly schemes: readonly SchemeCurves[]
  /** What PROCEDUREs assign: alphas and betas, and whatever is none of the above. */
  readonly rates: readonly RateCurve[]
}

/** Of a file in which there is nothing to draw. */
export const noCurves: Curves = { states: [], schemes: [], rates: [] }

/**
 * The curves of a file, as functions of v, or of a concentration where something depends on that and not on v.
 *
 * INITIAL runs first, because what it sets (a factor for the temperature, say) is used later. What a state has by its
 * equation is not listed again under the name of a variable.
 *
 * @param inputs numbers of the simulation and of ions, e.g. celsius, ena, cai; others have their defaults
 */
export function findCurves(
  { name, text }: SourceText,
  inputs: CurveInputs = {},
  readInclude?: ReadInclude,
): Curves {
  const report = createReport(createSourceText(name, text))
  const model = buildModel(report, parse(report, readInclude))
  if (!model || report.errors() > 0) return noCurves
  for (const check of checks) check(report, model)
  if (report.errors() > 0) return noCurves
  const blocks = [...model.solvables.values()]
  const states = blocks.flatMap(block =>
    block.kind === 'derivative' ? curvesOfBlock(model, block.body, inputs) : [],
  )
  const schemes = blocks.flatMap(block =>
    block.kind === 'kinetic' ? curvesOfScheme(model, block, inputs) : [],
  )
  const drawn = states.flatMap(({ steadyState, timeConstant }) => [steadyState, timeConstant])
  return { states, schemes, rates: ratesOfModel(model, inputs).filter(rate => !isAmong(rate.values, drawn)) }
}

/** Whether some other curve is the same up to rounding. */
function isAmong(values: Float64Array, others: readonly Float64Array[]): boolean {
  return others.some(
    other =>
      other.length === values.length &&
      values.every((value, i) => {
        const difference = Math.abs(value - (other[i] ?? NaN))
        // A formula may leave a gap where another has a number.
        return !(difference > 1e-9 * Math.abs(value))
      }),
  )
}
