import type { Sections } from '../morphology/morphology.ts'
import type { Compartments } from './compartments.ts'

/**
 * A cell (or several) as conductances between nodes. Nodes 0 … compartments−1 are the compartments; behind them
 * come the junctions: points without membrane where three or more half-compartments meet, or that somebody
 * asked to keep.
 */
export interface CableGraph {
  readonly nodes: number
  readonly compartments: number
  /** Node at the 0 end of each section, at its 1 end; −1 where the end was merged away. */
  readonly startNode: Int32Array
  readonly endNode: Int32Array
  readonly edges: {
    readonly count: number
    readonly first: Int32Array
    readonly second: Int32Array
    /** [µS] */
    readonly conductanceUs: Float64Array
  }
}

/** A section's end. */
export interface SectionEnd {
  readonly section: number
  readonly end: 0 | 1
}

/** Where something lies on a section that has `count` compartments: x inside snaps to the compartment that holds it. */
export function compartmentAt(count: number, x: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(count * x)))
}

/** What a section's 0 end is electrically: a compartment, or the end point (2·section + end) that it shares. */
function startPointOf(sections: Sections, compartments: Compartments, section: number) {
  let at = section
  for (;;) {
    const parent = sections.parent[at] as number
    if (parent < 0) return { compartment: -1, point: 2 * at }
    const x = sections.parentX[at] as number
    if (x === 1) return { compartment: -1, point: 2 * parent + 1 }
    if (x > 0) {
      const first = compartments.firstOfSection[parent] as number
      const count = (compartments.firstOfSection[parent + 1] as number) - first
      return { compartment: first + compartmentAt(count, x), point: -1 }
    }
    at = parent // a child at its parent's 0 end sits where the parent itself is attached
  }
}

/**
 * The compartment that a section's first one is attached to: one inside the parent section, its last, or at a root's
 * 0 end the first of that root; −1 for a root itself.
 */
export function startCompartment(sections: Sections, compartments: Compartments, section: number): number {
  const { compartment, point } = startPointOf(sections, compartments, section)
  if (compartment >= 0) return compartment
  const owner = Math.floor(point / 2)
  if (owner === section) return -1
  const first = compartments.firstOfSection[owner] as number
  return point % 2 === 0 ? first : (compartments.firstOfSection[owner + 1] as number) - 1
}

/**
 * Connects the compartments as NEURON's rules say (README.md, rules 1–4), with no more junctions than needed.
 *
 * A point without capacitance where two halves meet is eliminated exactly: their resistances are in series. A
 * point with one half carries no current and is left out. This holds at every implicit (half) step, hence for
 * backward Euler and for Crank–Nicolson.
 *
 * @param raOhmCm axial resistivity of each section [Ω·cm]
 * @param kept ends that must stay nodes, because something is recorded or injected there
 */
export function buildCableGraph(
  sections: Sections,
  compartments: Compartments,
  raOhmCm: Float64Array,
  kept: readonly SectionEnd[],
): CableGraph {
  const most = compartments.count + 2 * sections.count
  const edges = {
    first: new Int32Array(most),
    second: new Int32Array(most),
    conductanceUs: new Float64Array(most),
  }
  let count = 0
  const join = (first: number, second: number, resistance: number) => {
    edges.first[count] = first
    edges.second[count] = second
    edges.conductanceUs[count++] = 1 / resistance
  }
  const starts = Array.from({ length: sections.count }, (_, section) =>
    startPointOf(sections, compartments, section),
  )
  // What hangs on each end point: (compartment, resistance of its outer half).
  const halves = new Map<number, { compartment: number; resistance: number }[]>()
  const hang = (point: number, compartment: number, resistance: number) => {
    const list = halves.get(point)
    if (list) list.push({ compartment, resistance })
    else halves.set(point, [{ compartment, resistance }])
  }
  for (let section = 0; section < sections.count; section++) {
    const ra = raOhmCm[section] as number
    const first = compartments.firstOfSection[section] as number
    const last = (compartments.firstOfSection[section + 1] as number) - 1
    const near = (compartment: number) => ra * (compartments.nearResistance[compartment] as number)
    const far = (compartment: number) => ra * (compartments.farResistance[compartment] as number)
    const start = starts[section] as { compartment: number; point: number }
    if (start.compartment >= 0) join(start.compartment, first, near(first))
    else hang(start.point, first, near(first))
    for (let compartment = first; compartment < last; compartment++)
      join(compartment, compartment + 1, far(compartment) + near(compartment + 1))
    hang(2 * section + 1, last, far(last))
  }

  const keptPoints = new Set<number>()
  for (const { section, end } of kept) {
    const start = starts[section] as { compartment: number; point: number }
    if (end === 1) keptPoints.add(2 * section + 1)
    else if (start.compartment < 0) keptPoints.add(start.point)
  }

  const nodeOfPoint = new Map<number, number>()
  let nodes = compartments.count
  for (const point of [...halves.keys()].sort((a, b) => a - b)) {
    const list = halves.get(point) ?? []
    const [one, other] = list
    if (list.length >= 3 || keptPoints.has(point)) {
      for (const half of list) join(nodes, half.compartment, half.resistance)
      nodeOfPoint.set(point, nodes++)
    } else if (one && other) join(one.compartment, other.compartment, one.resistance + other.resistance)
  }

  const startNode = Int32Array.from(starts, start =>
    start.compartment >= 0 ? start.compartment : (nodeOfPoint.get(start.point) ?? -1),
  )
  const endNode = Int32Array.from(
    { length: sections.count },
    (_, section) => nodeOfPoint.get(2 * section + 1) ?? -1,
  )
  return {
    nodes,
    compartments: compartments.count,
    startNode,
    endNode,
    edges: {
      count,
      first: edges.first.subarray(0, count),
      second: edges.second.subarray(0, count),
      conductanceUs: edges.conductanceUs.subarray(0, count),
    },
  }
}
