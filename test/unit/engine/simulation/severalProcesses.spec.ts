import { describe, expect, it } from 'vitest'
import { prepareCells, type PreparedCells } from '../../../../src-engine/index.ts'
import type { Checked } from '../../../../src-engine/core/checked.ts'
import type { RunSettings } from '../../../../src-engine/model/document.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, libraryCatalogue } from '../../../support/engine.ts'

const at = { section: 'soma[0]', x: 0.5 }

/** A ring of cells, prepared for so many processes. */
function prepared(cells: number, ranks: number, run: Partial<RunSettings> = {}): Checked<PreparedCells> {
  const { run: usual, ...description } = documentOf({
    mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
    pointProcesses: [{ id: 'synapse', mechanism: 'ExpSyn', at, parameters: {} }],
  })
  const morphology = singleCompartment()
  const names = Array.from({ length: cells }, (_, number) => `cell${number}`)
  const connections = names.map((cell, number) => ({
    id: `c${number}`,
    source: { kind: 'threshold' as const, cell, at, variable: 'v', threshold: 0 },
    target: `${names[(number + 1) % cells]}.synapse`,
    delayMs: 1,
    weights: [0.1],
  }))
  return prepareCells(
    names.map(name => ({ name, morphology, description })),
    { run: { ...usual, ...run }, globals: {}, network: cells > 1 ? { connections } : {} },
    libraryCatalogue(),
    { threads: 1, machine: { arenaOffset: () => 0, ranks } },
  )
}

describe('simulation of several processes', () => {
  it('divides even a small network into as many groups', () => {
    expect(prepared(64, 1).value!.model.groups).toHaveLength(1)
    for (const ranks of [2, 3, 5]) {
      const { value, diagnostics } = prepared(64, ranks)
      expect(value!.model.groups.length).toBeGreaterThanOrEqual(ranks)
      expect([value!.layoutThreads, value!.layoutRanks, diagnostics]).toEqual([ranks, ranks, []])
    }
  })

  it('tells where the numbers of each group lie, one group after the other', () => {
    const { groups, arenaOfGroups: bounds = [], arenaLength } = prepared(64, 3).value!.model
    expect(bounds).toHaveLength(groups.length + 1)
    expect([bounds[0], bounds.at(-1)]).toEqual([0, arenaLength])
    groups.forEach(({ nodes, nodeColumns, detectors, stepperUniforms }, index) => {
      const last = [...nodeColumns].map(address => address + nodes - 1)
      for (const address of [
        ...nodeColumns,
        ...last,
        ...stepperUniforms,
        ...detectors.map(one => one.address),
      ]) {
        expect(address).toBeGreaterThanOrEqual(bounds[index]!)
        expect(address).toBeLessThan(bounds[index + 1]!)
      }
    })
  })

  it('says where processes have nothing to do', () => {
    const { value, diagnostics } = prepared(1, 4)
    expect(value).toBeDefined()
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        'run/idle-processes',
        'Only 1 of 4 processes has something to do: the model comes apart into no more groups.',
      ],
    ])
  })

  it('refuses one adaptive step for all, and says what to do', () => {
    expect(prepared(4, 1, { method: 'adaptive' }).value).toBeDefined()
    const { value, diagnostics } = prepared(4, 2, { method: 'adaptive' })
    expect([value, diagnostics.map(({ code }) => code)]).toEqual([undefined, ['run/adaptive-over-processes']])
    expect(diagnostics[0]!.help).toContain('--steps local')
  })

  it('divides by cells where each has steps of its own, whatever the number of processes', () => {
    const own = { method: 'adaptive', adaptive: { step: 'local' } } as const
    for (const ranks of [1, 3]) {
      const { value, diagnostics } = prepared(4, ranks, own)
      expect(value!.model.groups).toHaveLength(4)
      expect([value!.layoutThreads, value!.layoutRanks, diagnostics]).toEqual([1, 1, []])
    }
  })
})
