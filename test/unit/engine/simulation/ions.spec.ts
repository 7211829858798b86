import { describe, expect, it } from 'vitest'
import { createCatalogue, prepareRun, startRun } from '../../../../src-engine/index.ts'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import { ProgramBuilder } from '../../../../src-engine/program/builder.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, recordAll } from '../../../support/engine.ts'
import { mechanismOf } from '../../../support/mechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

/** Adds 1e-5 mM of calcium in every step: the least mechanism that writes a concentration. */
function pump(): CompiledMechanism {
  const state = new ProgramBuilder('pump.state')
  const cai = state.column('ion:ca', 'cai')
  state.effect({
    kind: 'assignAt',
    space: 'ion:ca',
    name: 'cai',
    value: state.apply('add', cai, state.constant(1e-5)),
  })
  return mechanismOf({
    name: 'pump',
    ions: [{ ion: 'ca', reads: ['cai'], writes: ['cai'], valence: 2 }],
    programs: { state: state.finish() },
  })
}

/** Copies eca when currents are computed: what a channel sees in a step. */
function reader(): CompiledMechanism {
  const current = new ProgramBuilder('reader.current')
  current.effect({ kind: 'store', name: 'seen', value: current.column('ion:ca', 'eca') })
  return mechanismOf({
    name: 'reader',
    fields: [{ name: 'seen', role: 'assigned', scope: 'range', unit: 'mV', default: 0 }],
    ions: [{ ion: 'ca', reads: ['eca'], writes: [], valence: undefined }],
    programs: { current: current.finish() },
  })
}

/** RT/zF·ln(co/ci) with CODATA 2018, in mV. */
const nernst = (inside: number, outside: number, valence: number, celsius: number) =>
  ((1000 * 8.31446261815324 * (celsius + 273.15)) / 96485.33212331001 / valence) * Math.log(outside / inside)

const catalogue = createCatalogue([pump(), reader()])
const at = { section: 'soma', x: 0.5 }

function prepared(mechanisms: readonly string[], properties: readonly [name: string, value: number][] = []) {
  const document = documentOf({
    mechanisms: mechanisms.map(mechanism => ({ id: mechanism, mechanism, region: 'all', parameters: {} })),
    properties: properties.map(([property, value]) => ({ id: property, property, region: 'all', value })),
    probes: ['cai', 'cao', 'eca', ...(mechanisms.includes('reader') ? ['reader.seen'] : [])].map(
      variable => ({ id: variable, at, variable }),
    ),
    run: { tStopMs: 0.1, celsius: 6.3 },
  })
  const { value, diagnostics } = prepareRun(
    document,
    { morphology: singleCompartment(), catalogue },
    { threads: 1, machine: oracleMachine },
  )
  if (!value) throw new Error(diagnostics[0]?.message)
  return value
}

const run = async (...args: Parameters<typeof prepared>) => {
  const value = prepared(...args)
  return (await recordAll(value, startRun(value, oracleMachine))).traces
}

describe('simulation ions', () => {
  it('keeps a reversal potential that nobody relates to concentrations', async () => {
    const traces = await run(['reader'], [['eca', 120]])
    expect(traces.eca).toEqual([120, 120, 120, 120, 120])
    expect((await run(['reader'])).eca![0]).toBe(132.4579341637009)
  })

  it('computes the reversal potential before each step from concentrations that change', async () => {
    const traces = await run(['pump', 'reader'])
    const inside = [0, 1, 2, 3, 4].map(step => 5e-5 + 1e-5 * step)
    inside.forEach((value, step) => expect(traces.cai![step]).toBeCloseTo(value, 15))
    // The state at step k feeds the reversal potential of step k + 1; the first sample has that of the start.
    inside.forEach((_, step) => {
      const expected = nernst(inside[Math.max(0, step - 1)]!, 2, 2, 6.3)
      expect(traces['reader.seen']![step]).toBeCloseTo(expected, 11)
      expect(traces.eca![step]).toBe(traces['reader.seen']![step])
    })
  })

  it('begins with the concentrations that are set, and returns to them', async () => {
    const value = prepared(
      ['pump', 'reader'],
      [
        ['cai', 1e-4],
        ['cao', 1.5],
      ],
    )
    const first = await recordAll(value, startRun(value, oracleMachine))
    const second = await recordAll(value, startRun(value, oracleMachine))
    expect(first.traces.cai![0]).toBe(1e-4)
    expect(first.traces.cao![0]).toBe(1.5)
    expect(first.traces.cai!.at(-1)).toBeGreaterThan(1.3e-4)
    expect(second.traces).toEqual(first.traces)
  })
})
