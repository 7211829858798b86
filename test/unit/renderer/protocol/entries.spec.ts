import { describe, expect, it } from 'vitest'
import { emptyModel, type ModelDocument, type Probe } from '../../../../src-engine/model/document.ts'
import {
  addedId,
  addGroups,
  addItems,
  sectionIds,
} from '../../../../src-renderer/features/protocol/addItems.ts'
import {
  placesOf,
  tableRows,
  withSecondPlaces,
  withTableRows,
} from '../../../../src-renderer/features/protocol/events/functionTableEdits.ts'
import { ownerChoices, ownerKey, ownerOf } from '../../../../src-renderer/features/protocol/events/owners.ts'
import {
  describeSource,
  ofSourceKind,
  withWeight,
} from '../../../../src-renderer/features/protocol/events/sourceEdits.ts'
import * as make from '../../../../src-renderer/features/protocol/newEntries.ts'
import {
  playableAnywhere,
  playableIn,
  recordableAnywhere,
} from '../../../../src-renderer/features/protocol/recordable.ts'
import {
  mediumFrequencies,
  ofKind,
} from '../../../../src-renderer/features/protocol/recording/mediumEdits.ts'
import {
  sampleKind,
  withSampleKind,
} from '../../../../src-renderer/features/protocol/recording/sampleTimes.ts'
import { setScale, statesOf } from '../../../../src-renderer/features/protocol/run/adaptiveSettings.ts'
import { linksOf } from '../../../../src-renderer/features/protocol/stimuli/processLinks.ts'
import { addPointProcess, removeItem } from '../../../../src-renderer/stores/modelEdits.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'

const at = { section: 'soma[0]', x: 0.5 }
const other = { section: 'dend[0]', x: 1 }
const places = { at, other, beside: { xUm: 50, yUm: 0, zUm: 0 } }
const mechanisms = new Map(fakeMechanisms.map(mechanism => [mechanism.name, mechanism]))
const partsOf = (document: ModelDocument) => ({
  document,
  mechanisms,
  sections: ['soma[0]', 'dend[0]'],
  regions: ['all', 'soma', 'dend'],
})
const empty = emptyModel('m')
const withHh: ModelDocument = { ...empty, mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'soma', parameters: {} }] } // prettier-ignore
const network: ModelDocument = {
  ...addPointProcess(withHh, at, 'ExpSyn'),
  artificialCells: [{ id: 'stim', mechanism: 'NetStim', parameters: {} }],
}

describe('protocol menu', () => {
  const add = (document: ModelDocument, id: string) =>
    addItems({ mechanisms })
      .find(item => item.id === id)
      ?.add(partsOf(document), places)

  it('offers every point process and artificial cell, each thing in a part of the panel', () => {
    const ids = addItems({ mechanisms }).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['process:IClamp', 'process:ExpSyn', 'process:NetStim']))
    expect(ids).not.toContain('process:hh')
    expect(new Set(ids).size).toBe(ids.length)
    for (const { section } of addItems({ mechanisms })) expect(sectionIds).toContain(section)
  })

  it('adds one entry of its own to the model, or nothing where that needs something else', () => {
    for (const { id } of addItems({ mechanisms })) {
      const after = add(network, id)
      if (after) expect(addedId(network, after)).toBeDefined()
    }
    expect(add(empty, 'connection')).toBeUndefined()
    const groups = addGroups(addItems({ mechanisms }), partsOf(empty), places)
    const connection = groups.flatMap(({ items }) => items).find(({ id }) => id === 'connection')
    expect(connection?.unavailable).toMatch(/^needs /)
  })

  it('joins two places by a gap junction whose sides see each other', () => {
    const joined = add(empty, 'gapJunction')
    expect(joined?.pointProcesses.map(({ at: place }) => place)).toEqual([at, other])
    expect(joined?.pointers?.map(({ of, to }) => [of, to.at])).toEqual([
      [{ process: 'gap1' }, other],
      [{ process: 'gap2' }, at],
    ])
  })
})

describe('protocol new entries', () => {
  it('connect what fires with what receives, else v at a place', () => {
    expect(make.newConnection(partsOf(network), at)?.source).toEqual({ kind: 'process', process: 'stim' })
    const alone = addPointProcess(empty, at, 'ExpSyn')
    expect(make.newConnection(partsOf(alone), at)?.source).toMatchObject({ kind: 'threshold', at })
  })

  it('take what is not yet recorded, given or led somewhere', () => {
    const first = make.newProcessProbe(partsOf(network))
    expect(first?.variable).toBe('expsyn1.g')
    const second = make.newProcessProbe(partsOf({ ...network, processProbes: first ? [first] : [] }))
    expect(second?.variable).not.toBe(first?.variable)
    expect(make.newRandomIds(partsOf(network))).toMatchObject({
      of: { process: 'stim' },
      stream: 'rr',
      ids: [1],
    })
    expect(make.newSeries(partsOf(network))).toBeUndefined()
    expect(make.newTransfer(partsOf(network), at)?.to).toEqual({ process: 'expsyn1', variable: 'e' })
  })
})

