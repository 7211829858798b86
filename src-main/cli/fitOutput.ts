import type { ModelFit } from '../../src-engine/index.ts'
import { printTable } from './output.ts'

/** Digits in which a result of a fit is shown to people; JSON has all. */
const shownDigits = 8

const shown = (value: number) => String(Number(value.toPrecision(shownDigits)))

const errorOf = ({ error, atLimit }: ModelFit['parameters'][number]) =>
  error === undefined
    ? atLimit
      ? 'at its limit'
      : 'not determined'
    : `± ${shown(Number(error.toPrecision(3)))}`

/** What a fit came to, for people. */
export function printFit(fit: ModelFit): void {
  printTable(
    fit.parameters.map(parameter => [
      parameter.name,
      shown(parameter.value),
      errorOf(parameter),
      parameter.unit,
    ]),
  )
  process.stdout.write('\n')
  printTable(
    fit.columns.map(({ name, unit, count, residual }) => [
      `residual of ${name}`,
      shown(residual),
      unit,
      `(root mean square of ${count})`,
    ]),
  )
  const { sumOfSquares, degreesOfFreedom, iterations, runs } = fit
  process.stdout.write(
    `sum of squares ${shown(sumOfSquares)}, ${degreesOfFreedom} degrees of freedom; ` +
      `converged after ${iterations} iterations, ${runs} runs\n`,
  )
}

/** The same as one plain value; an error that is not known is null. */
export function plainFit(model: string, { parameters, ...fit }: ModelFit) {
  return {
    model,
    parameters: parameters.map(({ error, ...parameter }) => ({ ...parameter, error: error ?? null })),
    ...fit,
  }
}
