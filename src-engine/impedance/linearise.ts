import type { CallList, NativeGroup, ProgramCall } from '../kernel/abi.ts'
import { nodeColumns } from '../kernel/abi.ts'
import type { Program } from '../program/program.ts'
import { followProgram } from './followProgram.ts'
import type { Link } from './links.ts'

/** One state of one instance, and where it and its rate lie in the arena. */
export interface FlowingState {
  /** `m of hh`, for people. */
  readonly name: string
  /** Node of its instance within the group. */
  readonly node: number
  readonly state: number
  readonly rate: number
  /** What an increment of 1 means for it: the number in <> behind STATE, else 1. */
  readonly scale: number
}

/**
 * The membrane of one node for small changes around where it stands, v in mV, i in nA:
 *
 *   δi = conductance·δv + current·δs
 *   dδs/dt = own·δs + drive·δv
 */
export interface LinearNode {
  /** ∂i/∂v at fixed states [µS]. */
  readonly conductance: number
  readonly names: readonly string[]
  /** ∂i/∂s [nA per unit of the state]; shape [states]. */
  readonly current: Float64Array
  /** ∂(ds/dt)/∂v [per mV and ms]; shape [states]. */
  readonly drive: Float64Array
  /** ∂(ds/dt)/∂s [1/ms]; shape [states, states], row by row. */
  readonly own: Float64Array
}

/** How derivatives are taken: exactly, or as NEURON does, as quotients over increments of v [mV] and of the states. */
export type Derivatives =
  { readonly kind: 'exact' } | { readonly kind: 'quotients'; readonly increment: number }

/** A group of a prepared model and the numbers at which it is looked at. */
export interface GroupState {
  readonly group: NativeGroup
  readonly programs: readonly Program[]
  /** The whole arena, which stays as it is. */
  readonly values: Float64Array
}

/** What an evaluation of the equations runs, in turn. */
const evaluated: readonly CallList[] = ['expose', 'beforeBreakpoint', 'current', 'rates']

/** The numbers of an arena with their derivatives along one direction. */
interface Followed {
  readonly values: Float64Array
  readonly slopes: Float64Array
}

/** One evaluation of all equations of a group, from changed numbers or along a direction. */
function evaluate({ group, programs, values }: GroupState, prepare: (followed: Followed) => void): Followed {
  const followed = { values: values.slice(), slopes: new Float64Array(values.length) }
  prepare(followed)
  for (let k = 0; k < group.cleared.length; k += 2)
    followed.values.fill(0, group.cleared[k], (group.cleared[k] ?? 0) + (group.cleared[k + 1] ?? 0))
  for (const name of ['rhs', 'diagonal'] as const) {
    const address = nodeAddress(group, name)
    followed.values.fill(0, address, address + group.nodes)
  }
  for (const list of evaluated)
    for (const call of group.calls[list] ?? []) follow(programs, group, call, followed)
  return followed
}

function follow(
  programs: readonly Program[],
  group: NativeGroup,
  call: ProgramCall,
  { values, slopes }: Followed,
): void {
  const program = programs[call.program]
  if (!program) return
  const tables = Array.from(call.tables, table => group.indexTables[table])
  const binding = {
    arena: values,
    count: call.count,
    columns: call.columns,
    uniforms: call.uniforms,
    tables: tables.map(table => table?.indices),
    extents: tables.map(table => table?.extent),
  }
  followProgram(program, binding, slopes)
}

/** Address of a column of the nodes. */
export function nodeAddress(group: NativeGroup, name: (typeof nodeColumns)[number]): number {
  return group.nodeColumns[nodeColumns.indexOf(name)] ?? 0
}

/**
 * The membrane of every node with its present conductance and no states: what the cable's matrix has for it.
 */
export function presentMembrane(state: GroupState): readonly LinearNode[] {
  const { group } = state
  const { values } = evaluate(state, () => {})
  const diagonal = nodeAddress(group, 'diagonal')
  const none = new Float64Array(0)
  return Array.from({ length: group.nodes }, (_, node) => ({
    conductance: values[diagonal + node] ?? 0,
    names: [],
    current: none,
    drive: none,
    own: none,
  }))
}

/**
 * The membrane of every node with its states, and all that goes through ions at the same place. The same state of all
 * nodes is changed in one evaluation: nothing but the cable goes from node to node.
 */
