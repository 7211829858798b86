import { describe, expect, it } from 'vitest'
import {
  createSourceText,
  nameOfTarget,
  readSweepList,
  type SweepTarget,
  targetOfName,
} from '../../../../src-engine/index.ts'
import { documentOf } from '../../../support/engine.ts'

const soma = { section: 'soma[0]', x: 0.5 }
const document = documentOf({
  mechanisms: [{ id: 'm', mechanism: 'hh', region: 'soma', parameters: {} }],
  pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at: soma, parameters: {} }],
  sweep: {
    design: 'grid',
    parameters: [
      {
        id: 'sodium',
        target: { kind: 'mechanism', mechanism: 'hh', region: 'soma', parameter: 'gnabar' },
        values: [0.1],
      },
    ],
  },
})
const read = (text: string) => readSweepList(createSourceText('list.csv', text), document)

describe('sweep list', () => {
  it('reads names and rows, of the model’s own parameters too', () => {
    const { value } = read('\uFEFF"sodium", clamp.amp (nA),Ra@all\r\n0.1,0.2,100\r\n\r\n0.12,1e-1,150\r\n')
    expect(value).toEqual({
      design: 'list',
      parameters: [
        { id: 'sodium', target: document.sweep!.parameters[0]!.target },
        { id: 'clamp.amp', target: { kind: 'process', process: 'clamp', parameter: 'amp' } },
        { id: 'Ra@all', target: { kind: 'property', property: 'Ra', region: 'all' } },
      ],
      rows: [
        [0.1, 0.2, 100],
        [0.12, 0.1, 150],
      ],
    })
  })

  it.each([
    ['', 'sweep/nothing-to-vary', undefined],
    ['gnabar\n1\n', 'sweep/unknown-column', 1],
    ['celsius,Ra@all\n6.3\n', 'sweep/row-length', 2],
    ['celsius,Ra@all\n6.3,100\n6.3,x\n', 'sweep/not-finite', 3],
    ['celsius,Ra@all\n6.3,\n', 'sweep/not-finite', 2],
  ])('says what is wrong with %j, and where', (text, code, line) => {
    const { value, diagnostics } = read(text)
    expect([value, diagnostics[0]?.code, diagnostics[0]?.at?.line]).toEqual([undefined, code, line])
  })

  it.each<SweepTarget>([
    { kind: 'mechanism', mechanism: 'hh', region: 'apic[3]', parameter: 'gnabar' },
    { kind: 'property', property: 'ena', region: 'soma' },
    { kind: 'process', process: 'clamp', parameter: 'amp' },
    { kind: 'global', global: 'hh.q10' },
    { kind: 'run', setting: 'celsius' },
    { kind: 'run', setting: 'vInitMv' },
  ])('understands what it writes: %j', target => {
    expect(targetOfName(nameOfTarget(target), document)).toEqual(target)
  })
})
