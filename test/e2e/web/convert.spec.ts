import { unzipSync } from 'fflate'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { fixtureFolder } from '../../support/fixtures.ts'
import { downloaded, missingForWindow } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(title)
  await page.getByRole('option', { name: title }).first().click()
}

describe.skipIf(missingForWindow)('conversion in a browser', () => {
  const window = useWindow()

  it('shows what comes of the cell, saves it, and converts many files into one archive', async () => {
    const { page } = window
    await page.getByRole('button', { name: 'Convert c91662.swc…' }).click()
    await page.getByText('after the rules of ntscable').waitFor()
    const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Save…' }).click())
    expect(name).toBe('c91662.hoc')
    expect(bytes.toString('utf8')).toContain('99 branches')
    await command(page, 'Convert many files…')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files…' }).click()
    const files = ['morphio_simple.asc', 'morphio_simple.swc', 'PROVENANCE.md']
    await (await chooser).setFiles(files.map(file => join(fixtureFolder, 'morphology', file)))
    await page.getByRole('button', { name: 'Convert 3 files' }).click()
    await page.getByText('2 converted, 0 unchanged, 1 failed').waitFor()
    const archive = await downloaded(page, () => page.getByRole('button', { name: 'Download ZIP' }).click())
    expect(Object.keys(unzipSync(archive.bytes)).sort()).toEqual([
      'morphio_simple_asc.hoc',
      'morphio_simple_swc.hoc',
      'summary.csv',
    ])
    expect(window.faults).toEqual([])
  }, 60_000)
})
