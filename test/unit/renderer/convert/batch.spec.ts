// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { BatchNews, HostApi } from '../../../../src-main/contract/index.ts'
import BatchPanel from '../../../../src-renderer/features/convert/BatchPanel.vue'
import { useBatchStore } from '../../../../src-renderer/features/convert/batchStore.ts'
import { targetNames } from '../../../../src-renderer/features/convert/targetNames.ts'
import { csvFile, zipFiles } from '../../../../src-renderer/features/convert/zipFiles.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

describe('names of converted files', () => {
  it('stay in their folders, and are told apart', () => {
    const sources = ['x/a.swc', 'x/A.asc', 'b.swc', 'x/a.swc.gz', 'c.swc']
    const outputs = ['a.hoc', 'A.hoc', 'b.hoc', 'a.hoc', undefined]
    expect(targetNames(sources, outputs)).toEqual([
      'x/a_swc.hoc',
      'x/A_asc.hoc',
      'b.hoc',
      'x/a_swc_2.hoc',
      undefined,
    ])
  })
})

describe('archives of converted files', () => {
  it('are read by another reader, whatever the size', async () => {
    const large = Uint8Array.from({ length: 1_300_000 }, (_, i) => (i * 7) % 251)
    const csv = csvFile('summary.csv', [['a', 'b, "c"']])
    const empty = { name: 'none.swc', bytes: new Uint8Array(0) }
    const blob = await zipFiles([{ name: 'x/large.h5', bytes: large }, csv, empty])
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
    expect(files['x/large.h5']).toEqual(large)
    expect(strFromU8(files['summary.csv'] ?? large)).toBe('a,"b, ""c"""\r\n')
    expect(files['none.swc']).toHaveLength(0)
  })
})

describe('panel of many files', () => {
  let close = (): void => undefined
  afterEach(() => close())
  const file = (name: string) => ({ name, file: { arrayBuffer: async () => new ArrayBuffer(4) } })
  async function mount(change: Partial<HostApi['conversions']> = {}, shell: 'web' | 'electron' = 'web') {
    const fake = createFakeHost({ shell })
    const mounted = await mountPanel(BatchPanel, {
      ...fake.host,
      conversions: { ...fake.host.conversions, ...change },
    })
    close = mounted.close
    await flushPromises()
    return { panel: mounted.wrapper, store: useBatchStore() }
  }

  it('says what to do first', async () => {
    const { panel } = await mount()
    expect(panel.text()).toContain('No files chosen')
  })

  it('converts file after file, says why some fail, and tries those again', async () => {
    const fake = createFakeHost().host.conversions
    const convertFile = vi.fn<HostApi['conversions']['convertFile']>(fake.convertFile)
    const { panel, store } = await mount({ convertFile })
    store.take([file('a.swc'), file('bad.swc'), file('below/c.swc')])
    await flushPromises()
    expect(panel.text()).toContain('Convert 3 files')
    await store.start()
    await flushPromises()
    expect(store.counts).toMatchObject({ converted: 2, failed: 1, left: 0 })
    expect(panel.text()).toContain('"bad.swc" holds no points.')
    expect(store.rows.map(({ target }) => target)).toEqual(['a.hoc', undefined, 'below/c.hoc'])
    await store.retry()
    expect(convertFile).toHaveBeenCalledTimes(4)
    expect(panel.text()).toContain('Download ZIP')
  })

  it('stops between two files and goes on from there', async () => {
    const fake = createFakeHost().host.conversions
    const { panel, store } = await mount({
      convertFile: async request => {
        if (request.file.name === 'a.swc') void store.stop()
        return fake.convertFile(request)
      },
    })
    store.take([file('a.swc'), file('b.swc')])
    await store.start()
    await flushPromises()
    expect(store.counts).toMatchObject({ converted: 1, left: 1 })
    expect(panel.text()).toContain('Go on')
    await store.start()
    expect(store.counts).toMatchObject({ converted: 2, left: 0 })
  })

  it('follows a batch of the host in Electron', async () => {
    let tell: (news: BatchNews) => void = () => undefined
    const waiting = {
      source: 'a.swc',
      outcome: 'waiting',
      target: 'a.hoc',
      figures: undefined,
      diagnostics: [],
    } as const
    const { panel, store } = await mount(
      {
        chooseFiles: async () => ({ paths: ['/cells'], count: 1, passedOver: 2 }),
        chooseOutput: async () => '/made',
        startBatch: async () => ({ job: 'job-1', rows: [waiting] }),
        onBatch: listener => {
          tell = listener
          return () => undefined
        },
      },
      'electron',
    )
    await panel
      .findAll('button')
      .find(button => button.text().startsWith('Choose a folder'))
      ?.trigger('click')
    await flushPromises()
    expect(panel.text()).toContain('2 other files were passed over.')
    await store.chooseOutput()
    await flushPromises()
    expect(panel.text()).toContain('into made')
    await store.start()
    expect(store.running).toBe(true)
    const row = { ...waiting, outcome: 'unchanged' } as const
    tell({ job: 'job-1', state: 'finished', done: 1, secondsLeft: undefined, rows: [{ index: 0, row }] })
    await flushPromises()
    expect(store.running).toBe(false)
    expect(panel.text()).toContain('1 unchanged')
  })
})
