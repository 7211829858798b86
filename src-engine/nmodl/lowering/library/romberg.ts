import type { Value } from '../../../program/graph.ts'
import { namesAssigned } from '../assignedNames.ts'
import { callRoutine } from '../calls.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'
import { arithmeticOf } from './formulas.ts'

/** The step is halved so often at most; the method ends where an estimate changes by no more than this. */
const mostHalvings = 15
const convergence = 1e-6

/** Names that the loops of the method carry on. */
const step = 'romberg.step'
const steps = 'romberg.steps'
const halvings = 'romberg.halvings'
const integral = 'romberg.integral'
const goesOn = 'romberg.goesOn'
const k = 'romberg.k'
const sum = 'romberg.sum'
const row = Array.from({ length: mostHalvings + 1 }, (_, index) => `romberg.row.${index}`)

/**
 * `romberg(a, b, f)`: the integral of a FUNCTION of the file. Trapezoids of half the width in every round, and
 * Richardson's extrapolation of all rounds so far: with T(0) the sum of the trapezoids, T(i) = T(i−1) +
 * (T(i−1) − the T(i−1) of the round before)/(4ⁱ − 1). What has not converged in the end ends the run, as in NEURON.
 */
export const romberg: Builtin = {
  run(execution, call) {
    const [from, to] = call.arguments
    if (!from || !to) return execution.builder.constant(0)
    const limits = [evaluate(execution, from), evaluate(execution, to)] as const
    return execution.names.inScope(() => integrate(execution, call, limits))
  },
}

function integrate(execution: Execution, call: Call, [from, to]: readonly [Value, Value]): Value {
  const { names } = execution
  const { span } = call
  const { apply, choose, constant } = arithmeticOf(execution)
  const [zero, one, two] = [constant(0), constant(1), constant(2)]
  const read = (name: string) => execution.read(name, span)
  const write = (name: string, value: Value) => execution.write(name, value)
  const name = integrandOf(call)
  const at = (x: Value) => callRoutine(execution, name, [x], span)
  const assigned = assignedBy(execution, call)

  const ends = apply('div', apply('add', at(from), at(to)), two)
  const starts = {
    [step]: apply('sub', to, from),
    [steps]: one,
    [halvings]: zero,
    [goesOn]: one,
    [k]: one,
    [sum]: ends,
  }
  for (const [local, value] of Object.entries({ ...starts, [integral]: ends })) names.declare(local, value)
  row.forEach((local, index) => names.declare(local, index === 0 ? ends : zero))

  const addPoint = () => {
    write(sum, apply('add', read(sum), at(apply('add', from, apply('mul', read(k), read(step))))))
    write(k, apply('add', read(k), one))
  }
  const halve = () => {
    const round = apply('add', read(halvings), one)
    write(halvings, round)
    write(step, apply('div', read(step), two))
    write(steps, apply('mul', read(steps), two))
    write(k, one)
    write(sum, ends)
    execution.loop(span, [...assigned, k, sum], () => apply('lt', read(k), read(steps)), addPoint)
    const before = row.map(read)
    write(row[0] ?? '', apply('mul', read(step), read(sum)))
    let estimate = read(row[0] ?? '')
    for (let i = 1, fours = 4; i <= mostHalvings; i++, fours *= 4) {
      const gain = apply('sub', read(row[i - 1] ?? ''), before[i - 1] ?? zero)
      const better = apply('add', read(row[i - 1] ?? ''), apply('div', gain, constant(fours - 1)))
      const isMade = apply('le', constant(i), round)
      write(row[i] ?? '', choose(isMade, better, before[i] ?? zero))
      estimate = choose(isMade, better, estimate)
    }
    const change = apply('abs', apply('sub', estimate, read(integral)))
    write(integral, estimate)
    const isRough = apply('not', apply('le', change, constant(convergence)))
    const isLast = apply('le', constant(mostHalvings), round)
    const facts = { name, rounds: mostHalvings }
    execution.fault({ code: 'nmodl/integral-not-found', facts }, apply('and', isRough, isLast))
    write(goesOn, apply('and', isRough, apply('not', isLast)))
  }
  const carried = [...assigned, ...Object.keys(starts), integral, ...row]
  execution.loop(span, carried, () => read(goesOn), halve)
  return read(integral)
}

function integrandOf({ arguments: [, , named] }: Call): string {
  return named?.kind === 'name' ? named.name : ''
}

/** What the FUNCTION assigns besides its value. */
function assignedBy(execution: Execution, call: Call): readonly string[] {
  const { span } = call
  const callee = { name: integrandOf(call), span }
  return namesAssigned(execution, { statements: [], span }, [{ ...call, callee, arguments: [] }])
}
