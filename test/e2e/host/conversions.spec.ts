import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { convertNtscable, defaultNtscableOptions, readMorphology } from '../../../src-engine/index.ts'
import type { BatchNews, HostApi } from '../../../src-main/contract/index.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { useHosts } from './hosts.ts'

const swc = '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 90 40 0 1 3\n5 3 90 -40 0 1 3\n'
const bytes = new TextEncoder().encode(swc)

describe('host conversions', () => {
  const hosts = useHosts()
  const folder = mkdtempSync(join(tmpdir(), 'hillock-convert-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('lists formats, and options with help, units and defaults', async () => {
    const { api } = await hosts.start()
    const { writers, writerOptions, ntscableOptions, ntscableDefaults } = await api.conversions.formats()
    expect(writers.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['swc', 'asc', 'hoc', 'neuroml', 'h5']),
    )
    for (const { key, help } of ntscableOptions) {
      expect(help).not.toBe('')
      expect(ntscableDefaults).toHaveProperty(key)
    }
    const ids = writers.map(({ id }) => id)
    for (const { writers: concerned } of writerOptions)
      expect(ids).toEqual(expect.arrayContaining([...concerned]))
  })

  it('writes a file after NTSCABLE, with the points, the cylinders and the report', async () => {
    const { api } = await hosts.start()
    const file = { kind: 'file', name: 'cell.swc', bytes } as const
    const wish = { to: 'ntscable', ntscable: { maxLengthUm: 10, style: 'split' } } as const
    const look = await api.conversions.look({ source: file, wish })
    const same = convertNtscable('cell.swc', bytes, {
      ...defaultNtscableOptions,
      maxLengthUm: 10,
      style: 'split',
    }).value
    expect(look.output?.name).toBe('cell.hoc')
    expect(new TextDecoder().decode(look.output?.bytes)).toBe(same?.text)
    expect(look.report?.segments).toEqual(same?.report.segments)
    // Each segment is a cylinder of two points, those of the soma included.
    const drawn = look.result?.morphology
    const somaPoints = drawn?.sections.firstSample[1] ?? 0
    expect(drawn?.samples.count).toBe(2 * ((same?.report.segments.used ?? 0) - 1) + somaPoints)
    // Of x, y and z as they were traced: 50 µm, and two branches of 50 µm.
    expect(look.source?.summary.sectionsByType.dend).toBe(3)
  })

  it('marks the places of points that are left out', async () => {
    const { api } = await hosts.start()
    const cell = readFileSync(join(fixtureFolder, 'morphology/rapp_pc1.nts'))
    const source = { kind: 'file', name: 'cell.nts', bytes: new Uint8Array(cell) } as const
    const { leftOut, report } = await api.conversions.look({ source, wish: { to: 'ntscable' } })
    expect(leftOut.map(({ line }) => line)).toEqual(report?.dropped.map(({ line }) => line))
    expect(leftOut.length).toBeGreaterThan(0)
  })

  it('writes the cell of the project as it is now, edits included', async () => {
    const { api } = await hosts.start()
    const { summary } = await api.morphologies.import({ name: 'cell.swc', bytes })
    const id = summary?.id ?? ''
    const section = (await api.morphologies.view({ id })).morphology.sections.name.at(-1) ?? ''
    const edit = { kind: 'retype', section, type: 4, scope: 'section' } as const
    const edited = await api.morphologies.edit({ id, label: 'Make it apical', edits: [edit] })
    const source = { kind: 'cell', id: edited.id ?? '' } as const
    const { output, result } = await api.conversions.look({ source, wish: { to: 'swc' } })
    expect(output?.name).toBe('cell.swc')
    expect(readMorphology('again.swc', output?.bytes ?? new Uint8Array()).value?.sections.type).toContain(4)
    expect(result?.summary.sectionsByType.apic).toBe(1)
    const hoc = await api.conversions.look({ source, wish: { to: 'ntscable' } })
    expect(hoc.output?.isText).toBe(true)
  })

  it('says why a file gives none, and refuses wrong options', async () => {
    const { api } = await hosts.start()
    const source = { kind: 'file', name: 'none.swc', bytes: new TextEncoder().encode('what\n') } as const
    const { output, diagnostics } = await api.conversions.look({ source, wish: { to: 'hoc' } })
    expect(output).toBeUndefined()
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    const wrong = { to: 'ntscable', ntscable: { digits: 400 } }
    await expect(api.conversions.look({ source, wish: wrong })).rejects.toMatchObject({
      code: 'conversions/wrong-option',
    })
    await expect(api.conversions.look({ source, wish: { to: 'doc' } })).rejects.toMatchObject({
      code: 'conversions/unknown-format',
    })
  })

  it('converts a chosen folder as a job, passes over what is done, and reads nothing that was not chosen', async () => {
    const input = join(folder, 'in')
    const out = join(folder, 'out')
    mkdirSync(join(input, 'below'), { recursive: true })
    for (const name of ['a.swc', 'b.swc', 'below/c.swc']) writeFileSync(join(input, name), bytes)
    writeFileSync(join(input, 'bad.swc'), 'what\n')
    const { api } = await hosts.start({
      dialogs: {
        chooseProject: async () => undefined,
        chooseNewProject: async () => undefined,
        chooseFolder: async () => undefined,
        chooseReconstructions: async () => [input],
        chooseOutputFolder: async () => out,
      },
    })
    const wish = { to: 'hoc' }
    await expect(api.conversions.startBatch({ paths: [input], wish })).rejects.toMatchObject({
      code: 'files/not-permitted',
    })
    expect((await api.conversions.chooseFiles({ what: 'folder' }))?.count).toBe(4)
    expect(await api.conversions.chooseOutput()).toBe(out)
    const first = await batch(api, { paths: [input], out, wish })
    expect(first.outcomes).toEqual({
      'a.swc': 'converted',
      'b.swc': 'converted',
      'bad.swc': 'failed',
      'below/c.swc': 'converted',
    })
    expect(readdirSync(out).filter(name => name.endsWith('.hoc'))).toEqual(['a.hoc', 'b.hoc'])
    expect(readFileSync(join(out, 'below/c.hoc'), 'utf8')).toContain('create')
    const second = await batch(api, { paths: [input], out, wish })
    expect(second.outcomes['a.swc']).toBe('unchanged')
    expect(second.outcomes['bad.swc']).toBe('failed')
  })

  it('has no dialogs in a browser', async () => {
    const { api } = await hosts.start()
    await expect(api.conversions.chooseFiles({ what: 'files' })).rejects.toMatchObject({
      code: 'conversions/no-dialogs',
    })
  })
})

/** Runs a batch to its end. */
async function batch(api: HostApi, request: Parameters<HostApi['conversions']['startBatch']>[0]) {
  const news: BatchNews[] = []
  const ended = new Promise<void>(resolve => {
    const stop = api.conversions.onBatch(one => {
      news.push(one)
      if (one.state !== 'finished') return
      stop()
      resolve()
    })
  })
  const { rows } = await api.conversions.startBatch(request)
  await ended
  const outcomes = Object.fromEntries(rows.map(({ source, outcome }) => [source, outcome as string]))
  for (const { rows: changed } of news) for (const { row } of changed) outcomes[row.source] = row.outcome
  return { outcomes }
}
