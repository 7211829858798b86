import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Model, ModelError } from '../../../../src-main/library/index.ts'
import { machine } from '../../../support/engine.ts'
import { scratchFolder } from '../../../support/cli.ts'

const scratch = scratchFolder('library')

/** Bits of numbers, for comparing them exactly. */
const bits = (numbers: Float64Array) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('hex')

const codesOf = (act: () => unknown): readonly string[] => {
  try {
    act()
  } catch (error) {
    if (error instanceof ModelError) return error.diagnostics.map(({ code }) => code)
    throw error
  }
  return []
}

/** A cell with a soma and a dendrite. */
function twoSections(settings: ConstructorParameters<typeof Model>[0] = {}, name = '') {
  const model = new Model(settings)
  const cell = model.cell(name)
  const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
  const dend = cell.section('dend[0]', { lengthUm: '0.2 mm', diameterUm: 2, nseg: 5, on: soma.at(1) })
  cell.insert('hh', soma, { gnabar: '120 mS/cm2' }).insert('pas', dend, { g: 0.001 })
  return { model, cell, soma, dend }
}

const leak = `NEURON { SUFFIX mine NONSPECIFIC_CURRENT i RANGE g, e }
INCLUDE "units.inc"
PARAMETER { g = 0.001 (S/cm2) e = -70 (mV) }
ASSIGNED { v (mV) i (mA/cm2) }
BREAKPOINT { i = g * (v - e) }
`
const units = 'UNITS { (mA) = (milliamp) (mV) = (millivolt) (S) = (siemens) }\n'

describe('library model', () => {
  it('makes the document that projects have: units converted, regions by section', () => {
    const { model, cell, soma } = twoSections({ tStopMs: 7 })
    cell.set('Ra', '1 ohm m', soma).place('IClamp', soma.at(0.5), { amp: '300 pA' }, 'clamp')
    model.record(soma.at(0.5))
    model.recordSpikes(soma.at(0.5), -20)
    const document = model.toDocument()
    expect(document).toMatchObject({
      version: 1,
      mechanisms: [
        { mechanism: 'hh', region: 'soma', parameters: { gnabar: 0.12 } },
        { mechanism: 'pas', region: 'dend[0]', parameters: { g: 0.001 } },
      ],
      properties: [
        { property: 'nseg', region: 'dend[0]', value: 5 },
        { property: 'Ra', region: 'soma', value: 100 },
      ],
      pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', parameters: { amp: 0.3 } }],
      probes: [{ at: { section: 'soma', x: 0.5 }, variable: 'v' }],
      spikes: [{ thresholdMv: -20 }],
      run: { tStopMs: 7, dtMs: 0.025 },
    })
    expect('cells' in document).toBe(false)
    expect(model.check()).toEqual([])
  })

  it('gives what is saved back as it was', () => {
    const { model, dend, cell } = twoSections({}, 'a')
    const synapse = cell.place('ExpSyn', dend.at(0.5), { tau: '2000 us' })
    model.connect(model.artificialCell('NetStim', { number: 3 }), synapse, { delayMs: 1, weight: 0.01 })
    model.record(synapse, 'i')
    model.addMechanismText(
      'mine.mod',
      leak.replace('INCLUDE "units.inc"', units).replace('RANGE g,', 'RANGE g GLOBAL'),
    )
    cell.insert('mine')
    model.setGlobal('mine.e', -80)
    const saved = JSON.parse(JSON.stringify(model)) as unknown
    const again = Model.fromJSON(saved)
    expect(JSON.parse(JSON.stringify(again))).toEqual(saved)
    expect(again.check()).toEqual([])
    expect(again.cells[0]!.sections.map(({ name }) => name)).toEqual(['soma', 'dend[0]'])
  })

  it('keeps own mechanisms and what they include with the model', () => {
    const path = scratch.file('mine.mod', leak)
    scratch.file('units.inc', units)
    const { model, cell, soma } = twoSections()
    model.addMechanisms(path)
    cell.insert('mine', soma, { g: '2 mS/cm2' })
    expect(model.check()).toEqual([])
    const again = Model.fromJSON(JSON.parse(JSON.stringify(model)))
    expect(again.check()).toEqual([])
    expect(again.toDocument()).toEqual(model.toDocument())
  })

  it('reads reconstructions, and lists of sections that were saved', () => {
    const swc = scratch.file('cell.swc', '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 110 0 0 1 2\n')
    const model = new Model()
    const cell = model.readCell(swc)
    expect(cell.sections.map(({ name }) => name)).toEqual(['soma[0]', 'dend[0]'])
    expect(cell.get('soma').name).toBe('soma[0]')
    expect(codesOf(() => cell.get('dendrite'))).toEqual(['library/unknown-section'])
    expect(codesOf(() => cell.section('axon', { lengthUm: 1, diameterUm: 1 }))).toEqual([
      'library/cell-is-whole',
    ])
  })

  it('says in one error what is wrong', () => {
    const { model, cell, soma } = twoSections()
    expect(codesOf(() => soma.at(1.5))).toEqual(['library/bad-place'])
    expect(codesOf(() => cell.insert('hh', soma, { gnabar: '120 mV' }))).toEqual(['library/bad-quantity'])
    expect(codesOf(() => cell.insert('hhh', soma, { gnabar: '1 S/cm2' }))).toEqual(['library/unknown-name'])
    expect(codesOf(() => cell.insert('hh', soma, { gnaba: '1 S/cm2' }))).toEqual(['library/unknown-name'])
    expect(codesOf(() => model.cell())).toEqual(['library/repeated-cell'])
    expect(codesOf(() => model.cell('my cell'))).toEqual(['library/bad-cell-name'])
    expect(codesOf(() => model.readCell('/nowhere.swc'))).toEqual(['library/cannot-read'])
    expect(codesOf(() => model.addMechanismText('x.mod', 'NEURON { SUFFIX'))).not.toEqual([])
    for (const bad of [{}, { format: 'hillock-model', version: 2 }, 7])
      expect(codesOf(() => Model.fromJSON(bad))).toEqual(['library/bad-file'])
    const saved = JSON.parse(JSON.stringify(model)) as Record<string, unknown>
    expect(codesOf(() => Model.fromJSON({ ...saved, morphologies: {} }))).toEqual(['library/bad-file'])
    model.cell('b')
    expect(codesOf(() => model.toDocument())).toEqual(['library/repeated-cell'])
  })

  it('reports what the checks of documents find', () => {
    const { model, cell, soma } = twoSections({ dtMs: -1 })
    cell.insert('hh', 'axon').set('nseg', 1.5, soma)
    expect(model.check().map(({ code }) => code)).toContain('model/not-a-count')
    const circular = new Model()
    const other = circular.cell()
    const ring = other.section('a', { lengthUm: 1, diameterUm: 1 })
    other.section('a', { lengthUm: 1, diameterUm: 1, on: ring.at(1) })
    expect(circular.check().map(({ code }) => code)).toContain('sections/repeated-name')
  })
})

