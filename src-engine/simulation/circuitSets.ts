import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import { type CircuitBorder, mostUnknowns } from '../kernel/circuits.ts'
import type { NativePlay, Waveform } from '../kernel/plays.ts'
import { circuitMessages } from '../model/circuitDiagnostics.ts'
import type { LinearCircuit } from '../model/linearCircuit.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { CellPlan } from './cellPlan.ts'
import type { CircuitPlan, NetworkPlan } from './networkPlan.ts'
import { nodeOf } from './places.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'

interface CircuitContext {
  readonly plans: readonly CellPlan[]
  readonly places: TreePlaces
  readonly network: NetworkPlan
  readonly groups: readonly { readonly nodes: Pick<GroupNodes, 'columns'> }[]
  readonly layout: ArenaLayout
}

/** Circuits of one group that hang together, and where their equations stand. */
interface Border {
  readonly group: number
  readonly circuits: readonly number[]
  readonly nodes: readonly number[]
  /** `electrode.tip`, of each unknown. */
  readonly names: readonly string[]
  readonly unknowns: number
  readonly right: number
}

/** A number's place. */
interface Address {
  readonly group: number
  readonly address: number
}

/** The circuits of a simulation, with addresses. */
export interface CircuitSets {
  unknownOf(circuit: number, unknown: number): Address
  sourceOf(circuit: number, row: number): Address
  /** Courses of sources with steps, and what follows them in each group; `first` is the number of courses there are already. */
  courses(first: number): {
    readonly waveforms: readonly Waveform[]
    ofGroup(group: number): readonly NativePlay[]
  }
  /** Constant values of sources. */
  fill(values: Float64Array): void
  /** What the machine needs, once nodes have their areas; nothing where a group has no circuits. */
  ofGroup(group: number, values: Float64Array): { readonly circuits?: readonly CircuitBorder[] }
  /** Of each group, of each border: `electrode.tip`, by the number of the unknown. */
  readonly names: readonly (readonly (readonly string[])[])[]
}

/** Trees that a circuit touches, by their numbers. */
function treesOf({ attached }: CircuitPlan, { plans, places }: CircuitContext): number[] {
  return attached.map(({ cell, at }) => {
    const { shape } = plans[cell]!
    return places.firstTree[cell]! + shape.lowered.treeOfNode[nodeOf(at, shape)]!
  })
}

/** Circuits that meet in a tree go together; in order of their first circuits. */
function joinCircuits(context: CircuitContext): number[][] {
  const sets: { circuits: number[]; trees: Set<number> }[] = []
  context.network.circuits.forEach((circuit, index) => {
    const trees = treesOf(circuit, context)
    const joined = sets.filter(set => trees.some(tree => set.trees.has(tree)))
    const into = joined[0] ?? { circuits: [], trees: new Set<number>() }
    if (joined.length === 0) sets.push(into)
    for (const other of joined.slice(1)) {
      into.circuits.push(...other.circuits)
      for (const tree of other.trees) into.trees.add(tree)
      sets.splice(sets.indexOf(other), 1)
    }
    into.circuits.push(index)
    for (const tree of trees) into.trees.add(tree)
  })
  return sets.map(({ circuits }) => circuits.sort((a, b) => a - b))
}