export function lineariseMembrane(
  state: GroupState,
  flowing: readonly FlowingState[],
  derivatives: Derivatives,
): readonly LinearNode[] {
  const { group } = state
  const [v, diagonal] = (['v', 'diagonal'] as const).map(name => nodeAddress(group, name)) as [number, number]
  const ofNode: FlowingState[][] = Array.from({ length: group.nodes }, () => [])
  for (const one of flowing) ofNode[one.node]?.push(one)
  const most = ofNode.reduce((count, states) => Math.max(count, states.length), 0)
  const turn = turning(state, derivatives)
  const potentials = Array.from({ length: group.nodes }, (_, node) => v + node)
  const voltageTurn = turn(potentials)
  const nodes = ofNode.map((states, node): LinearNode => {
    const present = turn.rest[diagonal + node] ?? 0
    return {
      // NEURON's is the quotient that the matrix has anyway.
      conductance: derivatives.kind === 'exact' ? present + voltageTurn.current(node) : present,
      names: states.map(({ name }) => name),
      current: new Float64Array(states.length),
      drive: Float64Array.from(states, ({ rate }) => voltageTurn.slope(rate)),
      own: new Float64Array(states.length * states.length),
    }
  })
  for (let column = 0; column < most; column++) {
    const seeds = ofNode.flatMap(states => states[column] ?? [])
    const scales = new Map(seeds.map(({ state: address, scale }) => [address, scale]))
    const turned = turn([...scales.keys()], address => scales.get(address) ?? 1)
    ofNode.forEach((states, node) => {
      const linear = nodes[node]
      if (!linear || column >= states.length) return
      const divisor = derivatives.kind === 'exact' ? 1 : (states[column]?.scale ?? 1)
      linear.current[column] = turned.current(node) / divisor
      states.forEach(({ rate }, row) => {
        linear.own[row * states.length + column] = turned.slope(rate) / divisor
      })
    })
  }
  return nodes
}

/** What a link does to the membrane of its node, in the form of a membrane: its potential in the place of v. */
export function lineariseLinks(
  state: GroupState,
  links: readonly Link[],
  membrane: readonly LinearNode[],
  flowing: readonly FlowingState[],
  derivatives: Derivatives,
): readonly LinearNode[] {
  const turn = turning(state, derivatives)
  const found: LinearNode[] = []
  // Links of one node are changed one after the other; those of different nodes together.
  const rank = links.map(({ node }, index) => links.slice(0, index).filter(one => one.node === node).length)
  const rounds = rank.reduce((most, one) => Math.max(most, one + 1), 0)
  for (let round = 0; round < rounds; round++) {
    const now = links.filter((_, index) => rank[index] === round)
    const turned = turn(now.map(({ address }) => address))
    links.forEach(({ node }, index) => {
      const linear = membrane[node]
      if (rank[index] !== round || !linear) return
      const states = linear.names.length > 0 ? flowing.filter(one => one.node === node) : []
      found[index] = {
        ...linear,
        conductance: turned.current(node),
        drive: Float64Array.from(states, ({ rate }) => turned.slope(rate)),
      }
    })
  }
  return found
}

/** Gives derivatives of everything along some numbers, or quotients over their increments divided by `increment` alone. */
function turning(state: GroupState, how: Derivatives) {
  const { group } = state
  const [v, rhs, diagonal] = (['v', 'rhs', 'diagonal'] as const).map(name => nodeAddress(group, name)) as [
    number,
    number,
    number,
  ]
  const rest = evaluate(state, () => {}).values
  const slopesOf = (addresses: readonly number[], scaleOf: (address: number) => number) => {
    if (how.kind === 'exact') {
      const { slopes } = evaluate(state, followed => {
        for (const address of addresses) followed.slopes[address] = 1
      })
      return (address: number) => slopes[address] ?? 0
    }
    const { increment } = how
    const moved = evaluate(state, followed => {
      for (const address of addresses)
        followed.values[address] = (followed.values[address] ?? 0) + increment * scaleOf(address)
    })
    return (address: number) => ((moved.values[address] ?? 0) - (rest[address] ?? 0)) / increment
  }
  const turn = (addresses: readonly number[], scaleOf: (address: number) => number = () => 1): Turned => {
    const slope = slopesOf(addresses, scaleOf)
    return {
      slope,
      current: node => slope(diagonal + node) * (rest[v + node] ?? 0) - slope(rhs + node),
    }
  }
  return Object.assign(turn, { rest })
}

/** How numbers change along a direction. */
interface Turned {
  slope(address: number): number
  /** ∂i/∂(what was turned) of a node at fixed v: i = diagonal·v − rhs. */
  current(node: number): number
}
