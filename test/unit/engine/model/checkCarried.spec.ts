import { describe, expect, it } from 'vitest'
import { checkModel } from '../../../../src-engine/model/check.ts'
import type { ModelDocument, RandomIdsUse, TransferUse } from '../../../../src-engine/model/document.ts'
import { bushyCell } from '../../../support/cells.ts'
import { documentOf } from '../../../support/engine.ts'
import { pulser, synapse } from '../../../support/eventMechanisms.ts'
import { describedMechanisms, lookupOf } from '../../../support/mechanisms.ts'

const noisy = { ...pulser, name: 'Noisy', randoms: ['r'] }
const mechanisms = lookupOf([...describedMechanisms, synapse, pulser, noisy])
const at = { section: 'soma[0]', x: 0.5 }

const said = (change: Partial<ModelDocument>) => {
  const document = documentOf({
    mechanisms: [{ id: 'm', mechanism: 'hh', region: 'soma', parameters: {} }],
    pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: {} }],
    artificialCells: [{ id: 'stim', mechanism: 'Noisy', parameters: {} }],
    ...change,
  })
  return checkModel(document, { morphology: bushyCell(), mechanisms })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, subject }) => `${code} (${subject})`)
}

describe('model transfers', () => {
  const transfer = (change: Partial<TransferUse>) =>
    said({
      transfers: [
        { id: 't', from: { at, variable: 'v' }, to: { process: 'clamp', variable: 'amp' }, ...change },
      ],
    })

  it('are good where both ends are there', () => {
    expect(transfer({})).toEqual([])
    expect(transfer({ from: { at, variable: 'hh.m' } })).toEqual([])
  })

  it.each([
    ['another cell', { from: { cell: 'x', at, variable: 'v' } }, 'model/unknown-cell'],
    [
      'a section that is not there',
      { from: { at: { section: 'no', x: 0 }, variable: 'v' } },
      'model/unknown-section',
    ],
    [
      'a place beyond the end',
      { from: { at: { ...at, x: 2 }, variable: 'v' } },
      'model/position-out-of-range',
    ],
    ['a variable that is not there', { from: { at, variable: 'w' } }, 'model/unknown-variable'],
    ['a process that is not there', { to: { process: 'no', variable: 'amp' } }, 'model/unknown-process'],
    [
      'an artificial cell',
      { to: { process: 'stim', variable: 'interval' } },
      'model/transfer-to-no-point-process',
    ],
    [
      'a variable that it has not',
      { to: { process: 'clamp', variable: 'w' } },
      'model/unknown-process-variable',
    ],
  ] as const)('name %s in vain', (_, change, code) => {
    expect(transfer(change)).toEqual([`${code} (transfers.t)`])
  })
})

describe('model ids of random streams', () => {
  const ids = (change: Partial<RandomIdsUse>) =>
    said({ randomIds: [{ id: 'r', of: { process: 'stim' }, stream: 'r', ids: [1, 2, 3], ...change }] })

  it('are good where the stream is there', () => {
    expect(ids({})).toEqual([])
    expect(ids({ ids: [], sequence: 17179869183 })).toEqual([])
  })

  it.each([
    ['no process', { of: { process: 'no' } }, 'model/unknown-process'],
    ['no mechanism', { of: { mechanism: 'no', region: 'all' } }, 'model/unknown-mechanism'],
    ['no region', { of: { mechanism: 'Noisy', region: 'no' } }, 'model/unknown-region'],
    ['no cell', { of: { mechanism: 'Noisy', region: 'all', cell: 'x' } }, 'model/unknown-cell'],
    ['no stream', { stream: 'q' }, 'model/unknown-stream'],
    ['four ids', { ids: [1, 2, 3, 4] }, 'model/bad-random-ids'],
    ['an id below 0', { ids: [-1] }, 'model/bad-random-ids'],
    ['the place of a process', { ids: ['cell'] }, 'model/bad-random-ids'],
    ['a place beyond the stream', { sequence: 17179869184 }, 'model/bad-random-ids'],
  ] as const)('mean %s', (_, change, code) => {
    expect(ids(change)).toEqual([`${code} (randomIds.r)`])
  })

  it('have a global index of 32 bits', () => {
    const run = (randomGlobalIndex: number) => said({ run: { ...documentOf({}).run, randomGlobalIndex } })
    expect(run(4294967295)).toEqual([])
    expect(run(4294967296)).toEqual(['model/bad-global-index (run.randomGlobalIndex)'])
    expect(run(0.5)).toEqual(['model/bad-global-index (run.randomGlobalIndex)'])
  })
})
