import { describe, expect, it } from 'vitest'
import { checkModel } from '../../../../src-engine/model/check.ts'
import type { ConnectionUse, ModelDocument } from '../../../../src-engine/model/document.ts'
import { bushyCell } from '../../../support/cells.ts'
import { documentOf } from '../../../support/engine.ts'
import { counter, integrator, pulser, synapse } from '../../../support/eventMechanisms.ts'
import { describedMechanisms, lookupOf } from '../../../support/mechanisms.ts'

const events = { weights: [], receives: true, sends: true, fires: false, standsIn: true }
const player = { ...pulser, name: 'Player', series: ['gids'], events }
const mechanisms = lookupOf([...describedMechanisms, synapse, integrator, pulser, counter, player])
const at = { section: 'soma[0]', x: 0.5 }

/** A cell with a synapse, an artificial cell that fires, and what a test adds. */
const document = (change: Partial<ModelDocument>): ModelDocument =>
  documentOf({
    pointProcesses: [
      { id: 'syn', mechanism: 'Synapse', at, parameters: {} },
      { id: 'clamp', mechanism: 'IClamp', at, parameters: {} },
    ],
    artificialCells: [
      { id: 'stim', mechanism: 'Pulser', parameters: { interval: 5 } },
      { id: 'count', mechanism: 'Counter', parameters: {} },
    ],
    ...change,
  })
const said = (change: Partial<ModelDocument>) =>
  checkModel(document(change), { morphology: bushyCell(), mechanisms }).map(
    ({ code, message, subject }) => `${code} (${subject}): ${message}`,
  )

const stim: ConnectionUse['source'] = { kind: 'process', process: 'stim' }
const connection = (change: Partial<ConnectionUse> = {}) => ({
  connections: [{ id: 'c', source: stim, target: 'syn', delayMs: 1, weights: [0.01], ...change }],
})
const voltage = (change: object = {}): Partial<ConnectionUse> => ({
  source: { kind: 'threshold', at, variable: 'v', threshold: 0, ...change },
})