describe.skipIf(!machine)('library model on the machine', () => {
  it('runs what was saved to the same bits as what was built', async () => {
    const { model, soma, cell } = twoSections({ tStopMs: 15 })
    cell.place('IClamp', soma.at(0.5), { del: 1, dur: 10, amp: 0.5 })
    const v = model.record(soma.at(0.5))
    const spikes = model.recordSpikes(soma.at(0.5))
    const first = await model.run()
    const second = await Model.fromJSON(JSON.parse(JSON.stringify(model))).run()
    expect(first.spikes(spikes).length).toBeGreaterThan(0)
    expect(bits(second.trace(v).values)).toBe(bits(first.trace(v).values))
    expect(bits(second.spikes(spikes))).toBe(bits(first.spikes(spikes)))
  })

  it('its one-cell document and its sections are what the command line takes', async () => {
    const { model, soma, cell } = twoSections({ tStopMs: 5 })
    cell.place('IClamp', soma.at(0.5), { del: 1, dur: 10, amp: 0.5 })
    const v = model.record(soma.at(0.5))
    const { document, morphologies } = model.toJSON()
    const [morphology] = Object.values(morphologies)
    const cellFile = scratch.file('sections.json', Buffer.from(morphology!.base64, 'base64').toString())
    const modelFile = scratch.file('model.json', JSON.stringify(document))
    const out = join(scratch.path, 'out.json')
    const { hillock } = await import('../../../support/cli.ts')
    const { status, stderr } = hillock('simulate', cellFile, '--model', modelFile, '--out', out)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { traces } = JSON.parse(readFileSync(out, 'utf8')) as { readonly traces: Record<string, number[]> }
    const { values } = (await model.run()).trace(v)
    expect(Object.values(traces)[0]).toEqual([...values])
  })
})
