import { describe, expect, it } from 'vitest'
import {
  compileMechanism,
  createCatalogue,
  createSourceText,
  indexSections,
} from '../../../../src-engine/index.ts'
import { checkReversals } from '../../../../src-engine/simulation/checkReversals.ts'
import { densityUses } from '../../../../src-engine/simulation/membrane.ts'
import { ballAndStick } from '../../../support/cells.ts'
import { documentOf } from '../../../support/engine.ts'

const channel = (name: string, reads: string) =>
  compileMechanism(
    createSourceText(
      `${name}.mod`,
      `NEURON { SUFFIX ${name} USEION ca READ ${reads} WRITE ica RANGE g }
       PARAMETER { g = 1e-5 }
       ASSIGNED { v eca cai ica }
       BREAKPOINT { ica = g*(v - eca) }`,
    ),
  ).value!

const catalogue = createCatalogue([channel('plain', 'eca'), channel('nernst', 'eca, cai')])
const sections = indexSections(ballAndStick())

const found = (mechanism: string, region: string, setIn: string) => {
  const document = documentOf({
    mechanisms: [{ id: 'channel', mechanism, region, parameters: {} }],
    properties: [{ id: 'reversal', property: 'eca', region: setIn, value: 120 }],
  })
  return checkReversals(document, sections, densityUses(document, sections, catalogue), {
    lookup: catalogue,
    ions: ['ca'],
  })
}

describe('simulation reversal potentials', () => {
  it('warn where a potential is set that the concentrations give', () => {
    expect(found('nernst', 'soma', 'all')).toMatchObject([
      { code: 'model/reversal-is-computed', severity: 'warning', subject: 'properties.reversal' },
    ])
  })

  it('say nothing where the potential is a plain number, or set elsewhere', () => {
    expect(found('plain', 'all', 'all')).toEqual([])
    expect(found('nernst', 'soma', 'dend')).toEqual([])
  })
})
