import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { fixtureFolder } from '../../support/fixtures.ts'
import { useHosts } from './hosts.ts'

const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(fixtureFolder, 'morphology', name)))

describe('host choices of reading', () => {
  const hosts = useHosts()

  it('names the cells of a file that holds several, and reads the one that is chosen', async () => {
    const { api } = await hosts.start()
    const file = { name: 'two_cells.cell.nml', bytes: fixture('two_cells.cell.nml') }
    const { cells, view } = await api.morphologies.preview(file)
    expect(cells).toHaveLength(2)
    const other = await api.morphologies.preview({ ...file, options: { cell: cells[1] ?? '' } })
    expect(other.view?.summary.totalLengthUm).not.toBe(view?.summary.totalLengthUm)
  })

  it('lists the reconstructions of an archive and takes one out', async () => {
    const { api } = await hosts.start()
    const swc = fixture('c91662.swc')
    const archive = zipSync({
      'x/a.swc': swc,
      'b.asc': fixture('morphio_simple.asc'),
      'read.me': strToU8('x'),
    })
    const { entries, view } = await api.morphologies.preview({ name: 'cells.zip', bytes: archive })
    expect(entries).toEqual(['x/a.swc', 'b.asc'])
    expect(view).toBeUndefined()
    const entry = { name: 'cells.zip', bytes: archive, path: 'x/a.swc' }
    expect(await api.morphologies.entry(entry)).toMatchObject({ name: 'a.swc', bytes: swc })
    await expect(api.morphologies.entry({ ...entry, path: 'none.swc' })).rejects.toMatchObject({
      code: 'morphologies/no-entry',
    })
  })

  it('tells what each soma rule does, and reads with the one that is chosen', async () => {
    const { api } = await hosts.start()
    const file = { name: 'cell.asc', bytes: fixture('morphio_simple.asc') }
    const choices = await api.morphologies.somaChoices(file)
    const sphere = choices.find(({ rule }) => rule === 'mean-radius')
    expect(choices[0]?.areaChange).toBe(0)
    const { view } = await api.morphologies.preview({ ...file, options: { soma: 'mean-radius' } })
    expect(view?.summary.totalAreaUm2).toBeCloseTo(sphere?.totalAreaUm2 ?? NaN, 9)
  })
})
