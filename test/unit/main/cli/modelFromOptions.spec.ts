import { describe, expect, it } from 'vitest'
import { CommandEnd } from '../../../../src-main/cli/exitCode.ts'
import { commonRegion, modelFromOptions } from '../../../../src-main/cli/modelFromOptions.ts'
import {
  parseInsertion,
  parseSetting,
  type SimulateOptions,
} from '../../../../src-main/cli/simulateOptions.ts'

const options = (insert: readonly string[], set: readonly string[]): SimulateOptions => ({
  insert: insert.map(parseInsertion),
  set: set.map(parseSetting),
  nseg: { kind: 'fixed', count: 1 },
  celsius: 6.3,
  vInit: -65,
  dt: 0.025,
  tstop: 5,
  method: 'backward-euler',
  iclamp: [],
  record: [],
  spikes: [],
  threads: 1,
  out: 'x.json',
})

describe('cli model from options', () => {
  it.each([
    ['all', 'soma', 'soma'],
    ['dend[3]', 'dend', 'dend[3]'],
    ['dend_5', 'dend', undefined],
    ['soma', 'axon', undefined],
    ['dend[3]', 'dend[31]', undefined],
  ])('finds what %s and %s have in common', (first, second, common) => {
    expect(commonRegion(first, second)).toBe(common)
    expect(commonRegion(second, first)).toBe(common)
  })

  it('takes steps of adaptive length, for all or for each cell', () => {
    const plain = options([], [])
    const runOf = (change: Partial<SimulateOptions>) =>
      modelFromOptions({ ...plain, ...change }, () => undefined).run
    expect(runOf({}).method).toBe('backward-euler')
    expect(runOf({ adaptive: 1e-4, steps: 'global' })).toMatchObject({
      method: 'adaptive',
      adaptive: { absoluteTolerance: 1e-4, samples: 'every-step' },
    })
    expect(runOf({ adaptive: 1e-4, steps: 'local' }).adaptive?.step).toBe('local')
  })

  it('sets a parameter only where its mechanism has been inserted', () => {
    const document = modelFromOptions(options(['hh@soma', 'hh@axon'], ['hh.gnabar=0.2@all']), () => undefined)
    expect(document.mechanisms.map(({ region, parameters }) => [region, parameters])).toEqual([
      ['soma', {}],
      ['axon', {}],
      ['soma', { gnabar: 0.2 }],
      ['axon', { gnabar: 0.2 }],
    ])
  })

  it('refuses to set a parameter of a mechanism that is not inserted there', () => {
    expect(() => modelFromOptions(options(['hh@soma'], ['hh.gnabar=0.2@axon']), () => undefined)).toThrow(
      CommandEnd,
    )
  })

  it('keeps cable and ion properties apart from mechanisms', () => {
    const document = modelFromOptions(options(['hh@soma'], ['Ra=100', 'ena=55@soma']), () => undefined)
    expect(document.properties.map(({ property, region, value }) => [property, region, value])).toEqual([
      ['Ra', 'all', 100],
      ['ena', 'soma', 55],
    ])
  })
})
