import { InternalError } from '../core/errors.ts'
import type { Location } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import { resolveVariable, type Variable, type VariableScope } from '../model/variables.ts'
import type { AssembledMembrane } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import { compartmentOf, nodeOf } from './places.ts'
import { type NodePlace, placeOfNode, type TreePlaces } from './treePlaces.ts'

/** A variable whose meaning is known, with the name under which programs know its owner. */
export interface ResolvedVariable {
  readonly variable: Variable
  /** Mechanism of a point process’s variable. */
  readonly mechanism: string | undefined
}

/** What there is in one compartment. */
export function scopeOf(plan: CellPlan, compartment: number): VariableScope {
  const section = plan.shape.compartments.section[compartment]!
  const densities = plan.densities.filter(use => use.inserted[section] === 1).map(use => use.mechanism)
  const here = plan.points.filter(point => point.node === compartment).map(point => point.mechanism)
  return {
    densities,
    points: new Map(plan.points.map(point => [point.id, point.mechanism])),
    ions: ionsOf([...densities, ...here]),
  }
}

/** What a name stands for in a scope. */
export function resolveIn(scope: VariableScope, name: string): ResolvedVariable | undefined {
  const variable = resolveVariable(name, scope)
  const mechanism = variable?.kind === 'point' ? scope.points.get(variable.pointProcess)?.name : undefined
  return variable && { variable, mechanism }
}

/** Columns that must exist because somebody reads them although no program may need them: `hh.m`, `IClamp.i`, `ena`. */
export function columnsOfVariables(resolved: Iterable<ResolvedVariable>): Set<string> {
  const columns = new Set<string>()
  for (const { variable, mechanism } of resolved) {
    if (variable.kind === 'voltage') continue
    if (variable.kind === 'ion' || variable.kind === 'membrane') columns.add(variable.column)
    else if (variable.field.scope !== 'global')
      columns.add(`${variable.kind === 'point' ? mechanism : variable.mechanism}.${variable.column}`)
  }
  return columns
}

/** The group and node of a variable that was named at a place of a cell. */
export function placeOfVariable(
  { variable }: ResolvedVariable,
  at: Location,
  cell: { readonly plan: CellPlan; readonly number: number },
  places: TreePlaces,
): NodePlace {
  const { plan } = cell
  const own =
    variable.kind === 'point'
      ? plan.points.find(point => point.id === variable.pointProcess)?.node
      : undefined
  const there = variable.kind === 'voltage' ? nodeOf(at, plan.shape) : compartmentOf(at, plan.shape)
  return placeOfNode(places, plan, cell.number, own ?? there)
}

/** The arena address of a variable’s number at a node. */
export function addressOfVariable(
  { variable, mechanism }: ResolvedVariable,
  group: AssembledMembrane,
  node: number,
  cell: number,
): number {
  const address = () => {
    if (variable.kind === 'voltage') return group.nodes.columns.v + node
    if (variable.kind === 'membrane') return (group.currents[variable.column] ?? NaN) + node
    if (variable.kind === 'ion') {
      const ion = group.ions.find(set => set.ion === variable.ion)
      return (ion?.columns.get(variable.column) ?? NaN) + (ion?.elementOfNode[node] ?? NaN)
    }
    const owner = variable.kind === 'point' ? mechanism : variable.mechanism
    if (variable.field.scope === 'global') return group.uniforms.address(`${owner}.${variable.column}`)
    const set = group.sets.find(candidate => candidate.mechanism.name === owner)
    const instance =
      variable.kind === 'point' ? set?.instanceOf(cell, variable.pointProcess) : set?.node.indexOf(node)
    return (set?.columns.get(variable.column) ?? NaN) + (instance ?? NaN)
  }
  const found = address()
  if (!Number.isInteger(found))
    throw new InternalError('a variable has no address', { variable: variable.kind })
  return found
}
