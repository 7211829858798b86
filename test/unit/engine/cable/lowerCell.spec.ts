import { describe, expect, it } from 'vitest'
import { discretise } from '../../../../src-engine/cable/discretise/discretise.ts'
import { hinesSolve } from '../../../../src-engine/cable/hinesSolve.ts'
import { capacitanceNf, lowerCell, type LoweredTree } from '../../../../src-engine/cable/lowerCell.ts'
import { buildCableGraph, type SectionEnd } from '../../../../src-engine/cable/nodes.ts'
import { eliminationOrders } from '../../../../src-engine/cable/order.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'
import { ballAndStick, bushyCell, cellOf, singleCompartment } from '../../../support/cells.ts'
import { solveDense } from '../../../support/dense.ts'

const cableOf = (morphology: Morphology, ra = 100) => ({
  raOhmCm: new Float64Array(morphology.sections.count).fill(ra),
  cmUfCm2: new Float64Array(morphology.sections.count).fill(1),
})

const cut = (morphology: Morphology, count: number) =>
  discretise(morphology, { kind: 'fixed', count }, cableOf(morphology)).value!

const graphOf = (morphology: Morphology, count: number, kept: SectionEnd[] = []) =>
  buildCableGraph(morphology.sections, cut(morphology, count), cableOf(morphology).raOhmCm, kept)

const lower = (
  morphology: Morphology,
  count: number,
  kept: SectionEnd[] = [],
  kindOf: (section: number) => number = () => 0,
) => {
  const compartments = cut(morphology, count)
  const kinds = Int32Array.from({ length: morphology.sections.count }, (_, section) => kindOf(section))
  return lowerCell(morphology.sections, compartments, cableOf(morphology), kinds, kept)
}

/** A well-conditioned system on a tree: diagonals beat the sum of the off-diagonals by a seeded bit. */
function systemOn(tree: LoweredTree) {
  const diagonal = new Float64Array(tree.rows)
  const rhs = new Float64Array(tree.rows)
  let seed = 7
  const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let k = 0; k < tree.rows; k++) {
    diagonal[k]! += 0.1 + next()
    rhs[k] = next() - 0.5
    if (k === 0) continue
    diagonal[tree.order[k]!]! += tree.axialUs[k]!
    diagonal[tree.parent[k]!]! += tree.axialUs[k]!
  }
  return { diagonal, rhs }
}

function denseOf(tree: LoweredTree, diagonal: Float64Array): number[][] {
  const matrix = Array.from({ length: tree.rows }, (_, row) =>
    Array.from({ length: tree.rows }, (_, other) => (row === other ? diagonal[row]! : 0)),
  )
  for (let k = 1; k < tree.rows; k++) {
    const row = tree.order[k]!
    const above = tree.parent[k]!
    matrix[row]![above] = -tree.axialUs[k]!
    matrix[above]![row] = -tree.axialUs[k]!
  }
  return matrix
}

describe('cable nodes', () => {
  it('makes no junction where two halves meet, and puts their resistances in series', () => {
    const morphology = ballAndStick()
    const compartments = cut(morphology, 1)
    const graph = graphOf(morphology, 1)
    expect(graph.nodes).toBe(2)
    const resistance = 100 * (compartments.farResistance[0]! + compartments.nearResistance[1]!)
    expect(graph.edges.conductanceUs[0]).toBe(1 / resistance)
  })

  it('makes a junction where three halves meet', () => {
    const graph = graphOf(bushyCell(), 3)
    // Soma’s 1 end (soma, two dendrites, and the one on a dendrite’s 0 end) and the fork of dend[0].
    expect(graph.nodes - graph.compartments).toBe(2)
    expect(graph.endNode[0]).toBe(30)
    expect(graph.startNode[5]).toBe(30)
    expect(graph.edges.count).toBe(graph.nodes - 1)
  })

  it('attaches a child inside its parent to the compartment that holds the place', () => {
    const graph = graphOf(bushyCell(), 4)
    expect(graph.startNode[8]).toBe(2) // soma(0.5) with 4 compartments is the third
    expect(graph.startNode[9]).toBe(8 * 4 + 2) // apic[0](0.7)
  })

  it('keeps an end that somebody asked for', () => {
    const graph = graphOf(ballAndStick(), 1, [
      { section: 1, end: 1 },
      { section: 1, end: 0 },
    ])
    expect(graph.nodes).toBe(4)
    expect(graph.endNode[1]).toBe(3)
    expect(graph.startNode[1]).toBe(graph.endNode[0])
  })

  it('gives every root its own tree', () => {
    const two = cellOf([
      { lengthUm: 10, diameterUm: 1 },
      { lengthUm: 20, diameterUm: 1 },
      { parent: 1, lengthUm: 5, diameterUm: 1 },
    ])
    expect(lower(two, 3).trees.map(tree => tree.rows)).toEqual([3, 6])
  })
})

