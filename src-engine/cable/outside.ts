import type { Sections } from '../morphology/morphology.ts'
import type { Compartments } from './compartments.ts'
import type { LoweredCell, LoweredTree } from './lowerCell.ts'

/** The cell that layers lie around. */
export interface LayeredCell {
  readonly sections: Sections
  readonly compartments: Compartments
  readonly lowered: Pick<LoweredCell, 'startNode' | 'endNode'>
  /** 1 for each section with layers. */
  readonly inserted: Uint8Array
}

/**
 * Which nodes have layers: the compartments of sections with layers, and end points that belong to such a section: its
 * own 1 end, and a root's 0 end. As in NEURON, the end point where several sections meet belongs to the parent.
 */
export function nodesWithLayers(
  { sections, compartments, lowered, inserted }: LayeredCell,
  nodes: number,
): Uint8Array {
  const found = new Uint8Array(nodes)
  for (let compartment = 0; compartment < compartments.count; compartment++)
    found[compartment] = inserted[compartments.section[compartment]!]!
  for (let section = 0; section < sections.count; section++) {
    const [start, end] = [lowered.startNode[section]!, lowered.endNode[section]!]
    if (sections.parent[section]! < 0 && start >= compartments.count) found[start] = inserted[section]!
    if (end >= compartments.count) found[end] = inserted[section]!
  }
  return found
}

/**
 * Conductances of one layer along the cable, from each position of a tree to its parent [µS]: two half compartments in
 * series, one at a junction and where a child sits inside its parent; 0 where one of the two has no layers.
 *
 * @param resistance of the layer in each section [MΩ/cm]
 */
export function layerConductances(
  tree: LoweredTree,
  withLayers: Uint8Array,
  cell: LayeredCell,
  resistance: Float64Array,
): Float64Array {
  const { compartments, lowered } = cell
  const { section, firstOfSection, sectionLengthUm, count } = compartments
  const half = (compartment: number): number => {
    const own = section[compartment]!
    const segments = firstOfSection[own + 1]! - firstOfSection[own]!
    return (1e-4 * resistance[own]! * (sectionLengthUm[own]! / segments)) / 2
  }
  /** Whether `child` begins at the very centre of `parent`, inside another section. */
  const sitsOn = (child: number, parent: number): boolean =>
    section[child] !== section[parent] &&
    firstOfSection[section[child]!] === child &&
    lowered.startNode[section[child]!] === parent
  const resistanceBetween = (one: number, other: number): number => {
    if (one >= count) return half(other)
    if (other >= count) return half(one)
    if (sitsOn(one, other)) return half(one)
    if (sitsOn(other, one)) return half(other)
    return half(one) + half(other)
  }
  return Float64Array.from(tree.order, (row, position) => {
    if (position === 0) return 0
    const [one, other] = [tree.node[row]!, tree.node[tree.parent[position]!]!]
    return withLayers[one] === 1 && withLayers[other] === 1 ? 1 / resistanceBetween(one, other) : 0
  })
}
