import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { NativeGroup, SpikeDetector } from '../kernel/abi.ts'
import { closestName } from '../core/closestName.ts'
import { modelMessages } from '../model/diagnostics.ts'
import type { Location, Probe } from '../model/document.ts'
import { ionsOf } from '../model/properties.ts'
import { resolveVariable, type Variable, variableNames, type VariableScope } from '../model/variables.ts'
import { type AssembledGroup, detectorAt } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import { compartmentOf, nodeOf, placeLabel } from './places.ts'
import type { PreparedProbe, PreparedSpikeProbe } from './preparedRun.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'

/** A probe whose variable is known, with the name under which programs know it. */
export interface ResolvedProbe {
  readonly probe: Probe
  readonly variable: Variable
  /** Mechanism of a point process’s variable. */
  readonly mechanism: string | undefined
}

/** What there is to record in one compartment. */
function scopeAt(plan: CellPlan, at: Location): VariableScope {
  const compartment = compartmentOf(at, plan.shape)
  const section = plan.shape.compartments.section[compartment]!
  const densities = plan.densities.filter(use => use.inserted[section] === 1).map(use => use.mechanism)
  const here = plan.points.filter(point => point.node === compartment).map(point => point.mechanism)
  return {
    densities,
    points: new Map(plan.points.map(point => [point.id, point.mechanism])),
    ions: ionsOf([...densities, ...here]),
  }
}

const nothingRecorded: Checked<readonly ResolvedProbe[]> = accepted([])

/** Finds what every probe of a cell stands for. */
export function resolveProbes(plan: CellPlan): Checked<readonly ResolvedProbe[]> {
  if (plan.model.description.probes.length === 0) return nothingRecorded
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
    diagnostics.push(
      diagnose(
        modelMessages,
        'model/unknown-variable',
        { name: probe.variable, place, meant },
        { subject: `probes.${probe.id}` },
      ),
    )
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

/** The arena address of a probe’s number. */
function addressOf(
  { variable, mechanism }: ResolvedProbe,
  group: AssembledGroup,
  node: number,
  cell: number,
): number {
  if (variable.kind === 'voltage') return group.nodes.columns.v + node
  if (variable.kind === 'ion') {
    const ion = group.ions.find(set => set.ion === variable.ion)
    return (ion?.columns.get(variable.column) ?? NaN) + (ion?.elementOfNode[node] ?? NaN)
  }
  const owner = variable.kind === 'point' ? mechanism : variable.mechanism
  if (variable.field.scope === 'global') return group.uniforms.address(`${owner}.${variable.field.name}`)
  const set = group.sets.find(candidate => candidate.mechanism.name === owner)
  const instance =
    variable.kind === 'point' ? set?.instanceOf(cell, variable.pointProcess) : set?.node.indexOf(node)
  return (set?.columns.get(variable.field.name) ?? NaN) + (instance ?? NaN)
}

/** Everything that probes and detectors become once the groups are laid out. */
export interface PlacedProbes {
  readonly probes: readonly PreparedProbe[]
  readonly spikes: readonly PreparedSpikeProbe[]
  ofGroup(group: number): Pick<NativeGroup, 'detectors' | 'probes'>
}

/** Gives every probe its address and its row, and every detector its place. The first row of all is t. */
export function placeProbes(
  plans: readonly CellPlan[],
  resolved: readonly (readonly ResolvedProbe[])[],
  groups: readonly AssembledGroup[],
  places: TreePlaces,
): PlacedProbes {
  const addresses: number[][] = groups.map((group, index) =>
    index === 0 ? [group.native.stepperUniforms[0]!] : [],
  )
  const detectors: SpikeDetector[][] = groups.map(() => [])
  const probes: (Omit<PreparedProbe, 'row'> & { readonly group: number; readonly index: number })[] = []
  const spikes: PreparedSpikeProbe[] = []
  plans.forEach((plan, cell) => {
    const { shape, model } = plan
    for (const one of resolved[cell]!) {
      const { probe, variable } = one
      const own =
        variable.kind === 'point'
          ? plan.points.find(point => point.id === variable.pointProcess)?.node
          : undefined
      const there = variable.kind === 'voltage' ? nodeOf(probe.at, shape) : compartmentOf(probe.at, shape)
      const { group, node } = placeOfNode(places, plan, cell, own ?? there)
      const address = addressOf(one, groups[group]!, node, cell)
      if (!Number.isInteger(address))
        throw new InternalError('a probe has no address', { probe: probe.id, variable: probe.variable })
      const index = addresses[group]!.push(address) - 1
      probes.push({
        id: probe.id,
        label: `${placeLabel(model.name, probe.at, shape)}.${probe.variable}`,
        unit: variable.unit,
        group,
        index,
      })
    }
    for (const { id, at, thresholdMv } of model.description.spikes) {
      const { group, node } = placeOfNode(places, plan, cell, nodeOf(at, shape))
      const detector = detectors[group]!.push(detectorAt(groups[group]!, node, thresholdMv)) - 1
      spikes.push({ id, label: placeLabel(model.name, at, shape), group, detector })
    }
  })
  const firstRow = [0]
  addresses.forEach((list, group) => firstRow.push(firstRow[group]! + list.length))
  return {
    probes: probes.map(({ id, label, unit, group, index }) => ({
      id,
      label,
      unit,
      row: firstRow[group]! + index,
    })),
    spikes,
    ofGroup: group => ({ detectors: detectors[group]!, probes: Int32Array.from(addresses[group]!) }),
  }
}

/** Arena address of each compartment's v, cell after cell. */
export function voltageAddresses(
  plans: readonly CellPlan[],
  groups: readonly AssembledGroup[],
  places: TreePlaces,
): Int32Array {
  const addresses = new Int32Array(plans.reduce((sum, { shape }) => sum + shape.compartments.count, 0))
  let start = 0
  plans.forEach(({ shape: { compartments, lowered } }, cell) => {
    lowered.trees.forEach(({ node, rows }, tree) => {
      const index = places.firstTree[cell]! + tree
      const first = groups[places.group[index]!]!.nodes.columns.v + places.first[index]! + places.lane[index]!
      const lanes = places.lanes[index]!
      for (let row = 0; row < rows; row++)
        if (node[row]! < compartments.count) addresses[start + node[row]!] = first + row * lanes
    })
    start += compartments.count
  })
  return addresses
}
