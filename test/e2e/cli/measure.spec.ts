import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hillock, scratchFolder } from '../../support/cli.ts'
import { fixtureFolder } from '../../support/fixtures.ts'

const scratch = scratchFolder('measure')
const fixture = (name: string) => join(fixtureFolder, 'morphology', name)
const neuron = fixture('neurom_Neuron.swc')
const lines = (text: string) => text.trimEnd().split('\n')

describe('hillock measure', () => {
  it('summarises features of a cell, in a table, as CSV and as JSON', () => {
    const csv = hillock('measure', neuron, '--features', 'total-length,section_tortuosity,pk', '--csv')
    expect(csv.status).toBe(0)
    const rows = lines(csv.stdout).map(row => row.split(','))
    expect(rows[0]).toEqual('file,feature,unit,n,undefined,mean,sd,min,max,median,sum,definition'.split(','))
    expect(rows.slice(1).map(row => [row[1], row[3], row.at(-1)])).toEqual([
      ['total-length', '1', 'known'],
      ['pk', '40', 'uncertain'],
      ['tortuosity', '84', 'known'],
    ])
    expect(Number(rows[1]![5])).toBeCloseTo(840.685224, 4)
    const json = hillock('measure', neuron, '--features', 'tortuosity', '--json')
    const [file] = (
      JSON.parse(json.stdout) as { files: { measured: { features: { summary: { n: number } }[] }[] }[] }
    ).files
    expect(file?.measured[0]?.features[0]).toMatchObject({
      id: 'tortuosity',
      certain: true,
      summary: { n: 84 },
    })
    const table = hillock('measure', neuron, '--features', 'pk')
    expect(table.stdout).toContain('uncertain')
    expect(table.stderr).toContain('may differ')
  })
  it('gives a row for each section, neurite and type', () => {
    const sections = hillock('measure', neuron, '--per', 'section', '--types', 'apic', '--csv')
    expect(lines(sections.stdout).length).toBe(22)
    expect(lines(sections.stdout)[0]).toMatch(/^file,section,type,.*taper-1\?/)
    const neurites = hillock('measure', neuron, '--per', 'neurite', '--features', 'neurite-length', '--csv')
    expect(lines(neurites.stdout).length).toBe(5)
    const types = hillock('measure', neuron, '--per', 'type', '--features', 'total-length', '--csv')
    expect(lines(types.stdout).map(row => row.split(',')[1])).toEqual(['type', 'axon', 'dend', 'apic'])
  })
  it('analyses: Sholl, Strahler, persistence, electrotonic lengths', () => {
    const asked = [
      '--sholl',
      '10',
      '--sholl-from',
      'surface',
      '--strahler',
      '--persistence',
      '--electrotonic',
      'Ra=150,f=100',
    ]
    const { status, stdout } = hillock('measure', neuron, ...asked, '--json')
    expect(status).toBe(0)
    const [file] = (JSON.parse(stdout) as { files: Record<string, Record<string, unknown>>[] }).files
    expect(file?.['sholl']).toMatchObject({ segmentCrossings: [4, 8, 8, 14, 9, 8, 7, 7, 7, 5] })
    expect(file?.['strahler']).toHaveLength(2)
    expect(file?.['persistence']?.['bars']).toHaveLength(44)
    expect(file?.['electrotonic']).toMatchObject({ raOhmCm: 150, rmOhmCm2: 20_000, cmUfCm2: 1, hz: 100 })
    expect(file?.['electrotonic']?.['sections']).toHaveLength(84)
    expect(file).not.toHaveProperty('measured')
  })
  it('measures a folder, goes on after a file that cannot be read, and ends with 1', () => {
    const folder = join(scratch.path, 'folder')
    mkdirSync(folder)
    copyFileSync(neuron, join(folder, 'a.swc'))
    writeFileSync(join(folder, 'b.swc'), '1 1 0 0 0 5 -1\n2 3 x y z 1 1\n')
    copyFileSync(neuron, join(folder, 'c.swc'))
    const { status, stdout, stderr } = hillock('measure', folder, '--features', 'neurites', '--csv')
    expect(status).toBe(1)
    expect(stderr).toContain('b.swc')
    expect(lines(stdout).map(row => row.split(',')[0])).toEqual(['file', 'a.swc', 'c.swc'])
  })
  it('measures distances between persistence diagrams', () => {
    const { status, stdout } = hillock('measure', neuron, fixture('strahler.swc'), '--distances', '--json')
    expect(status).toBe(0)
    const { persistenceDistances } = JSON.parse(stdout) as {
      persistenceDistances: { bottleneckUm: number }[]
    }
    expect(persistenceDistances).toHaveLength(1)
    expect(persistenceDistances[0]!.bottleneckUm).toBeGreaterThan(0)
  })
  it('compares two groups', () => {
    const group = (...names: string[]) => names.map(fixture).join(',')
    const one = group('neurom_Neuron.swc', 'c91662.swc', 'simple-windows-eol.swc')
    const other = group('C140600C-I1_-_Clone_2.asc', 'bio_neuron-000.asc', 'strahler.swc')
    const { status, stdout } = hillock(
      'measure',
      '--compare',
      one,
      other,
      '--features',
      'total-length',
      '--json',
    )
    expect(status).toBe(0)
    const { groups, comparison } = JSON.parse(stdout) as {
      groups: string[][]
      comparison: { feature: string; one: { n: number }; mannWhitney: { p: number; pHolm: number } }[]
    }
    expect(groups.map(names => names.length)).toEqual([3, 3])
    expect(comparison).toHaveLength(1)
    expect(comparison[0]).toMatchObject({ feature: 'total-length', one: { n: 3 } })
    expect(comparison[0]!.mannWhitney.p).toBe(comparison[0]!.mannWhitney.pHolm)
  })
  it('lists every feature with unit, definition, source and certainty', () => {
    const { stdout } = hillock('measure', '--list')
    expect(lines(stdout)[0]).toMatch(/feature +of a +unit +certain +definition +source/)
    expect(stdout).toMatch(/^pk +bifurcation +no +.*L-Measure Pk$/m)
    expect(stdout).toMatch(/^section-length +section +µm +yes +.*NeuroM section_lengths/m)
  })
  it('says what is wrong with a command', () => {
    const wrong = (...words: string[]) => {
      const { status, stderr } = hillock('measure', ...words)
      return [status, stderr]
    }
    expect(wrong()).toEqual([2, expect.stringContaining('Name files')])
    expect(wrong(neuron, '--features', 'weight')).toEqual([2, expect.stringContaining('"weight"')])
    expect(wrong('--compare', neuron)).toEqual([2, expect.stringContaining('two groups')])
    expect(wrong('nothing-there.swc')).toEqual([1, expect.stringContaining('no such file')])
  })
})
