import { describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import { addSpikes, setProbeVariable } from '../../../../src-renderer/features/protocol/protocolEdits.ts'
import { recordableIn } from '../../../../src-renderer/features/protocol/recordable.ts'
import { addPointProcess, addProbe } from '../../../../src-renderer/stores/modelEdits.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'

const at = { section: 'soma[0]', x: 0.5 }
const empty = emptyModel('cell-1')
const byName = new Map(fakeMechanisms.map(mechanism => [mechanism.name, mechanism]))

describe('protocol edits', () => {
  it('records each variable at a place once', () => {
    const model = setProbeVariable(addProbe(addProbe(empty, at, 'v'), at, 'ina'), 'probe2', 'v')
    expect(model.probes.map(({ variable }) => variable)).toEqual(['v', 'ina'])
    expect(setProbeVariable(model, 'probe2', 'hh.m').probes[1]?.variable).toBe('hh.m')
  })

  it('detects spikes at a place once, at a threshold', () => {
    const model = addSpikes(empty, at, -10)
    expect(addSpikes(model, at)).toBe(model)
    expect(model.spikes[0]?.thresholdMv).toBe(-10)
  })
})

describe('protocol recordable variables', () => {
  it('offers v, the ions and the variables that are there, with their units', () => {
    const model = addPointProcess(
      { ...empty, mechanisms: [{ id: 'hh1', mechanism: 'hh', region: 'soma', parameters: {} }] },
      at,
    )
    const names = recordableIn(model, byName, 'soma[0]').map(({ name, unit }) => `${name} ${unit}`)
    expect(names).toContain('v mV')
    expect(names).toContain('ina mA/cm2')
    expect(names).toContain('hh.m 1')
    expect(recordableIn(model, byName, 'dend[0]').map(({ name }) => name)).toEqual([
      'v',
      'i_membrane_',
      'i_cap',
    ])
  })
})
