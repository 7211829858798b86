import type { ProgramBuilder } from '../../program/builder.ts'
import type { Node, Value } from '../../program/graph.ts'
import { evaluate } from '../../program/interpret.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'
import { reachable } from '../symbolic/linearIn.ts'
import type { CurveAxis } from './curveAxis.ts'
import { hostHelp } from './words.ts'

/** Where everything stands that is not on the axis, by the name in the file. */
export type CurveInputs = Readonly<Record<string, number>>

/** What values are computed over, and where everything else stands. */
export interface TableSetting {
  readonly model: MechanismModel
  readonly axis: CurveAxis
  /** Numbers by the name in the file; parameters that are not among them have their defaults. */
  readonly inputs: CurveInputs
}

/** A number that was held while the axis was gone along. */
export interface HeldInput {
  readonly name: string
  readonly value: number
  readonly unit: string
}

/** Quantities of the simulation where nothing is said: NEURON's defaults. */
const hostDefaults: ReadonlyMap<string, number> = new Map([
  ['v', -65],
  ['dt', 0.025],
  ['celsius', 6.3],
  ['area', 100],
  ['diam', 500],
])

/**
 * Computes values of a program under construction for every point of an axis, operation by operation.
 *
 * @returns a column for each value, shape [axis.values.length]; NaN where it depends on what is known only in a run
 */
export function tabulate(
  builder: ProgramBuilder,
  values: readonly Value[],
  setting: TableSetting,
): readonly Float64Array[] {
  const { axis, model } = setting
  const count = axis.values.length
  const columns = new Map<Value, Float64Array>()
  const columnOf = (value: Value | undefined) => (value === undefined ? undefined : columns.get(value))
  const compute = (node: Node): Float64Array => {
    switch (node.kind) {
      case 'constant':
        return new Float64Array(count).fill(node.value)
      case 'uniform':
        return new Float64Array(count).fill(numberOf(node.name, setting))
      case 'column': {
        const name = nameOf(node.space, node.name, model)
        if (node.space !== 'own' && name === axis.name) return axis.values
        return new Float64Array(count).fill(numberOf(name, setting))
      }
      case 'operation': {
        const [a, b, c] = node.operands.map(columnOf)
        const result = new Float64Array(count)
        // hot: an operand that is missing is none of this operation's
        for (let i = 0; i < count; i++)
          result[i] = evaluate(node.operation, a?.[i] ?? NaN, b?.[i] ?? NaN, c?.[i] ?? NaN)
        return result
      }
      default:
        return new Float64Array(count).fill(NaN)
    }
  }
  for (const value of new Set(values.flatMap(wanted => reachable(builder, wanted))))
    columns.set(value, compute(builder.node(value)))
  return values.map(value => columns.get(value) ?? new Float64Array(count).fill(NaN))
}

/**
 * What values depend on besides the axis and the file's own parameters: temperature, concentrations, other states; with
 * the numbers that they were computed with.
 */
export function heldInputs(
  builder: ProgramBuilder,
  values: readonly Value[],
  setting: TableSetting,
): readonly HeldInput[] {
  const { axis, model } = setting
  return [...builder.inputsOf(values)].flatMap(key => {
    const [space = '', column = ''] = key.startsWith('$') ? ['', key.slice(1)] : key.split(' ')
    const name = nameOf(space, column, model)
    const role = model.variables.get(name)?.role
    if ((space !== 'own' && name === axis.name) || role === 'parameter' || role === 'constant') return []
    const unit = model.variables.get(name)?.unit
    const hostUnit = Object.hasOwn(hostHelp, name) ? hostHelp[name]?.unit : ''
    return [{ name, value: numberOf(name, setting), unit: unit || (hostUnit ?? '') }]
  })
}

function numberOf(name: string, { model, inputs }: TableSetting): number {
  if (Object.hasOwn(inputs, name)) return inputs[name] ?? 0
  const variable = model.variables.get(name)
  return (variable?.role === 'host' ? hostDefaults.get(name) : undefined) ?? variable?.initial ?? 0
}

/** A column's name in the file: nodes' columns have names of their own. */
function nameOf(space: string, name: string, model: MechanismModel): string {
  if (space !== 'node') return name
  for (const { name: own, storage } of model.variables.values())
    if (storage.kind === 'node' && storage.column === name) return own
  return name
}
