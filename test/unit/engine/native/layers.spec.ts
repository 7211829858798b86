import { describe, expect, it } from 'vitest'
import type { NativeModel } from '../../../../src-engine/kernel/abi.ts'
import type { CableLayers } from '../../../../src-engine/kernel/cableLayers.ts'
import { prepareRun, startRun } from '../../../../src-engine/index.ts'
import { cellOf } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  needMachine,
} from '../../../support/engine.ts'
import { refusalOf } from '../../../support/machines.ts'

const morphology = cellOf([
  { lengthUm: 20, diameterUm: 20 },
  { lengthUm: 100, diameterUm: 2, parent: 0 },
])
const [root = '', branch = ''] = morphology.sections.name

function prepared(parameters: Record<string, number>) {
  const document = documentOf({
    mechanisms: [
      { id: 'a', mechanism: 'pas', region: 'all', parameters: {} },
      { id: 'b', mechanism: 'extracellular', region: 'all', parameters },
    ],
    pointProcesses: [
      { id: 'c', mechanism: 'IClamp', at: { section: root, x: 0.5 }, parameters: { dur: 9, amp: 1 } },
    ],
    probes: [{ id: 'v', at: { section: branch, x: 0.5 }, variable: 'v' }],
  })
  const options = { threads: 1, machine: needMachine() }
  const { value } = prepareRun(document, { morphology, catalogue: builtinCatalogue }, options)
  if (!value) throw new Error('the model cannot be prepared')
  return value
}

describe.skipIf(!machine)(`native layers${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  const { model } = prepared({})
  const [layers] = model.groups[0]!.layers!
  const spoilt = (change: Partial<CableLayers>): NativeModel => ({
    ...model,
    groups: [{ ...model.groups[0]!, layers: [{ ...layers!, ...change }] }],
  })
  const inside = layers!.inside

  it.each<[string, Partial<CableLayers>, string]>([
    ['a pack that does not exist', { pack: 7 }, 'a pack that does not exist'],
    ['lists of another length', { element: new Int32Array(1) }, 'not as long as their pack'],
    ['too few columns', { columns: new Int32Array(3) }, 'eight columns'],
    ['an inside that is a node of a pack', { inside: inside.map(() => 0) }, 'stands for something else'],
    ['an inside beyond all nodes', { inside: inside.map(() => 1000) }, 'does not exist'],
    ['an instance that does not exist', { element: inside.map(() => 99) }, 'an instance of layers'],
    ['one instance for two nodes', { element: inside.map(() => 0) }, 'an instance of layers'],
    ['columns outside the arena', { columns: layers!.columns.map(() => 2 ** 30) }, 'outside the arena'],
    ['conductances outside the arena', { axial: Int32Array.of(-8, 0) }, 'outside the arena'],
  ])('refuses %s', (_, change, message) => {
    expect(refusalOf(() => needMachine().load(spoilt(change)))).toContain(message)
  })

  it('ends a run where nothing connects a cell with ground, and says so', async () => {
    const run = startRun(prepared({ 'xg[1]': 0 }), needMachine())
    const { diagnostics } = await run.advance(10)
    expect(diagnostics.map(({ code }) => code)).toEqual(['run/voltage-not-finite'])
    expect(diagnostics[0]!.message).toContain('at t = 0.025 ms')
    run.close()
  })

  it('begins a second run without what the first left outside', async () => {
    const value = prepared({ xg: 1e-4, xc: 1 })
    const traces = []
    for (let run = 0; run < 2; run++) {
      const handle = startRun(value, needMachine())
      traces.push((await handle.advance(200)).traces[0])
      handle.close()
    }
    expect(traces[1]).toEqual(traces[0])
    expect(traces[0]!.at(-1)).toBeGreaterThan(-60)
  })
})
