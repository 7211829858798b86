import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { NativeGroup, SpikeDetector } from '../kernel/abi.ts'
import { closestName } from '../model/closestName.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { Location, Probe } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import { resolveVariable, type Variable, variableNames, type VariableScope } from '../model/variables.ts'
import { type AssembledGroup, detectorAt } from './assembleGroup.ts'
import { type CellPlan, compartmentOf, nodeOf } from './cellPlan.ts'
import { placeKey } from './groupNodes.ts'
import type { PreparedCell, PreparedProbe, PreparedSpikeProbe } from './preparedRun.ts'

/** A probe whose variable is known, with the name under which programs know it. */
export interface ResolvedProbe {
  readonly probe: Probe
  readonly variable: Variable
  /** Mechanism of a point process’s variable. */
  readonly mechanism: string | undefined
}

/** What there is to record in one compartment. */
function scopeAt(plan: CellPlan, at: Location): VariableScope {
  const compartment = compartmentOf(at, plan.sections, plan.compartments)
  const section = plan.compartments.section[compartment]!
  const densities = plan.densities.filter(use => use.inserted[section] === 1).map(use => use.mechanism)
  const here = plan.points.filter(point => point.node === compartment).map(point => point.mechanism)
  return {
    densities,
    points: new Map(plan.points.map(point => [point.id, point.mechanism])),
    ions: ionsOf([...densities, ...here]),
  }
}

/** Finds what every probe of a cell stands for. */
export function resolveProbes(plan: CellPlan): Checked<ResolvedProbe[]> {
  const diagnostics: Diagnostic[] = []
  const probes = plan.model.description.probes.flatMap(probe => {
    const scope = scopeAt(plan, probe.at)
    const variable = resolveVariable(probe.variable, scope)
    if (variable) {
      const mechanism = variable.kind === 'point' ? scope.points.get(variable.pointProcess)?.name : undefined
      return [{ probe, variable, mechanism }]
    }
    const place = `${probe.at.section}(${probe.at.x})`
    const meant = closestName(probe.variable, variableNames(scope))
    diagnostics.push(diagnose(modelMessages, 'model/unknown-variable', { name: probe.variable, place, meant }))
    return []
  })
  return diagnostics.length > 0 ? refused(diagnostics) : accepted(probes)
}

/** Columns that must exist because somebody records them: `hh.m`, `IClamp.i`, `ena`. */
export function recordedColumns(probes: readonly ResolvedProbe[]): Set<string> {
  return new Set(
    probes.flatMap(({ variable, mechanism }) => {
      if (variable.kind === 'voltage') return []
      if (variable.kind === 'ion') return [variable.column]
      const owner = variable.kind === 'point' ? mechanism : variable.mechanism
      return variable.field.scope === 'global' ? [] : [`${owner}.${variable.field.name}`]
    }),
  )
}

/** Where a node of a cell lies: its group and its number there. */
interface NodePlace {
  readonly group: number
  readonly node: number
}

function placeOf(groups: readonly AssembledGroup[], plan: CellPlan, cell: number, graphNode: number): NodePlace {
  const key = placeKey(cell, plan.lowered.treeOfNode[graphNode]!)
  for (const [group, { nodes }] of groups.entries()) {
    const place = nodes.places.get(key)
    if (place) return { group, node: place.first + plan.lowered.rowOfNode[graphNode]! * place.lanes + place.lane }
  }
  throw new InternalError('a node is in no group', { cell, graphNode })
}

/** The arena address of a probe’s number. */
function addressOf({ variable, mechanism }: ResolvedProbe, group: AssembledGroup, node: number, cell: number): number {
  if (variable.kind === 'voltage') return group.nodes.columns.v + node
  if (variable.kind === 'ion') {
    const ion = group.ions.find(set => set.ion === variable.ion)
    return (ion?.columns.get(variable.column) ?? NaN) + (ion?.elementOfNode[node] ?? NaN)
  }
  const owner = variable.kind === 'point' ? mechanism : variable.mechanism
  if (variable.field.scope === 'global') return group.uniforms.get(`${owner}.${variable.field.name}`) ?? NaN
  const set = group.sets.find(candidate => candidate.mechanism.name === owner)
  const instance = variable.kind === 'point' ? set?.instanceOf(cell, variable.pointProcess) : set?.node.indexOf(node)
  return (set?.columns.get(variable.field.name) ?? NaN) + (instance ?? NaN)
}

/** Everything that probes and detectors become once the groups are laid out. */
export interface PlacedProbes {
  readonly cells: readonly PreparedCell[]
  readonly probes: readonly PreparedProbe[]
  readonly spikes: readonly PreparedSpikeProbe[]
  ofGroup(group: number): Pick<NativeGroup, 'detectors' | 'probes'>
}

const labelOf = (plan: CellPlan, at: Location, what: string) => {
  const name = plan.sections.names[plan.sections.section(at.section) ?? 0]
  return `${plan.model.name ? `${plan.model.name}.` : ''}${name}(${at.x})${what}`
}

/** Gives every probe its address and its row, and every detector its place. The first row of all is t. */
export function placeProbes(
  plans: readonly CellPlan[],
  resolved: readonly (readonly ResolvedProbe[])[],
  groups: readonly AssembledGroup[],
): PlacedProbes {
  const addresses: number[][] = groups.map((group, index) => (index === 0 ? [group.native.stepperUniforms[0]!] : []))
  const detectors: SpikeDetector[][] = groups.map(() => [])
  const probes: { id: string; label: string; unit: string; group: number; index: number }[] = []
  const spikes: PreparedSpikeProbe[] = []
  const cells: PreparedCell[] = []
  plans.forEach((plan, cell) => {
    const { compartments, lowered, sections, model } = plan
    const place = (graphNode: number) => placeOf(groups, plan, cell, graphNode)
    const voltageAddress = Int32Array.from({ length: compartments.count }, (_, compartment) => {
      const { group, node } = place(compartment)
      return groups[group]!.nodes.columns.v + node
    })
    cells.push({ name: model.name, sectionNames: sections.names, compartments, voltageAddress })
    for (const one of resolved[cell]!) {
      const { probe, variable } = one
      const own = variable.kind === 'point' ? plan.points.find(point => point.id === variable.pointProcess)?.node : undefined
      const there = variable.kind === 'voltage' ? nodeOf(probe.at, sections, compartments, lowered) : compartmentOf(probe.at, sections, compartments)
      const { group, node } = place(own ?? there)
      const address = addressOf(one, groups[group]!, node, cell)
      if (!Number.isInteger(address)) throw new InternalError('a probe has no address', { probe: probe.id, variable: probe.variable })
      const index = addresses[group]!.push(address) - 1
      probes.push({ id: probe.id, label: labelOf(plan, probe.at, `.${probe.variable}`), unit: variable.unit, group, index })
    }
    for (const { id, at, thresholdMv } of model.description.spikes) {
      const { group, node } = place(nodeOf(at, sections, compartments, lowered))
      const detector = detectors[group]!.push(detectorAt(groups[group]!, node, thresholdMv)) - 1
      spikes.push({ id, label: labelOf(plan, at, ''), group, detector })
    }
  })
  const firstRow = [0]
  addresses.forEach((list, group) => firstRow.push(firstRow[group]! + list.length))
  return {
    cells,
    probes: probes.map(({ id, label, unit, group, index }) => ({ id, label, unit, row: firstRow[group]! + index })),
    spikes,
    ofGroup: group => ({ detectors: detectors[group]!, probes: Int32Array.from(addresses[group]!) }),
  }
}
