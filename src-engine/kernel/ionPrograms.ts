import { faraday, gasConstant, zeroCelsiusInKelvin } from '../core/constants.ts'
import { InternalError } from '../core/errors.ts'
import { ProgramBuilder } from '../program/builder.ts'
import type { Program } from '../program/program.ts'

/** Column that holds the concentration to which an ion's `Xi` or `Xo` returns at initialisation. */
export function initialColumn(name: string): string {
  return `initial ${name}`
}

/** Column in which ∂i/∂v of an ion's current is added up [mA/cm²/mV], where somebody wants it. */
export function slopeColumn(ion: string): string {
  return `slope i${ion}`
}

/** Potential where a concentration inside or outside is not positive [mV]. */
const boundlessMv = 1e6

const finished = (builder: ProgramBuilder): Program => {
  const program = builder.finish()
  if (!program) throw new InternalError('an ion program has no effect', { program: builder.name })
  return program
}

/**
 * Reversal potential from the concentrations: e := 1000·R·T / F / z · ln(co / ci) [mV] (Nernst), 0 for z = 0,
 * ±1e6 mV where a concentration is not positive.
 */
export function nernstProgram(ion: string, valence: number): Program {
  const builder = new ProgramBuilder(`${ion}.nernst`)
  const constant = (value: number) => builder.constant(value)
  const inside = builder.column(`ion:${ion}`, `${ion}i`)
  const outside = builder.column(`ion:${ion}`, `${ion}o`)
  const kelvin = builder.apply('add', builder.uniform('celsius'), constant(zeroCelsiusInKelvin))
  const thermalMv = builder.apply(
    'div',
    builder.apply('mul', constant(1000 * gasConstant), kelvin),
    constant(faraday),
  )
  const slope = builder.apply('div', thermalMv, constant(valence))
  const potential = builder.apply('mul', slope, builder.apply('log', builder.apply('div', outside, inside)))
  const emptyOutside = builder.apply('le', outside, constant(0))
  const emptyInside = builder.apply('le', inside, constant(0))
  const bounded = builder.apply('select', emptyOutside, constant(-boundlessMv), potential)
  const value = builder.apply('select', emptyInside, constant(boundlessMv), bounded)
  builder.effect({
    kind: 'assignAt',
    space: `ion:${ion}`,
    name: `e${ion}`,
    value: valence === 0 ? constant(0) : value,
  })
  return finished(builder)
}

/** Sets both concentrations back to their initial values. */
export function concentrationProgram(ion: string): Program {
  const builder = new ProgramBuilder(`${ion}.concentrations`)
  for (const name of [`${ion}i`, `${ion}o`])
    builder.effect({
      kind: 'assignAt',
      space: `ion:${ion}`,
      name,
      value: builder.column(`ion:${ion}`, initialColumn(name)),
    })
  return finished(builder)
}
