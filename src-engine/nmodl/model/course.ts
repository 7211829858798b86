import type { ModelCourse } from '../../kernel/compiledMechanism.ts'
import type { MechanismModel } from './mechanismModel.ts'

/** How a model of its own says it is to be run: INDEPENDENT, STEPPED, and whether its equations need time. */
export function describeCourse({
  independent,
  swept,
  stepped,
  solves,
  solvables,
}: MechanismModel): ModelCourse {
  const isAlgebraic = solves.every(({ block }) => {
    const kind = solvables.get(block.name)?.kind
    return kind === 'linear' || kind === 'nonlinear'
  })
  return {
    time: independent && {
      from: independent.start ?? independent.first,
      to: independent.last,
      steps: independent.steps,
      unit: independent.unit,
    },
    stepped: [
      ...stepped.map(({ name, values, unit }) => ({ name: name.name, values, unit })),
      ...swept.map(({ name, first, last, steps, unit }) => ({
        name: name.name,
        values: { from: first, to: last, steps },
        unit,
      })),
    ],
    algebraic: !independent && isAlgebraic,
  }
}
