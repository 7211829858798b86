import type { Value } from '../../../program/graph.ts'
import type { Body } from '../../ast/statements.ts'
import type { LinearSystem, Solution } from '../../symbolic/linearSystem.ts'
import type { Execution } from '../execution.ts'
import { runBody } from '../statements.ts'

/** More rounds than this are a failure; from any start near enough four or five are usual. */
const mostRounds = 50
/** A state has settled where it changes by less than this part of itself: the error left is of the order of the square. */
const relativeTolerance = 1e-8
/** A state that is next to nothing has settled where it changes by less than this part of all states together. */
const absoluteTolerance = 1e-14

/** What is iterated, and what happens when it does not come to an end. */
export interface IterationRequest {
  readonly block: string
  readonly states: readonly string[]
  readonly start: readonly Value[]
  /** The system whose unknowns are the changes of the states from where they are. */
  readonly systemAt: (values: readonly Value[]) => LinearSystem
  /** The same without its matrix: how far from balance each state is. */
  readonly balancesAt: (values: readonly Value[]) => LinearSystem
  readonly solve: (system: LinearSystem) => Solution
  /** Whether a row of the system is not the balance of its state, as CONSERVE stands there. */
  readonly hasNoBalance: (state: number) => boolean
  /** What becomes of a solution that there is none of: says so, and gives up. */
  readonly refuse: (solution: Solution) => void
  readonly ifError: Body | undefined
}

/**
 * Newton's method for concentrations, each lane for itself until all of its states have settled. A state that would
 * become negative becomes 0 in that round, as in NEURON.
 *
 * @returns the states where the equations hold
 */
export function iterate(execution: Execution, request: IterationRequest): readonly Value[] {
  const { builder } = execution
  const { start } = request
  const zero = builder.constant(0)
  const fault = {
    code: 'nmodl/no-convergence',
    facts: { block: request.block, states: request.states.join(', ') },
  }
  // `excess` is positive as long as some state has not settled; lanes that do not come here begin settled.
  const begin = [zero, execution.when(), ...start]
  const after = builder.loop(begin, mostRounds, fault, ([round = zero, excess = zero, ...values]) => {
    const isOpen = builder.apply('lt', zero, excess)
    const isEarly = builder.apply('lt', round, builder.constant(mostRounds))
    const next = execution.rehearse(() => advance(execution, request, values))
    return {
      more: builder.apply('and', isOpen, isEarly),
      next: [builder.apply('add', round, builder.constant(1)), excessOf(execution, values, next), ...next],
    }
  })
  const [, excess = zero, ...found] = after
  const isOpen = builder.apply('lt', zero, excess)
  const isBad = builder.apply('or', isOpen, isHeldUp(execution, request, found))
  const { ifError } = request
  if (!ifError) {
    execution.fault(fault, isBad)
    return found
  }
  execution.branch(
    isBad,
    () => runBody(execution, ifError),
    () => {},
  )
  return found
}

/** Whether a state has been held at 0 although its balance says that there is something: that is no solution. */
function isHeldUp(execution: Execution, request: IterationRequest, found: readonly Value[]): Value {
  const { builder } = execution
  const zero = builder.constant(0)
  const system = execution.rehearse(() => request.balancesAt(found))
  let all = zero
  for (const value of found) all = builder.apply('add', all, builder.apply('abs', value))
  let any = zero
  found.forEach((value, state) => {
    const balance = system.rightAt(state)
    if (balance === undefined || request.hasNoBalance(state)) return
    const volume = system.rowAt(state).get(state) ?? zero
    const noise = builder.apply('mul', builder.constant(relativeTolerance), builder.apply('mul', volume, all))
    const isLeft = builder.apply('lt', builder.apply('abs', noise), balance)
    any = builder.apply('or', any, builder.apply('and', builder.apply('eq', value, zero), isLeft))
  })
  return any
}

function advance(
  execution: Execution,
  request: IterationRequest,
  values: readonly Value[],
): readonly Value[] {
  const { builder } = execution
  const solution = request.solve(request.systemAt(values))
  if (solution.kind !== 'solved') {
    request.refuse(solution)
    return values
  }
  const zero = builder.constant(0)
  return values.map((value, state) => {
    const moved = builder.apply('add', value, solution.unknowns[state] ?? zero)
    // Not by max: what is not a number must stay so.
    return builder.apply('select', builder.apply('lt', moved, zero), zero, moved)
  })
}

/** How far the state that has changed most is from having settled. */
function excessOf(execution: Execution, values: readonly Value[], next: readonly Value[]): Value {
  const { builder } = execution
  const size = (value: Value) => builder.apply('abs', value)
  let worst: Value | undefined
  let all: Value | undefined
  next.forEach((value, state) => {
    const change = size(builder.apply('sub', value, values[state] ?? value))
    const allowed = builder.apply('mul', builder.constant(relativeTolerance), size(value))
    const over = builder.apply('sub', change, allowed)
    worst = worst === undefined ? over : builder.apply('max', worst, over)
    all = all === undefined ? size(value) : builder.apply('add', all, size(value))
  })
  if (worst === undefined || all === undefined) return builder.constant(0)
  return builder.apply('sub', worst, builder.apply('mul', builder.constant(absoluteTolerance), all))
}