describe('cable order', () => {
  it('eliminates a chain from both ends towards the middle', () => {
    const [order] = eliminationOrders(graphOf(singleCompartment(100, 1), 7))
    expect([...order!.nodes]).toEqual([3, 2, 4, 1, 5, 0, 6])
    expect([...order!.parent]).toEqual([-1, 0, 0, 1, 2, 3, 4])
  })

  it('puts a parent before its children and every node once', () => {
    for (const order of eliminationOrders(graphOf(bushyCell(), 5))) {
      order.parent.forEach((parent, position) => expect(parent).toBeLessThan(position))
      expect(new Set(order.nodes).size).toBe(order.nodes.length)
    }
  })

  it('is as deep as half the longest path', () => {
    const [order] = eliminationOrders(graphOf(bushyCell(), 5))
    const depth: number[] = []
    order!.parent.forEach((parent, position) => (depth[position] = parent < 0 ? 0 : depth[parent]! + 1))
    // Longest path: axon[1] and axon[0] (10), soma (5), junction, dend[0] (5), fork, dend[2] or dend[3] (5).
    expect(Math.max(...depth)).toBe(Math.floor(27 / 2))
  })
})

describe('cable lowering', () => {
  it('stores rows of one kind together and junctions last', () => {
    const [tree] = lower(bushyCell(), 3, [], section => section % 2).trees
    const { count, section } = cut(bushyCell(), 3)
    const kinds = [...tree!.node].map(at => (at < count ? section[at]! % 2 : -1))
    const changes = kinds.filter((kind, row) => row > 0 && kind !== kinds[row - 1]).length
    expect(changes).toBe(2)
    expect(kinds.slice(-2)).toEqual([-1, -1])
  })

  it('gives capacitance in nF', () => {
    const compartments = cut(bushyCell(), 1)
    const cable = {
      raOhmCm: new Float64Array(10).fill(100),
      cmUfCm2: Float64Array.from({ length: 10 }, (_, section) => section),
    }
    compartments.areaUm2.forEach((area, at) =>
      expect(capacitanceNf(at, compartments, cable)).toBe(at * area * 1e-5),
    )
  })
})

describe('cable hinesSolve', () => {
  it.each([
    ['one compartment', singleCompartment(), 1],
    ['a chain', singleCompartment(400, 1), 25],
    ['a bushy cell', bushyCell(), 5],
  ] as const)('solves %s as a dense solver does', (_, morphology, count) => {
    const [tree] = lower(morphology, count, [{ section: 0, end: 0 }]).trees
    const { diagonal, rhs } = systemOn(tree!)
    const expected = solveDense(denseOf(tree!, diagonal), [...rhs])
    hinesSolve(tree!, diagonal, rhs)
    // Both are backward stable and the condition number is below 1e4.
    expected.forEach((value, row) =>
      expect(Math.abs(rhs[row]! - value)).toBeLessThan(1e-12 * Math.max(1, Math.abs(value)) * 100),
    )
  })

  it('gives compartments the same solution with and without a merged end', () => {
    const compartments = cut(bushyCell(), 3)
    const plain = lower(bushyCell(), 3).trees[0]!
    const kept = lower(bushyCell(), 3, [
      { section: 6, end: 1 },
      { section: 3, end: 1 },
    ]).trees[0]!
    const solve = (tree: LoweredTree) => {
      const isCompartment = (row: number) => tree.node[row]! < compartments.count
      const diagonal = Float64Array.from(tree.node, (at, row) =>
        isCompartment(row) ? capacitanceNf(at, compartments, cableOf(bushyCell())) / 0.025 : 0,
      )
      const rhs = diagonal.map((d, row) => d * (-65 + tree.node[row]!))
      for (let k = 1; k < tree.rows; k++) {
        diagonal[tree.order[k]!]! += tree.axialUs[k]!
        diagonal[tree.parent[k]!]! += tree.axialUs[k]!
      }
      hinesSolve(tree, diagonal, rhs)
      const byCompartment: number[] = []
      tree.node.forEach((at, row) => isCompartment(row) && (byCompartment[at] = rhs[row]!))
      return byCompartment
    }
    const expected = solve(plain)
    // Elimination of a capacitance-free point is exact up to rounding of 65 mV.
    solve(kept).forEach((value, at) => expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-11))
  })
})
