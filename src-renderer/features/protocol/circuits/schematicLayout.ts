import type { CircuitElement, ElementCircuit } from '../../../../src-engine/model/circuitUse.ts'
import { groundNode, nodesIn, nodesOf } from './circuitEdits.ts'

/** Distances in a schematic [px]. */
const [columnWidth, railGap, margin, opAmpSlots] = [92, 72, 22, 2]

/** A node, drawn as a level wire. */
export interface Rail {
  readonly node: string
  readonly y: number
  readonly from: number
  readonly to: number
  /** Places of the cell that are this node. */
  readonly places: readonly string[]
}

/** An element with two ends, drawn upright between the rails of its nodes. */
export interface Part {
  readonly element: Exclude<CircuitElement, { readonly kind: 'op-amp' }>
  readonly x: number
  readonly top: number
  readonly bottom: number
  /** Whether its first node is below. */
  readonly upsideDown: boolean
}

/** An op-amp: a triangle above the rail of its output, with a wire to each input at its sides. */
export interface Amplifier {
  readonly element: Extract<CircuitElement, { readonly kind: 'op-amp' }>
  readonly x: number
  readonly output: number
  readonly plus: { readonly x: number; readonly y: number }
  readonly minus: { readonly x: number; readonly y: number }
}

/** Where everything of a schematic lies. */
export interface SchematicLayout {
  readonly width: number
  readonly height: number
  readonly rails: readonly Rail[]
  readonly parts: readonly Part[]
  readonly amplifiers: readonly Amplifier[]
  /** Where ends meet wires. */
  readonly joints: readonly { readonly x: number; readonly y: number }[]
}

/** An element with the columns that its ends take, one behind the other. */
interface Slot {
  readonly element: CircuitElement
  readonly nodes: readonly string[]
}

/**
 * Lays a circuit out as levels: each node a level wire, ground the lowest, each element upright between two of them, in an
 * order in which wires are short and cross few others.
 */
export function layOut(circuit: ElementCircuit): SchematicLayout {
  const nodes = nodesIn(circuit)
  const slots = circuit.elements.map(element => ({ element, nodes: nodesOf(element) }))
  const { order, levels } = shortest(slots, nodes, new Set(circuit.attached.map(({ node }) => node)))
  const levelOf = new Map(levels.map((node, level) => [node, level]))
  // An op-amp stands above the wire of its output.
  const outputs = circuit.elements.flatMap(one => (one.kind === 'op-amp' ? [one.output] : []))
  const top = margin + 12 + (outputs.includes(levels[0] ?? '') ? railGap - 12 : 0)
  const y = (node: string) => top + (levelOf.get(node) ?? 0) * railGap
  const ends = new Map<string, number[]>()
  const touch = (node: string, x: number) => ends.set(node, [...(ends.get(node) ?? []), x])
  const parts: Part[] = []
  const amplifiers: Amplifier[] = []
  const joints: { x: number; y: number }[] = []
  let x = margin + 14
  for (const { element } of order) {
    if (element.kind === 'op-amp') {
      const [left, middle, right] = [x, x + columnWidth / 2, x + columnWidth]
      const [plus, minus] = element.inputs
      amplifiers.push({
        element,
        x: middle,
        output: y(element.output),
        plus: { x: left, y: y(plus) },
        minus: { x: right, y: y(minus) },
      })
      const pins = [[plus, left], [minus, right], [element.output, middle]] as const // prettier-ignore
      for (const [node, at] of pins) {
        touch(node, at)
        joints.push({ x: at, y: y(node) })
      }
      x += columnWidth * opAmpSlots
      continue
    }
    const [first, second] = element.between
    parts.push({
      element,
      x,
      top: Math.min(y(first), y(second)),
      bottom: Math.max(y(first), y(second)),
      upsideDown: y(first) > y(second),
    })
    for (const node of element.between) {
      touch(node, x)
      joints.push({ x, y: y(node) })
    }
    x += columnWidth
  }
  const placesOf = (node: string) =>
    circuit.attached.filter(one => one.node === node).map(({ at }) => `${at.section}(${at.x})`)
  const rails = levels.map((node): Rail => {
    const at = ends.get(node) ?? [margin + 14]
    const places = placesOf(node)
    return {
      node,
      y: y(node),
      from: Math.min(...at),
      to: Math.max(...at) + (places.length > 0 ? 30 : 0),
      places,
    }
  })
  const longest = Math.max(...rails.map(({ to, places }) => to + (places.length > 0 ? 96 : 0)))
  return {
    width: Math.max(x - columnWidth + 64, longest) + margin / 2,
    height: top + (levels.length - 1) * railGap + margin,
    rails,
    parts,
    amplifiers,
    joints,
  }
}

/** How bad an order is: crossings of wires count most, then the length of the wires, then cells that are not at the edge. */
function badness(order: readonly Slot[], levels: readonly string[], cells: ReadonlySet<string>): number {
  const levelOf = new Map(levels.map((node, level) => [node, level]))
  const spans = new Map<string, readonly [number, number]>()
  order.forEach(({ nodes }, column) => {
    for (const node of nodes) {
      const [from, to] = spans.get(node) ?? [column, column]
      spans.set(node, [Math.min(from, column), Math.max(to, column)])
    }
  })
  let bad = 0
  order.forEach(({ nodes }, column) => {
    const at = nodes.map(node => levelOf.get(node) ?? 0)
    const [top, bottom] = [Math.min(...at), Math.max(...at)]
    bad += 0.2 * (bottom - top)
    for (let level = top + 1; level < bottom; level++) {
      const node = levels[level] ?? ''
      const [from, to] = spans.get(node) ?? [0, -1]
      if (!nodes.includes(node) && from <= column && to >= column) bad += 10
    }
  })
  for (const [node, [from, to]] of spans) {
    if (node !== groundNode) bad += to - from
    if (cells.has(node)) bad += 2 * (order.length - 1 - to)
  }
  return bad
}

/** Exchanges neighbours, elements and levels, as long as that makes the picture better. Ground stays the lowest. */
function shortest(slots: readonly Slot[], nodes: readonly string[], cells: ReadonlySet<string>) {
  let [order, levels] = [[...slots], nodes.filter(node => node !== groundNode)]
  const whole = (free: readonly string[]) => [...free, groundNode]
  let best = badness(order, whole(levels), cells)
  for (let better = true, rounds = 0; better && rounds < 50; rounds++) {
    better = false
    for (let i = 0; i < order.length; i++)
      for (let j = i + 1; j < order.length; j++) {
        const next = exchanged(order, i, j)
        const bad = badness(next, whole(levels), cells)
        if (bad < best - 1e-9) [order, best, better] = [next, bad, true]
      }
    for (let i = 0; i < levels.length; i++)
      for (let j = i + 1; j < levels.length; j++) {
        const next = exchanged(levels, i, j)
        const bad = badness(order, whole(next), cells)
        if (bad < best - 1e-9) [levels, best, better] = [next, bad, true]
      }
  }
  return { order, levels: whole(levels) }
}

function exchanged<Item>(items: readonly Item[], i: number, j: number): Item[] {
  const next = [...items]
  const [a, b] = [next[i] as Item, next[j] as Item]
  next[i] = b
  next[j] = a
  return next
}
