import { describe, expect, it } from 'vitest'
import { Model } from '../../../src-main/library/model.ts'
import { hasEngine, hillock, scratchFolder } from '../../support/cli.ts'

const scratch = scratchFolder('impedance')
const cell = scratch.file('cell.swc', '1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n3 3 20 0 0 1 2\n4 3 320 0 0 1 3\n')

/** Two passive somata whose gap junction [µS] are pointers to each other’s v, as a script saves them. */
function coupledCells(conductance: number): string {
  const model = new Model({ tStopMs: 100 })
  for (const name of ['a', 'b']) {
    const soma = model.cell(name).section('soma', { lengthUm: 20, diameterUm: name === 'a' ? 20 : 30 })
    model.cells.at(-1)!.insert('pas').place('GapJunction', soma.at(0.5), { g: conductance }, 'gap')
  }
  const { document, ...rest } = model.toJSON()
  const cells = 'cells' in document ? document.cells : []
  const pointing = cells.map((cell, index) => ({
    ...cell,
    pointers: [
      {
        ...{ id: 'p', of: { process: 'gap' }, pointer: 'vgap' },
        to: { cell: cells[1 - index]!.name, at: { section: 'soma', x: 0.5 }, variable: 'v' },
      },
    ],
  }))
  const saved = { ...rest, document: { ...document, cells: pointing } }
  return scratch.file('coupled.json', JSON.stringify(saved))
}

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

  it('goes from a cell to another that a gap junction joins to it', () => {
    const file = coupledCells(0.004)
    const asked = ['--place', 'b.soma(0.5)', '--place', 'a.soma(1)', '--frequencies', '0']
    const { status, stdout, stderr } = hillock('impedance', file, '--site', 'a.soma(0.5)', ...asked)
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const found = JSON.parse(stdout) as {
      site: unknown
      places: { at: unknown }[]
      frequencies: { inputMohm: number; places: { transferMohm: number; ratio: number }[] }[]
    }
    expect(found.site).toEqual({ cell: 'a', section: 'soma', x: 0.5 })
    expect(found.places[0]?.at).toEqual({ cell: 'b', section: 'soma', x: 0.5 })
    // (Ya + g)·va − g·vb = I, (Yb + g)·vb − g·va = 0, conductances in µS; pas has 0.001 S/cm².
    const [a, b, g] = [Math.PI * 400e-8 * 1e3, Math.PI * 600e-8 * 1e3, 0.004]
    const both = (a + g) * (b + g) - g * g
    expect(found.frequencies[0]?.inputMohm).toBeCloseTo((b + g) / both, 7)
    expect(found.frequencies[0]?.places[0]?.transferMohm).toBeCloseTo(g / both, 7)
    expect(found.frequencies[0]?.places[0]?.ratio).toBeCloseTo(g / (a + g), 9)
  })

  it('says which cells and sections a saved model has, and refuses options that describe another', () => {
    const file = coupledCells(0.004)
    const noCell = hillock('impedance', file, '--site', 'c.soma(0.5)')
    expect(noCell.status).toBe(1)
    expect(noCell.stderr).toContain('There is no cell "c".')
    const none = hillock('impedance', file, '--site', 'soma(0.5)')
    expect(none.stderr).toContain('impedance/no-cell')
    expect(hillock('impedance', file, '--site', 'a.dend(0.5)').stderr).toContain(
      'Cell "a" has no section "dend"',
    )
    const other = hillock('impedance', file, '--site', 'a.soma(0.5)', '--insert', 'hh')
    expect(other.status).toBe(2)
    expect(other.stderr).toContain('--insert')
  })

  it('says what is wrong with a place and with a frequency', () => {
    const place = hillock('impedance', cell, '--site', 'soma[3](0.5)', '--insert', 'pas@all')
    expect(place.status).toBe(1)
    expect(place.stderr).toContain('impedance/no-place')
    const frequency = hillock('impedance', cell, '--site', 'soma(0.5)', '--frequencies', '1,-2')
    expect(frequency.status).toBe(2)
  })
})