describe('protocol variables', () => {
  it('that follow a course are those of the place or region, or of what has none', () => {
    const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)
    expect(names(playableIn(partsOf(withHh), { section: 'soma[0]' }))).toContain('hh.gnabar')
    expect(names(playableIn(partsOf(withHh), { region: 'dend' }))).toEqual(['v'])
    expect(names(playableIn(partsOf(withHh), { region: 'soma' }))).toContain('ena')
    expect(names(playableAnywhere(partsOf(network)))).toEqual(
      expect.arrayContaining(['expsyn1.tau', 'stim.interval', 'celsius']),
    )
    expect(names(playableAnywhere(partsOf(network)))).not.toContain('hh.gnabar')
  })

  it('of circuits are their nodes and unknown currents; only sources can be led', () => {
    const circuit = {
      id: 'c',
      elements: [
        { id: 'V', kind: 'voltage-source', between: ['a', 'ground'] },
        { id: 'R', kind: 'resistor', between: ['a', 'cell'], resistanceMohm: 1 },
      ],
      attached: [{ at, node: 'cell' }],
    } as const
    const parts = partsOf({ ...empty, circuits: [circuit] })
    expect(recordableAnywhere(parts).map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'c.cell mV',
      'c.a mV',
      'c.V nA',
    ])
    expect(playableAnywhere(parts).map(({ name }) => name)).toEqual(['c.V', 'celsius'])
  })
})

describe('protocol connections', () => {
  it('have sources of three kinds, each as good as the model has one', () => {
    const kind = (of: 'threshold' | 'process' | 'gid') => ofSourceKind(partsOf(network), of, at, 'expsyn1')
    expect(kind('process')).toEqual({ kind: 'process', process: 'stim' })
    expect(kind('gid')).toEqual({ kind: 'gid', gid: 0 })
    expect(describeSource(kind('threshold')!)).toBe('v soma[0](0.5)')
    expect(ofSourceKind(partsOf(empty), 'process', at, '')).toBeUndefined()
  })

  it('give 0 to the weights before one that is set', () => {
    const use = make.newConnection(partsOf(network), at)!
    expect(withWeight({ ...use, weights: [] }, 2, 7).weights).toEqual([0, 0, 7])
  })

  it('and whatever else names a process are found from it, and go with it', () => {
    const connection = make.newConnection(partsOf(network), at)!
    const course = { id: 'p', targets: [{ variable: 'expsyn1.e' }, { variable: 'celsius' }], values: [0], timesMs: [0], course: 'linear' } as const // prettier-ignore
    const document = { ...network, connections: [connection], plays: [course] }
    expect(linksOf(document, 'expsyn1').map(({ list }) => list)).toEqual(['plays', 'connections'])
    const without = removeItem(document, 'expsyn1')
    expect(without.connections).toEqual([])
    expect(without.plays?.[0]?.targets).toEqual([{ variable: 'celsius' }])
    expect(removeItem(document, 'nobody')).toBe(document)
  })

  it('choose owners of pointers and streams among processes and inserted mechanisms', () => {
    const keys = ownerChoices(partsOf(network), () => true).flatMap(({ items }) => items.map(({ id }) => id))
    expect(keys).toEqual(['expsyn1', 'stim', 'hh soma'])
    expect(ownerOf(partsOf(network), 'hh soma')?.of).toEqual({ mechanism: 'hh', region: 'soma' })
    expect(ownerKey({ process: 'stim' })).toBe('stim')
  })
})

describe('protocol function tables', () => {
  const table = { id: 't', mechanism: 'm', function: 'f', x: { from: 0, to: 2 }, y: [5, 6, 7] }

  it('spread their places evenly between two ends, until they are given one by one', () => {
    expect(placesOf(table)).toEqual([0, 1, 2])
    expect(tableRows(table)).toEqual([[0, 5], [1, 6], [2, 7]]) // prettier-ignore
    expect(withTableRows(table, [[0, 1], [4, 2]])).toMatchObject({ x: [0, 4], y: [1, 2] }) // prettier-ignore
  })

  it('of two arguments have a column for each second one', () => {
    const two = withSecondPlaces({ ...table, x: [0, 1, 2] }, [10, 20])
    expect(two).toMatchObject({ x2: [10, 20], y: [5, 5, 6, 6, 7, 7] })
    expect(tableRows(two)[1]).toEqual([1, 6, 6])
    expect(withTableRows(two, [[0, 1, 2]]).y).toEqual([1, 2])
  })
})

describe('protocol recording', () => {
  it('is at every step, at an interval, or at times: one of them', () => {
    const run = { dtMs: 0.025, tStopMs: 60 }
    const probe: Probe = { id: 'p', at, variable: 'v' }
    const every = withSampleKind(probe, 'interval', run)
    expect(every).toEqual({ ...probe, everyMs: 1 })
    const times = withSampleKind(every, 'times', run)
    expect(times).toEqual({ ...probe, timesMs: [60] })
    expect(sampleKind(times)).toBe('times')
    expect(withSampleKind(times, 'every-step', run)).toEqual(probe)
  })

  it('keeps a medium’s conductivity at rest when it becomes another', () => {
    const plain = { kind: 'resistive', sigmaSPerM: 0.4 } as const
    expect(ofKind(plain, 'cole-cole')).toMatchObject({ kind: 'cole-cole', sigmaSPerM: 0.4 })
    expect(ofKind({ kind: 'grey-matter' }, 'resistive')).toEqual({ kind: 'resistive', sigmaSPerM: 0.3 })
    expect([mediumFrequencies[0], mediumFrequencies.at(-1)]).toEqual([0.1, 1e6])
  })
})

describe('protocol adaptive settings', () => {
  it('scale the states that the model has, and forget a scale that is taken away', () => {
    expect(statesOf(network, mechanisms)).toEqual(['v', 'hh.m', 'ExpSyn.g'])
    const scaled = setScale({ absoluteTolerance: 1e-5 }, 'hh.m', 0.1)
    expect(scaled).toEqual({ absoluteTolerance: 1e-5, scales: { 'hh.m': 0.1 } })
    expect(setScale(scaled, 'hh.m', undefined)).toEqual({ absoluteTolerance: 1e-5 })
  })
})
