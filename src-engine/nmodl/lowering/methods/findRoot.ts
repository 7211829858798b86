import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Body } from '../../ast/statements.ts'
import { LinearSystem } from '../../symbolic/linearSystem.ts'
import { solvePivoting } from '../../symbolic/linearSystemPivoting.ts'
import { isConstantIn, jacobian, type Residual } from '../../symbolic/newton.ts'
import type { Execution } from '../execution.ts'
import { runBody } from '../statements.ts'

/** A system of equations to be solved at one place of a program. */
export interface RootRequest {
  /** Name of the block, for messages. */
  readonly block: string
  /** Names of the unknowns. */
  readonly unknowns: readonly string[]
  readonly start: readonly Value[]
  readonly residual: Residual['at']
  /** What the change of an unknown is measured against besides its size; shape [unknowns]. */
  readonly scale: (unknowns: readonly Value[]) => readonly Value[]
  /** Runs where no solution is found, instead of a fault. */
  readonly ifError: Body | undefined
  readonly span: Span
}

/** As NEURON: more rounds than this are a failure. */
const mostRounds = 50
/** A round that changes nothing by more than this is the last: its own error is of the order of the square. */
const wanted = 1e-9
/** What the last round may have changed at most for the solution to count as one. */
const tolerated = 1e-6

/**
 * Newton's method, each lane for itself until it has converged:  x ← x − J⁻¹·F(x),  with the exact Jacobian.
 * A linear system takes one round, which is written out.
 *
 * @returns the unknowns where F(x) = 0
 */
export function findRoot(execution: Execution, request: RootRequest): readonly Value[] {
  const { builder } = execution
  const { start, unknowns, residual } = request
  const here = execution.when()
  const zero = builder.constant(0)
  const at: Residual['at'] = values => execution.rehearse(() => residual(values))
  const placeholders = unknowns.map(name => builder.unknown(name))
  const entries = jacobian({ builder, at }, placeholders, at(placeholders))
  if (isConstantIn(builder, entries, placeholders)) {
    const changes = solve(at(start), entries)
    return start.map((value, index) => builder.apply('sub', value, changes[index] ?? zero))
  }

  const isFirst = builder.constant(2 * wanted)
  const begin = [zero, isFirst, ...start]
  const fault = { code: 'nmodl/no-convergence', facts: namedIn(request) }
  const after = builder.loop(begin, mostRounds + 1, fault, ([round = zero, change = zero, ...values]) => {
    const isOpen = builder.apply('not', builder.apply('le', change, builder.constant(wanted)))
    const isEarly = builder.apply('lt', round, builder.constant(mostRounds))
    const more = builder.apply('and', here, builder.apply('and', isOpen, isEarly))
    const numbers = at(values)
    const steps = solve(numbers, jacobian({ builder, at }, values, numbers))
    const next = values.map((value, index) => builder.apply('sub', value, steps[index] ?? zero))
    const count = builder.apply('add', round, builder.constant(1))
    return { more, next: [count, largestChange(next, steps), ...next] }
  })
  const [, change = zero, ...found] = after
  const isBad = builder.apply('not', builder.apply('le', change, builder.constant(tolerated)))
  if (request.ifError) {
    const { ifError } = request
    execution.branch(
      isBad,
      () => runBody(execution, ifError),
      () => {},
    )
  } else {
    execution.fault(fault, isBad)
  }
  return found

  /** J⁻¹·F. */
  function solve(numbers: readonly Value[], entries: ReturnType<typeof jacobian>): readonly Value[] {
    const system = new LinearSystem(builder, unknowns.length)
    for (const { row, column, value } of entries) system.add(row, column, value)
    numbers.forEach((number, row) => system.addRight(row, number))
    const facts = namedIn(request)
    const solution = solvePivoting(system, isSingular => {
      const when = builder.apply('and', isSingular, here)
      builder.effect({ kind: 'fault', fault: { code: 'nmodl/singular', facts }, when })
    })
    if (solution.kind === 'solved') return solution.unknowns
    if (solution.kind === 'too-large')
      execution.report.add('nmodl/too-large', { what: solution.what, limit: solution.limit }, request.span)
    else
      execution.report.add(
        'nmodl/undetermined',
        { block: request.block, name: unknowns[solution.unknown] ?? '' },
        request.span,
      )
    return numbers
  }

  /** The largest of |Δx| / (|x| + scale). */
  function largestChange(values: readonly Value[], steps: readonly Value[]): Value {
    const scales = request.scale(values)
    let largest = zero
    values.forEach((value, index) => {
      const size = builder.apply('add', builder.apply('abs', value), scales[index] ?? zero)
      const step = builder.apply('abs', steps[index] ?? zero)
      const isSettled = builder.apply('le', step, builder.apply('mul', builder.constant(1e-300), size))
      const change = builder.apply('select', isSettled, zero, builder.apply('div', step, size))
      // A change that is not a number stays: the comparison is false then.
      largest = builder.apply('select', builder.apply('le', change, largest), largest, change)
    })
    return largest
  }
}

function namedIn({ block, unknowns }: RootRequest) {
  return { block, states: unknowns.join(', ') }
}
