import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unitDefinitionsModule, unitsModule, unitsText } from '../../../../../build/unitDefinitions.ts'
import { parseUnit } from '../../../../../src-engine/core/units/parseUnit.ts'
import { conversionFactor, type Unit } from '../../../../../src-engine/core/units/unit.ts'
import { unitNames } from '../../../../../src-engine/core/units/unitDatabase.ts'

/** NEURON's own list, where NEURON is installed: `name definition` lines, comments after a slash. */
const neuronsList = '/usr/share/nrn/lib/nrnunits.lib'

/** Where our figure is another one, and why. */
const known: Readonly<Record<string, string>> = {
  atomicmassunit: 'CODATA 2018',
  bohrradius: 'CODATA 2018',
  electronmass: 'CODATA 2018',
  protonmass: 'CODATA 2018',
  neutronmass: 'CODATA 2018; the list has a digit wrong',
  rydberg: 'CODATA 2018',
  debye: 'more digits: 1e-21/c C·m',
  oersted: '1000/4π A/m; the list multiplies by π',
  rontgen: 'coulomb a kilogram; the list has curie a kilogram',
  sievert: 'joule a kilogram; the list has it in rontgen',
  rood: 'an area; the list has a length',
}

function unit(text: string, aliases: ReadonlyMap<string, Unit> = new Map()): Unit {
  const parsed = parseUnit(text, aliases)
  if ('unknown' in parsed) throw new Error(`unknown ${parsed.unknown} in ${text}`)
  return parsed.unit
}

describe('units database', () => {
  it('is in the engine as it is in resources/units (else: node build/unitDefinitions.ts)', () => {
    expect(readFileSync(unitsModule, 'utf8')).toBe(unitDefinitionsModule(readFileSync(unitsText, 'utf8')))
  })

  it('defines every name by others that it defines, without a circle', () => {
    for (const name of unitNames()) expect(unit(name).factor).toBeGreaterThan(0)
  })

  it('defines no name twice', () => {
    const entries = readFileSync(unitsText, 'utf8')
      .split('\n')
      .filter(line => line.includes('=') && !/^(#|prefix |symbol )/.test(line))
    const names = entries.flatMap(line => line.slice(0, line.indexOf('=')).trim().split(/\s+/))
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  // CODATA 2018: the seven constants that define the SI, and what follows from them.
  it.each([
    ['faraday', 'coulomb', 96485.33212331001],
    ['R', 'joule/K', 8.31446261815324],
    ['k', 'joule/K', 1.380649e-23],
    ['e', 'coulomb', 1.602176634e-19],
    ['mole', '1', 6.02214076e23],
    ['c', 'm/sec', 299792458],
    ['planck', 'joule-sec', 6.62607015e-34],
    ['hbar', 'joule-sec', 1.054571817646156e-34],
    ['electronvolt', 'joule', 1.602176634e-19],
    ['rydberg', 'planck c 10973731.56816 /m', 1],
  ])('has %s in %s as CODATA 2018 has it', (name, other, value) => {
    const factor = conversionFactor(unit(name), unit(other)) ?? NaN
    expect(Math.abs(factor / value - 1)).toBeLessThan(1e-11)
  })

  it.skipIf(!existsSync(neuronsList))('knows every name of NEURON’s list, and agrees within 5e-6', () => {
    const aliases = new Map<string, Unit>()
    const differing: string[] = []
    for (const line of readFileSync(neuronsList, 'utf8').split('\n')) {
      const [, name, definition] = /^([^\s/]\S*)(?:\s+(.*))?$/.exec(line) ?? []
      if (name === undefined) continue
      const parsed = parseUnit(name)
      expect(parsed, name).toHaveProperty('unit')
      expect(parsed, name).toMatchObject({ foreign: [] })
      const theirs = definition?.startsWith('*') ? unit(name) : unit(definition ?? '', aliases)
      aliases.set(name, theirs)
      // modlunit takes units that differ by less than 1e-5 for equal.
      const factor = conversionFactor(unit(name), theirs)
      if (factor === undefined || Math.abs(factor - 1) > 5e-6) differing.push(name)
    }
    const alike = ['amu', 'dalton', 'oe']
    expect(differing.toSorted()).toEqual([...Object.keys(known), ...alike].toSorted())
  })
})
