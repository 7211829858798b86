import type { ModelPlan, Solution } from '../../src-engine/index.ts'
import { printTable } from './output.ts'

/** A name with its unit, as a column is headed: `left (mM)`. */
export function heading({ name, unit }: { readonly name: string; readonly unit: string }): string {
  return unit === '' ? name : `${name} (${unit})`
}

const headings = ({ stretch, timeUnit, stepped, recorded }: ModelPlan) => [
  ...stepped.map(heading),
  ...(stretch ? [heading({ name: 't', unit: timeUnit })] : []),
  ...recorded.map(heading),
]

/** The rows of one run: what is stepped, the time where there is one, what was recorded. */
function* rowsOf(plan: ModelPlan, stepped: readonly number[], { times, traces }: Solution) {
  for (let sample = 0; sample < times.length; sample++)
    yield [
      ...stepped,
      ...(plan.stretch ? [times[sample] ?? NaN] : []),
      ...traces.map(trace => trace[sample] ?? NaN),
    ]
}

/** Rows per part: keeps memory flat for runs of any length. */
const rowsPerPart = 4096

/** CSV with one heading; the runs stand below each other, told apart by the columns of what is stepped. */
export function* csvOf(plan: ModelPlan, solutions: readonly Solution[]): Generator<string> {
  yield `${headings(plan).join(',')}\n`
  for (const [run, solution] of solutions.entries()) {
    let part: string[] = []
    for (const row of rowsOf(plan, plan.runs[run] ?? [], solution)) {
      part.push(row.join(','))
      if (part.length < rowsPerPart) continue
      yield `${part.join('\n')}\n`
      part = []
    }
    if (part.length > 0) yield `${part.join('\n')}\n`
  }
}

/** The solution of a model without time, for people: a line for each number, or for each run. */
export function printSolution(plan: ModelPlan, solutions: readonly Solution[]): void {
  const [only] = solutions
  if (solutions.length === 1 && plan.stepped.length === 0)
    printTable(
      plan.recorded.map(({ name, unit }, index) => [name, String(only?.traces[index]?.[0] ?? NaN), unit]),
    )
  else
    printTable([
      headings(plan),
      ...solutions.flatMap((solution, run) =>
        [...rowsOf(plan, plan.runs[run] ?? [], solution)].map(row => row.map(String)),
      ),
    ])
}

/** What was solved, as one plain value; a model without time has numbers where others have lists. */
export function plainSolutions(model: string, plan: ModelPlan, solutions: readonly Solution[]) {
  const { stretch, timeUnit, stepped, recorded, runs } = plan
  return {
    model,
    time: stretch ? { ...stretch, unit: timeUnit } : null,
    stepped,
    variables: recorded,
    runs: solutions.map(({ times, traces }, run) => ({
      stepped: Object.fromEntries(stepped.map(({ name }, index) => [name, runs[run]?.[index]])),
      ...(stretch ? { t: [...times] } : {}),
      values: Object.fromEntries(
        recorded.map(({ name }, index) => [name, stretch ? [...(traces[index] ?? [])] : traces[index]?.[0]]),
      ),
    })),
  }
}
