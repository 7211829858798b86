import { describe, expect, it } from 'vitest'
import { hasEngine, hillock, scratchFolder } from '../../support/cli.ts'

const scratch = scratchFolder('impedance')
const cell = scratch.file('cell.swc', '1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n3 3 20 0 0 1 2\n4 3 320 0 0 1 3\n')

describe.skipIf(!hasEngine)('hillock impedance', () => {
  it('prints the golden values of a squid soma as JSON', () => {
    const sphere = scratch.file('sphere.swc', '1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n')
    const { status, stdout, stderr } = hillock(
      ...['impedance', sphere, '--site', 'soma(0.5)', '--insert', 'hh@soma'],
      ...['--frequencies', '0.001,66', '--membrane', 'present'],
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const { frequencies } = JSON.parse(stdout) as { frequencies: { inputMohm: number; inputPhase: number }[] }
    // NEURON 8.2.2, mode 0.
    expect(frequencies[0]?.inputMohm).toBeCloseTo(117.50024783866697, 6)
    expect(frequencies[1]?.inputMohm).toBeCloseTo(100.20726524982977, 6)
    expect(frequencies[1]?.inputPhase).toBeCloseTo(-0.54942296, 7)
  })

  it('looks from places of the cell, its ends among them, after some time', () => {
    const { status, stdout } = hillock(
      ...['impedance', cell, '--site', 'soma(0.5)', '--insert', 'hh@soma', '--insert', 'pas@dend'],
      ...['--nseg', 'length:20', '--place', 'dend(0.5)', '--place', 'dend(1)', '--after', '2'],
      ...['--frequencies', '10', '--membrane', 'extended'],
    )
    expect(status).toBe(0)
    const found = JSON.parse(stdout) as {
      tMs: number
      places: { electrotonicDistance: number }[]
      frequencies: { places: { ratio: number; inputMohm: number }[] }[]
    }
    expect(found.tMs).toBeCloseTo(2, 9)
    const [middle, end] = found.frequencies[0]?.places ?? []
    expect(end?.inputMohm).toBeGreaterThan(middle?.inputMohm ?? Infinity)
    expect(end?.ratio).toBeLessThan(middle?.ratio ?? -Infinity)
    expect(found.places[1]?.electrotonicDistance).toBeGreaterThan(
      found.places[0]?.electrotonicDistance ?? NaN,
    )
  })

  it('says what is wrong with a place and with a frequency', () => {
    const place = hillock('impedance', cell, '--site', 'soma[3](0.5)', '--insert', 'pas@all')
    expect(place.status).toBe(1)
    expect(place.stderr).toContain('impedance/no-place')
    const frequency = hillock('impedance', cell, '--site', 'soma(0.5)', '--frequencies', '1,-2')
    expect(frequency.status).toBe(2)
  })
})