describe('model events', () => {
  it('knows gids of detectors, of artificial cells, and of patterns', () => {
    expect(
      said({
        spikes: [{ id: 'd', at, thresholdMv: 0, gid: 0 }],
        artificialCells: [
          { id: 'stim', mechanism: 'Pulser', gid: 7, parameters: {} },
          { id: 'play', mechanism: 'Player', parameters: {} },
        ],
        series: [{ id: 's', process: 'play', series: 'gids', values: [12, 13] }],
        connections: [0, 7, 12].map(gid => ({
          id: `of ${gid}`,
          source: { kind: 'gid', gid },
          target: 'syn',
          delayMs: 1,
          weights: [],
        })),
      }),
    ).toEqual([])
  })

  it('finds nothing wrong with what fits', () => {
    expect(said(connection())).toEqual([])
    expect(said(connection({ ...voltage(), delayMs: 0, weights: [] }))).toEqual([])
    expect(said(connection({ delayMs: 1, leastDelayMs: 0, active: false }))).toEqual([])
    expect(
      said({
        processProbes: [{ id: 'p', variable: 'stim.interval' }],
        processSpikes: [{ id: 's', process: 'stim' }],
      }),
    ).toEqual([])
  })

  it.each<[what: string, change: Partial<ModelDocument>, expected: string]>([
    [
      'a target that is none',
      connection({ target: 'sny' }),
      'model/unknown-process (connections.c): Connection "c" names "sny", but no point process and no artificial cell has that id. Did you mean "syn"?',
    ],
    [
      'a source that is none',
      connection({ source: { kind: 'process', process: 'nobody' } }),
      'model/unknown-process (connections.c)',
    ],
    [
      'a target that takes no events',
      connection({ target: 'clamp' }),
      'model/takes-no-events (connections.c): Connection "c" leads to "clamp", but its mechanism "IClamp" takes no events.',
    ],
    [
      'a source that never fires',
      connection({ source: { kind: 'process', process: 'syn' } }),
      'model/sends-no-events (connections.c): Connection "c" begins at "syn", but its mechanism "Synapse" never fires.',
    ],
    [
      'a negative delay',
      connection({ delayMs: -1 }),
      'model/negative-delay (connections.c): Connection "c" has a delay of -1 ms; a delay is 0 or more.',
    ],
    [
      'a least delay beyond the delay',
      connection({ delayMs: 1, leastDelayMs: 2 }),
      'model/least-delay (connections.c): Connection "c" has 2 ms as its least delay; that is 0 or more, and at most its delay, 1 ms.',
    ],
    [
      'a gid that nothing has',
      connection({ source: { kind: 'gid', gid: 4 } }),
      'model/unknown-gid (connections.c): Connection "c" begins at the gid 4, which no source of events has and no pattern fires.',
    ],
    [
      'a gid that is none',
      connection({ source: { kind: 'gid', gid: 1.5 } }),
      'model/bad-gid (connections.c): Connection "c" has the gid 1.5; a gid is a whole number from 0 to 2147483647.',
    ],
    [
      'a gid below 0',
      { spikes: [{ id: 'd', at, thresholdMv: 0, gid: -1 }] },
      'model/bad-gid (spikes.d): Spike detector "d" has the gid -1',
    ],
    [
      'two sources of one gid',
      {
        spikes: [{ id: 'd', at, thresholdMv: 0, gid: 5 }],
        artificialCells: [{ id: 'a', mechanism: 'Pulser', gid: 5, parameters: {} }],
      },
      'model/repeated-gid (artificialCells.a): Spike detector "d" and Artificial cell "a" have the same gid, 5.',
    ],
    [
      'a gid of what never fires',
      { artificialCells: [{ id: 'a', mechanism: 'Counter', gid: 5, parameters: {} }] },
      'model/gid-of-silent (artificialCells.a)',
    ],
    ['a delay that is no number', connection({ delayMs: NaN }), 'model/value-not-finite (connections.c)'],
    [
      'too many weights',
      connection({ weights: [1, 2] }),
      'model/too-many-weights (connections.c): Connection "c" gives 2 weights; "Synapse" takes 1 (weight).',
    ],
    ['a weight that is no number', connection({ weights: [NaN] }), 'model/value-not-finite (connections.c)'],
    [
      'a threshold that is no number',
      connection(voltage({ threshold: Infinity })),
      'model/value-not-finite (connections.c)',
    ],
    [
      'a variable that is not there',
      connection(voltage({ variable: 'hh.m' })),
      'model/unknown-variable (connections.c)',
    ],
    [
      'a place that is not there',
      connection(voltage({ at: { section: 'soma[0]', x: 2 } })),
      'model/position-out-of-range (connections.c)',
    ],
    [
      'a cell that is not there',
      connection(voltage({ cell: 'other' })),
      'model/unknown-cell (connections.c): Connection "c" names the cell "other", which is not in this simulation.',
    ],
    [
      'two connections of one id',
      { connections: [...connection().connections, ...connection().connections] },
      'model/repeated-id',
    ],
    [
      'a point process and an artificial cell of one id',
      { artificialCells: [{ id: 'syn', mechanism: 'Pulser', parameters: {} }] },
      'model/repeated-id',
    ],
    [
      'an artificial cell of a point process’s mechanism',
      { artificialCells: [{ id: 'x', mechanism: 'Synapse', parameters: {} }] },
      'model/wrong-kind (artificialCells.x): "Synapse" is a point process, which sits at a place; it cannot stand alone as an artificial cell.',
    ],
    [
      'a point process of an artificial cell’s mechanism',
      { pointProcesses: [{ id: 'x', mechanism: 'Pulser', at, parameters: {} }] },
      'model/wrong-kind (pointProcesses.x): "Pulser" is an artificial cell, which has no place; it cannot be put at a place.',
    ],
    [
      'an unknown parameter',
      { artificialCells: [{ id: 'x', mechanism: 'Pulser', parameters: { intervall: 1 } }] },
      'model/unknown-parameter (artificialCells.x.intervall)',
    ],
    [
      'a probe of nothing',
      { processProbes: [{ id: 'p', variable: 'stim.intervall' }] },
      'model/unknown-process-variable (processProbes.p): Probe "p": there is no variable "stim.intervall" of a point process or an artificial cell. Did you mean "stim.interval"?',
    ],
    [
      'spikes of what does not fire',
      { processSpikes: [{ id: 's', process: 'count' }] },
      'model/sends-no-events (processSpikes.s)',
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(said(change).filter(one => one.startsWith(expected))).toHaveLength(1)
  })
})
