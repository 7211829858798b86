import { describe, expect, it } from 'vitest'
import { type CellModel, prepareCells } from '../../../../src-engine/index.ts'
import { bushyCell, singleCompartment } from '../../../support/cells.ts'
import { catalogueWith, documentOf } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

/** Every instance counts on from where the one before stopped: they see each other within a step. */
const counter = `
NEURON { SUFFIX counter GLOBAL total RANGE mine }
PARAMETER { total = 0 }
ASSIGNED { mine }
STATE { x }
INITIAL { x = 0 }
BREAKPOINT { SOLVE count METHOD cnexp }
DERIVATIVE count {
  total = total + 1
  mine = total
  x' = 0
}
`

const catalogue = catalogueWith({ 'counter.mod': counter })
const single = singleCompartment()
const bushy = bushyCell()

const cells = (count: number, mechanism: string, morphology = single): CellModel[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `cell${index}`,
    morphology,
    description: documentOf({ mechanisms: [{ id: 'm', mechanism, region: 'all', parameters: {} }] }),
  }))

const groupsOf = (list: readonly CellModel[], threads = 1) =>
  prepareCells(list, { run: documentOf({}).run, globals: {} }, catalogue, { threads, machine: oracleMachine })
    .value!.model.groups

const lanesOf = (list: readonly CellModel[]) =>
  groupsOf(list).flatMap(({ packs }) => packs.map(({ lanes, liveLanes }) => [lanes, liveLanes]))

describe('simulation packs', () => {
  it('fills whole vectors and runs few leftovers one by one', () => {
    expect(lanesOf(cells(2, 'pas'))).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(lanesOf(cells(8, 'pas'))).toEqual([[8, 8]])
    expect(lanesOf(cells(13, 'pas'))).toEqual([[16, 13]])
    expect(lanesOf(cells(18, 'pas'))).toEqual([
      [16, 16],
      [1, 1],
      [1, 1],
    ])
  })

  it('keeps cells of different shape and different mechanisms apart', () => {
    const mixed = [...cells(8, 'pas'), ...cells(8, 'hh'), ...cells(8, 'pas', bushy)]
    const packs = groupsOf(mixed).flatMap(group => group.packs)
    expect(packs.map(({ rows, lanes }) => [rows, lanes])).toEqual([
      [1, 8],
      [1, 8],
      [12, 8],
    ])
  })

  it('makes as many groups as threads can share evenly, each small enough for a cache', () => {
    for (const threads of [1, 2, 3]) {
      const groups = groupsOf(cells(6000, 'hh'), threads)
      const nodes = groups.map(group => group.nodes)
      expect(groups.length % threads).toBe(0)
      expect(Math.max(...nodes)).toBeLessThanOrEqual(2048)
      expect(Math.max(...nodes) - Math.min(...nodes)).toBeLessThanOrEqual(8 * groups.length)
    }
  })

  it('begins wide packs on whole vectors', () => {
    for (const { packs } of groupsOf([...cells(3, 'pas'), ...cells(9, 'pas', bushy), ...cells(8, 'hh')]))
      for (const { lanes, firstNode } of packs) if (lanes > 1) expect(firstNode % 8).toBe(0)
  })

  it('keeps cells in one group, one lane each, whose instances see each other', () => {
    const groups = groupsOf([...cells(20, 'counter'), ...cells(16, 'pas')], 2)
    expect(groups[0]!.packs.map(({ lanes }) => lanes)).toEqual(new Array(20).fill(1))
    expect(groups.slice(1).flatMap(({ packs }) => packs.map(({ lanes }) => lanes))).toEqual([8, 8])
  })
})