/** Gives every circuit its rows in a border, and every border its place in the arena. */
export function placeCircuits(context: CircuitContext): Checked<CircuitSets> {
  const { plans, places, network, groups, layout } = context
  const { circuits } = network
  const nodesOf = circuits.map(({ attached }) =>
    attached.map(({ cell, at }) => {
      const plan = plans[cell]!
      return placeOfNode(places, plan, cell, nodeOf(at, plan.shape))
    }),
  )
  /** Of each circuit: the row of each unknown in its border. */
  const rowsOf: (readonly number[])[] = []
  const borderOf: number[] = []
  const borders: Border[] = []
  for (const joined of joinCircuits(context)) {
    const group = joined.flatMap(circuit => nodesOf[circuit]!.map(place => place.group))[0] ?? 0
    const nodes = [...new Set(joined.flatMap(circuit => nodesOf[circuit]!.map(({ node }) => node)))]
    const names = nodes.map(() => '')
    for (const circuit of joined) {
      const { id, unknowns } = circuits[circuit]!.equations
      borderOf[circuit] = borders.length
      rowsOf[circuit] = unknowns.map(({ name }, unknown) => {
        const place = nodesOf[circuit]![unknown]
        const row = place ? nodes.indexOf(place.node) : names.length
        names[row] ||= `${id}.${name}`
        return row
      })
    }
    if (names.length > mostUnknowns) {
      const { id } = circuits[joined[0]!]!.equations
      const facts = { use: `Circuit "${id}"`, unknowns: names.length, most: mostUnknowns }
      const subject = `circuits.${id}`
      return refused([diagnose(circuitMessages, 'model/circuit-too-large', facts, { subject })])
    }
    const addresses = { unknowns: layout.column(names.length), right: layout.column(names.length) }
    borders.push({ group, circuits: joined, nodes, names, ...addresses })
  }
  /** By what an equation is multiplied, so that it is in nA where it is that of a node. */
  const scaleOf = (
    { perArea }: LinearCircuit,
    node: number | undefined,
    group: number,
    values: Float64Array,
  ) => (perArea && node !== undefined ? values[groups[group]!.nodes.columns.areaFactor + node]! : 1)
  const sourceOf = (circuit: number, row: number): Address => {
    const { group, right } = borders[borderOf[circuit]!]!
    return { group, address: right + rowsOf[circuit]![row]! }
  }
  return accepted({
    unknownOf(circuit, unknown) {
      const { group, unknowns } = borders[borderOf[circuit]!]!
      return { group, address: unknowns + rowsOf[circuit]![unknown]! }
    },
    sourceOf,
    courses: first => layOutCourses(network, sourceOf, first),
    fill(values) {
      for (const { circuits: joined, group, nodes, right } of borders)
        for (const circuit of joined) {
          const { equations } = circuits[circuit]!
          equations.right.forEach((value, own) => {
            const row = rowsOf[circuit]![own]!
            values[right + row]! += scaleOf(equations, nodes[row], group, values) * value
          })
        }
    },
    ofGroup(group, values) {
      const own = borders.filter(border => border.group === group)
      return own.length === 0
        ? {}
        : {
            circuits: own.map(border => {
              const parts = border.circuits.map(circuit => ({
                equations: circuits[circuit]!.equations,
                rows: rowsOf[circuit]!,
              }))
              return fillBorder(border, parts, (equations, node) => scaleOf(equations, node, group, values))
            }),
          }
    },
    names: groups.map((_, group) =>
      borders.filter(border => border.group === group).map(({ names }) => names),
    ),
  })
}

/** Adds up the matrices of the circuits of a border. Rows that are per area are multiplied by the area of their nodes. */
function fillBorder(
  { nodes, names, unknowns, right }: Border,
  parts: readonly { readonly equations: LinearCircuit; readonly rows: readonly number[] }[],
  scaleOf: (equations: LinearCircuit, node: number | undefined) => number,
): CircuitBorder {
  const size = names.length
  const [capacitance, conductance] = [new Float64Array(size * size), new Float64Array(size * size)]
  const initial = new Float64Array(size)
  for (const { equations, rows } of parts)
    rows.forEach((row, own) => {
      const node = nodes[row]
      const scale = scaleOf(equations, node)
      rows.forEach((column, k) => {
        const from = own * rows.length + k
        capacitance[row * size + column]! += scale * equations.capacitance[from]!
        conductance[row * size + column]! += scale * equations.conductance[from]!
      })
      if (node === undefined) initial[row] = equations.initial[own]!
    })
  return { nodes: Int32Array.from(nodes), unknowns, right, capacitance, conductance, initial }
}

/** The values of a source with steps in time: before, between and behind them it has its own. */
function courseOf({ equations }: CircuitPlan, source: LinearCircuit['sources'][number]): Waveform {
  const rest = equations.right[source.row]!
  const times = [0]
  const values = [rest]
  let now = 0
  for (const { delayMs, durationMs, value } of source.steps) {
    times.push(now + delayMs, now + delayMs + durationMs)
    values.push(value, rest)
    now += delayMs + durationMs
  }
  return { timesMs: Float64Array.from(times), values: Float64Array.from(values) }
}

function layOutCourses(
  { circuits }: NetworkPlan,
  sourceOf: CircuitSets['sourceOf'],
  first: number,
): ReturnType<CircuitSets['courses']> {
  const stepped = circuits.flatMap((plan, circuit) =>
    plan.equations.sources
      .filter(({ steps }) => steps.length > 0)
      .map(source => ({ course: courseOf(plan, source), ...sourceOf(circuit, source.row) })),
  )
  return {
    waveforms: stepped.map(({ course }) => course),
    ofGroup: group =>
      stepped.flatMap(({ group: own, address }, index): NativePlay[] =>
        own !== group
          ? []
          : [
              {
                waveform: first + index,
                stepped: true,
                extrapolates: false,
                writesUniforms: false,
                writesConnections: false,
                addresses: Int32Array.of(address),
                scales: Float64Array.of(1),
              },
            ],
      ),
  }
}
