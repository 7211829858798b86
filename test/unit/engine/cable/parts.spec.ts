import { describe, expect, it } from 'vitest'
import type { EliminationOrder } from '../../../../src-engine/cable/order.ts'
import { orderByParts } from '../../../../src-engine/cable/parts.ts'
import { seeded } from '../../../support/seeded.ts'

/** A random tree by levels; nodes are numbered by their first positions. */
function tree(
  seed: number,
  size: number,
  parentOf: (node: number, random: () => number) => number,
): EliminationOrder {
  const random = seeded(seed)
  const parent = Int32Array.from({ length: size }, (_, node) => (node === 0 ? -1 : parentOf(node, random)))
  return {
    nodes: Int32Array.from(parent, (_, node) => node),
    parent,
    axialUs: Float64Array.from(parent, (_, node) => node),
    parts: new Int32Array(0),
  }
}

const bushy = (seed: number, size = 5000) =>
  tree(seed, size, (node, random) => Math.floor(node / (1.5 + random())))

describe('cable order by parts', () => {
  it('keeps every node with its parent and conductance, parents before children', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const levels = bushy(seed)
      const { nodes, parent, axialUs, parts } = orderByParts(levels)
      expect(parts.length).toBe(8)
      expect([...nodes].sort((a, b) => a - b)).toEqual([...levels.nodes])
      nodes.forEach((node, position) => {
        const above = parent[position]!
        expect(above).toBeLessThan(position)
        expect(above < 0 ? -1 : nodes[above]).toBe(levels.parent[node])
        expect(axialUs[position]).toBe(node)
      })
    }
  })

  it('lets nothing in a part depend on another one', () => {
    const { parent, parts } = orderByParts(bushy(7))
    const partOf = (position: number) => parts.filter(start => start <= position).length
    parent.forEach((above, position) => {
      if (above >= parts[0]!) expect(partOf(above)).toBe(partOf(position))
    })
    const sizes = Array.from(parts, (start, part) => (parts[part + 1] ?? parent.length) - start)
    expect(Math.min(...sizes)).toBeGreaterThan(0.5 * Math.max(...sizes))
  })

  it('leaves small trees, and chains, as they are', () => {
    const small = bushy(1, 1000)
    expect(orderByParts(small)).toBe(small)
    const chain = tree(1, 6000, node => Math.max(0, node - 2))
    expect(orderByParts(chain)).toBe(chain)
  })
})
