import { layerConductances, nodesWithLayers } from '../cable/outside.ts'
import { InternalError } from '../core/errors.ts'
import { type CableLayers, layerColumns } from '../kernel/cableLayers.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import { isLayers, layerDefault, layerResistances } from '../kernel/outside.ts'
import type { CableShape } from './cellPlan.ts'
import type { CellModel } from './cellModel.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { InstanceSet } from './instanceSets.ts'
import { type DensityUse, setValue } from './membrane.ts'
import type { GroupPlan } from './packs.ts'

/** The layers around one cell. */
export interface Outside {
  /** 1 for each node of the cable graph with layers. */
  readonly withLayers: Uint8Array
  /** For each tree, of each layer: position → conductance to the parent [µS]. */
  readonly axialUs: readonly (readonly [Float64Array, Float64Array])[]
}

/** What the layers of a cell are; undefined where it has none. */
export function outsideOf(
  { morphology: { sections } }: Pick<CellModel, 'morphology'>,
  { compartments, lowered }: Pick<CableShape, 'compartments' | 'lowered'>,
  densities: readonly DensityUse[],
): Outside | undefined {
  const use = densities.find(({ mechanism }) => isLayers(mechanism))
  if (!use) return undefined
  const cell = { sections, compartments, lowered, inserted: use.inserted }
  const withLayers = nodesWithLayers(cell, lowered.treeOfNode.length)
  const resistances = layerResistances.map(column =>
    Float64Array.from(
      { length: sections.count },
      (_, section) => setValue(use, section, column) ?? layerDefault(use.mechanism, column),
    ),
  )
  return {
    withLayers,
    axialUs: lowered.trees.map(tree => {
      const [first, second] = resistances.map(one => layerConductances(tree, withLayers, cell, one))
      return [first!, second!] as const
    }),
  }
}

/** The layers of a group, with addresses, and what fills them. */
export interface OutsideSet {
  readonly native: readonly CableLayers[]
  fill(values: Float64Array): void
}

const nothing: OutsideSet = { native: [], fill: () => undefined }

/** Reserves what the machine needs of the layers of a group. Padding lanes have them like the cell that they repeat. */
export function layOutOutside(
  { packs }: GroupPlan,
  plans: readonly { readonly outside: Outside | undefined }[],
  { nodes, sets }: { readonly nodes: GroupNodes; readonly sets: readonly InstanceSet[] },
  layout: ArenaLayout,
): OutsideSet {
  const set = sets.find(({ mechanism }) => isLayers(mechanism))
  if (!set) return nothing
  const elementOfNode = new Int32Array(nodes.count).fill(-1)
  set.node.forEach((at, instance) => (elementOfNode[at] = instance))
  const columns = Int32Array.from(layerColumns, name => {
    const address = set.columns.get(name)
    if (address === undefined) throw new InternalError('the layers outside lack a column', { name })
    return address
  })
  const layered = packs.flatMap(({ trees, shape }, pack) => {
    if (!trees.some(({ cell }) => plans[cell]!.outside)) return []
    const { firstNode, rows, lanes } = nodes.packs[pack]!
    const axial = Int32Array.of(layout.column(shape.rows * lanes), layout.column(shape.rows * lanes))
    const end = firstNode + rows * lanes
    const native: CableLayers = {
      pack,
      instances: set.count,
      element: elementOfNode.slice(firstNode, end),
      inside: nodes.inside.slice(firstNode, end),
      columns,
      axial,
    }
    return [{ native, trees, lanes }]
  })
  return {
    native: layered.map(({ native }) => native),
    fill(values) {
      for (const { native, trees, lanes } of layered)
        trees.forEach(({ cell, tree }, lane) =>
          plans[cell]!.outside?.axialUs[tree]!.forEach((conductances, layer) =>
            conductances.forEach((conductance, position) => {
              values[native.axial[layer]! + position * lanes + lane] = conductance
            }),
          ),
        )
    },
  }
}
