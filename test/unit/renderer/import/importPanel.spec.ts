// @vitest-environment jsdom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { readMorphology } from '../../../../src-engine/index.ts'
import type { HostApi } from '../../../../src-main/contract/index.ts'
import ImportPanel from '../../../../src-renderer/features/import/ImportPanel.vue'
import { lineOfPick, sectionsAtLine } from '../../../../src-renderer/features/import/lines.ts'
import { useImportStore } from '../../../../src-renderer/stores/importStore.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const bytes = new TextEncoder().encode(
  '# a cell\n1 1 0 0 0 5 -1\n2 3 10 0 0 1 1\n3 3 20 0 0 1 2\n4 3 30 9 0 1 3\n5 3 30 -9 0 1 3\n',
)

describe('import lines', () => {
  const morphology = readMorphology('cell.swc', bytes).value
  if (!morphology) throw new Error('the cell of this test cannot be read')

  it('lead to every section that has the point', () => {
    const names = (line: number) =>
      sectionsAtLine(morphology, line).map(section => morphology.sections.name[section])
    expect(names(1)).toEqual([])
    expect(names(5)).toEqual(['dend[1]'])
    expect(names(4)).toContain('dend[0]')
  })

  it('are found from a place on the cell', () => {
    const section = morphology.sections.name.indexOf('dend[0]')
    expect(lineOfPick(morphology, { section, x: 1 })).toBe(4)
    expect(lineOfPick(morphology, { section, x: 0 })).toBe(3)
  })
})

describe('import panel', () => {
  async function mount(change: Partial<HostApi['morphologies']> = {}) {
    const fake = createFakeHost()
    const host: HostApi = { ...fake.host, morphologies: { ...fake.host.morphologies, ...change } }
    const { wrapper: panel } = await mountPanel(ImportPanel, host)
    return { panel, store: useImportStore(), view: fake.view }
  }

  it('says what to do first', async () => {
    const { panel } = await mount()
    expect(panel.text()).toContain('Choose a reconstruction')
  })

  it('tries a choice at once, and imports with it', async () => {
    const preview = vi.fn<HostApi['morphologies']['preview']>(async ({ options }) => ({
      view: options?.missingParents === 'root' ? view : undefined,
      diagnostics: [
        {
          code: 'swc/missing-parent',
          severity: options?.missingParents === 'root' ? 'warning' : 'error',
          message: 'The point 4 has the parent 9, which does not exist.',
          source: 'cell.swc',
          at: { line: 2, column: 1 },
        },
      ],
      text: 'first\nsecond',
      cells: [],
      entries: [],
    }))
    const imported = vi.fn<HostApi['morphologies']['import']>(async () => ({
      summary: view.summary,
      diagnostics: [],
    }))
    const { panel, store, view } = await mount({ preview, import: imported })
    await store.open({ name: 'cell.swc', bytes })
    await flushPromises()
    expect(panel.text()).toContain('which does not exist')
    expect(panel.text()).toContain('No cell')
    expect(panel.get('button.primary').attributes('disabled')).toBeDefined()
    await panel.findAll('select')[1]?.setValue('root')
    await flushPromises()
    expect(preview).toHaveBeenLastCalledWith(expect.objectContaining({ options: { missingParents: 'root' } }))
    expect(panel.text()).toContain('What is built')
    await panel.get('button.primary').trigger('click')
    await flushPromises()
    expect(imported).toHaveBeenCalledWith({ name: 'cell.swc', bytes, options: { missingParents: 'root' } })
    await panel.findAll('select')[1]?.setValue('refuse')
    expect(preview).toHaveBeenLastCalledWith(expect.objectContaining({ options: {} }))
  })

  it('says why a file could not be looked at', async () => {
    const { panel, store } = await mount({
      preview: () => Promise.reject(Object.assign(new Error('The line was cut.'), { code: 'rpc/closed' })),
    })
    await store.open({ name: 'cell.swc', bytes })
    await flushPromises()
    expect(panel.text()).toContain('The line was cut.')
  })

  it('lists the files of an archive, the cells of a file, and what each soma rule does', async () => {
    const preview = vi.fn<HostApi['morphologies']['preview']>(async ({ name }) => ({
      view: name.endsWith('.zip') ? undefined : view,
      diagnostics: [],
      text: undefined,
      cells: name.endsWith('.nml') ? ['one', 'two'] : [],
      entries: name.endsWith('.zip') ? ['x/a.nml', 'b.swc'] : [],
    }))
    const numbers = { somaLengthUm: 10, somaAreaUm2: 314, totalLengthUm: 100, totalAreaUm2: 600 }
    const { panel, store, view } = await mount({
      preview,
      somaChoices: async () => [
        { rule: 'format', title: 'as it is', why: '', ...numbers, areaChange: 0 },
        { rule: 'sphere', title: 'a sphere', why: '', ...numbers, areaChange: 0.05 },
      ],
    })
    await store.open({ name: 'cells.zip', bytes })
    await flushPromises()
    const [entry, cell] = panel.findAll('select')
    expect(entry?.findAll('option').map(option => option.text())).toEqual(['x/a.nml', 'b.swc'])
    await cell?.setValue('two')
    await flushPromises()
    expect(preview.mock.lastCall?.[0]).toMatchObject({ name: 'x/a.nml', options: { cell: 'two' } })
    expect(panel.text()).toContain('+5.00 %')
    await panel.get('input[value="sphere"]').setValue(true)
    await flushPromises()
    expect(preview.mock.lastCall?.[0].options).toEqual({ cell: 'two', soma: 'sphere' })
    await panel.findAll('select')[0]?.setValue('b.swc')
    await flushPromises()
    expect(preview.mock.lastCall?.[0]).toMatchObject({ name: 'b.swc', options: { soma: 'sphere' } })
  })
})
