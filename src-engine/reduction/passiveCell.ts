import type { Compartments } from '../cable/compartments.ts'
import { discretise } from '../cable/discretise/discretise.ts'
import { capacitanceNf } from '../cable/lowerCell.ts'
import { buildCableGraph, compartmentAt, type SectionEnd } from '../cable/nodes.ts'
import { eliminationOrders } from '../cable/order.ts'
import { accepted, type Checked, refused } from '../core/checked.ts'
import { InternalError } from '../core/errors.ts'
import type { Tree } from '../impedance/cable.ts'
import type { Discretisation } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { SectionPlace } from '../morphology/reduction/locationMapping.ts'
import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'

/** A passive cell ready to be solved: its main tree, positions in the order of elimination. */
export interface PassiveCell {
  readonly morphology: Morphology
  readonly compartments: Compartments
  readonly tree: Tree
  /** At each position: conductance of the membrane [µS] and its capacitance [nF]; none at junctions. */
  readonly conductanceUs: Float64Array
  readonly capacitanceNf: Float64Array
  /** Position of a place. @throws InternalError where it lies in another tree */
  positionOf(place: SectionPlace): number
}

/**
 * Cuts a passive cell into compartments and puts them in order.
 *
 * @param nseg number of compartments of each section; NaN where the discretisation says it
 * @param kept ends of sections that must be places of their own
 */
export function passiveCell(
  morphology: Morphology,
  passive: PassiveCable,
  how: {
    readonly discretisation: Discretisation
    readonly nseg?: Float64Array
    readonly kept?: readonly SectionEnd[]
    /** A section of the tree that is solved; the first where nothing is said. */
    readonly root?: number
  },
): Checked<PassiveCell> {
  const cable = { ...passive, ...(how.nseg ? { nseg: how.nseg } : {}) }
  const { value: compartments, diagnostics } = discretise(morphology, how.discretisation, cable)
  if (!compartments) return refused(diagnostics)
  const graph = buildCableGraph(morphology.sections, compartments, passive.raOhmCm, how.kept ?? [])
  const inTree = compartments.firstOfSection[how.root ?? 0]!
  const order = eliminationOrders(graph).find(({ nodes }) => nodes.includes(inTree))
  if (!order) throw new InternalError('a cell has no tree', { root: how.root })
  const positions = new Map(Array.from(order.nodes, (node, position) => [node, position]))
  const columns = { g: new Float64Array(order.nodes.length), c: new Float64Array(order.nodes.length) }
  order.nodes.forEach((node, position) => {
    if (node >= compartments.count) return
    const section = compartments.section[node]!
    // 1 S/cm² over 1 µm² is 1e-2 µS.
    columns.g[position] = passive.conductanceSCm2[section]! * compartments.areaUm2[node]! * 1e-2
    columns.c[position] = capacitanceNf(node, compartments, cable)
  })
  const nodeOf = ({ section, x }: SectionPlace): number => {
    const end = x === 0 ? graph.startNode[section]! : x === 1 ? graph.endNode[section]! : -1
    if (end >= 0) return end
    const first = compartments.firstOfSection[section]!
    return first + compartmentAt(compartments.firstOfSection[section + 1]! - first, x)
  }
  return accepted(
    {
      morphology,
      compartments,
      tree: { nodes: order.nodes, parent: order.parent, axial: order.axialUs },
      conductanceUs: columns.g,
      capacitanceNf: columns.c,
      positionOf: place => {
        const position = positions.get(nodeOf(place))
        if (position === undefined) throw new InternalError('a place lies in another tree', { ...place })
        return position
      },
    },
    diagnostics,
  )
}
