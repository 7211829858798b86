import { describe, expect, it } from 'vitest'
import { checkModel, emptyModel, type ModelDocument, prepareRun } from '../../../../src-engine/index.ts'
import { cellOf } from '../../../support/cells.ts'
import { builtinCatalogue, catalogueWith } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

const morphology = cellOf([
  { lengthUm: 20, diameterUm: 20 },
  { lengthUm: 100, diameterUm: 2, parent: 0 },
])
const [root = '', branch = ''] = morphology.sections.name

type Layers = readonly [region: string, parameters: Record<string, number>]

const uses = (...all: readonly Layers[]) =>
  all.map(([region, parameters], index) => ({
    id: `outside${index}`,
    mechanism: 'extracellular',
    region,
    parameters,
  }))

const documentWith = (mechanisms: ModelDocument['mechanisms']): ModelDocument => ({
  ...emptyModel('cell'),
  mechanisms,
})

const check = (mechanisms: ModelDocument['mechanisms'], catalogue = builtinCatalogue) =>
  checkModel(documentWith(mechanisms), { morphology, mechanisms: catalogue })

const errors = (mechanisms: ModelDocument['mechanisms']) =>
  check(mechanisms)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, subject }) => ({ code, message, subject }))

describe('model check of layers outside', () => {
  it('says nothing of good ones', () => {
    expect(check(uses(['all', {}], [branch, { xraxial: 1e4, 'xg[0]': 1e-5, 'xc[1]': 0.1, e: -30 }]))).toEqual(
      [],
    )
  })

  it('refuses conductances and capacitances below 0', () => {
    expect(errors(uses(['all', { 'xc[1]': -0.5 }]))).toEqual([
      {
        code: 'model/layers-negative',
        message: 'Mechanism "extracellular" in "all": xc[1] must not be below 0 uF/cm2, and is -0.5.',
        subject: 'mechanisms.outside0.xc[1]',
      },
    ])
    expect(errors(uses(['all', { xg: -1 }])).map(({ code }) => code)).toEqual(['model/layers-negative'])
  })

  it('refuses a layer without resistance along the cable', () => {
    expect(errors(uses(['all', { 'xraxial[0]': 0 }]))).toEqual([
      {
        code: 'model/layers-without-resistance',
        message: 'Mechanism "extracellular" in "all": xraxial[0] must be greater than 0 megohm/cm, not 0.',
        subject: 'mechanisms.outside0.xraxial[0]',
      },
    ])
  })

  it('warns of a cell that nothing connects with ground', () => {
    const closed = (...all: readonly Layers[]) => check(uses(...all)).map(({ message }) => message)
    expect(closed(['all', { 'xg[1]': 0 }])).toEqual([
      `Nothing connects the cell with ground outside: in "${root}" and everything that hangs together with it xg[1] and xc[1] are 0.`,
    ])
    expect(closed(['all', { xg: 0 }], ['all', { 'xc[1]': 0.1 }])[0]).toContain('xg[0] and xc[0] are 0')
    expect(closed(['all', { 'xg[1]': 0 }], [branch, { 'xc[1]': 0.1 }])).toEqual([])
    expect(closed([branch, { xg: 0 }])).toEqual([])
  })

  it('refuses a file of that name that is something else', () => {
    const text = 'NEURON { SUFFIX extracellular RANGE g }\nPARAMETER { g = 1 }'
    const found = check(uses(['all', {}]), replacedBy(text))
    expect(found.map(({ code }) => code)).toEqual(['model/layers-fields'])
    expect(found[0]!.message).toContain('lacks "xraxial", "xg", "xc", "e", "vext", "i_membrane"')
  })

  it('lets a run name what it has as NEURON does', () => {
    const variables = ['vext[1]', 'i_membrane', 'e_extracellular', 'xg[0]', 'extracellular.vext[0]']
    const probes = variables.map(variable => ({ id: variable, at: { section: branch, x: 0.5 }, variable }))
    const { value, diagnostics } = prepareRun(
      { ...documentWith(uses([branch, {}])), probes },
      { morphology, catalogue: builtinCatalogue },
      { threads: 1, machine: oracleMachine },
    )
    expect(diagnostics).toEqual([])
    expect(value?.probes.map(({ unit }) => unit)).toEqual(['mV', 'mA/cm2', 'mV', 'S/cm2', 'mV'])
  })
})

/** A catalogue in which a file of the user's stands for the built-in one. */
function replacedBy(text: string) {
  const own = catalogueWith({ 'own.mod': text.replace('extracellular', 'ownLayers') }).get('ownLayers')!
  return {
    ...builtinCatalogue,
    get: (name: string) => (name === 'extracellular' ? { ...own, name } : builtinCatalogue.get(name)),
  }
}
