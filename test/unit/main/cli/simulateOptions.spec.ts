import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import {
  parseCurrentClamp,
  parseInsertion,
  parseNseg,
  parseRecording,
  parseSetting,
  parseSpikes,
} from '../../../../src-main/cli/simulateOptions.ts'

describe('cli simulate options', () => {
  it('read a current clamp as place, delay, duration and amplitude', () => {
    expect(parseCurrentClamp('soma[0](0.5),5,50,-0.3')).toEqual({
      at: { section: 'soma[0]', x: 0.5 },
      delayMs: 5,
      durationMs: 50,
      amplitudeNa: -0.3,
    })
  })

  it('take a bare section name for the first of its array', () => {
    expect(parseSpikes('soma(0)')).toEqual({
      at: { section: 'soma[0]', x: 0 },
      thresholdMv: 10,
      key: 'soma(0)',
    })
  })

  it('keep the key of a recording as the user wrote it', () => {
    expect(parseRecording('dend[3](.25).hh.m')).toEqual({
      at: { section: 'dend[3]', x: 0.25 },
      variable: 'hh.m',
      key: 'dend[3](.25).hh.m',
    })
  })

  it('tell parameters of mechanisms from properties of the cable', () => {
    expect(parseSetting('hh.gnabar=1.2e-1@soma')).toEqual({
      mechanism: 'hh',
      name: 'gnabar',
      value: 0.12,
      region: 'soma',
    })
    expect(parseSetting('Ra=100')).toEqual({
      mechanism: undefined,
      name: 'Ra',
      value: 100,
      region: undefined,
    })
  })

  it('insert everywhere where no region is given', () => {
    expect(parseInsertion('pas')).toEqual({ mechanism: 'pas', region: 'all' })
    expect(parseInsertion('hh@apic[3]')).toEqual({ mechanism: 'hh', region: 'apic[3]' })
  })

  it.each([
    ['fixed:5', { kind: 'fixed', count: 5 }],
    ['length:40', { kind: 'maximum-length', lengthUm: 40 }],
    ['d_lambda:0.1,100', { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 }],
    ['d_lambda:0.3', { kind: 'd-lambda', fraction: 0.3, frequencyHz: 100 }],
  ])('read the rule %s', (text, rule) => {
    expect(parseNseg(text)).toEqual(rule)
  })

  it.each([
    () => parseCurrentClamp('soma(0.5),5,50'),
    () => parseCurrentClamp('soma(1.5),5,50,1'),
    () => parseRecording('soma(0.5)'),
    () => parseSetting('gnabar'),
    () => parseSetting('hh.gnabar=much'),
    () => parseNseg('fixed:2.5'),
    () => parseNseg('fixed:0'),
    () => parseNseg('lambda:0.1'),
    () => parseInsertion('hh@'),
  ])('refuse what they cannot read, with the form to use (%#)', parse => {
    expect(parse).toThrow(InvalidArgumentError)
  })
})
