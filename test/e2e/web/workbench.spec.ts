import { join } from 'node:path'
import type { FileChooser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { fixtureFolder } from '../../support/fixtures.ts'
import { missingForRuns, missingForWindow, runOnce } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

/** Opens files through the dialog. The key is pressed again where the window was not listening yet. */
async function openFile(page: Page, file: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
  for (let tries = 1; ; tries++) {
    const chooser = page.waitForEvent('filechooser', { timeout: 5000 })
    await page.keyboard.press('Control+o')
    try {
      await (await chooser).setFiles(file)
      return
    } catch (error) {
      if (tries === 4) throw error
    }
  }
}

describe.skipIf(missingForWindow)('workbench in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it.skipIf(missingForRuns)(
    'opens on a sample cell, and one key makes it fire',
    async () => {
      await runOnce(page, 'Run 1')
      await page.getByText('soma[0](0.5).v').first().waitFor()
      expect(window.faults).toEqual([])
      expect(window.strangers).toEqual([])
    },
    120_000,
  )

  it('reads a reconstruction from a dialog, lists its sections, and undoes the import', async () => {
    await openFile(page, join(fixtureFolder, 'morphology/neurom_Neuron.swc'))
    await page.getByText('neurom_Neuron.swc').first().waitFor()
    await page.getByText('85 of 85').waitFor()
    const undo = async () => {
      await page.keyboard.press('Control+z')
      await page.waitForTimeout(300)
    }
    for (let tries = 0; tries < 5 && !(await page.getByText('194 of 194').isVisible()); tries++) await undo()
    expect(await page.getByText('194 of 194').isVisible()).toBe(true)
    expect(window.faults).toEqual([])
  }, 120_000)

  it('says what is wrong with a broken file, with its line, and keeps the project', async () => {
    await openFile(page, {
      name: 'broken.swc',
      mimeType: 'text/plain',
      buffer: Buffer.from('1 1 0 0 0 10 -1\n2 3 0 0 twelve 1 1\n'),
    })
    await page
      .getByText(/twelve/)
      .first()
      .waitFor()
    expect(await page.getByText('194 of 194').isVisible()).toBe(true)
  }, 120_000)

  it('keeps an acknowledged edit when the host is killed, and undo reaches back before that', async () => {
    const tStop = () => page.getByRole('contentinfo').getByRole('textbox', { name: 'End of the run' })
    await tStop().fill('35')
    await tStop().press('Enter')
    await page.waitForTimeout(1000)
    await window.crash()
    page = window.page
    await expect.poll(() => tStop().inputValue()).toBe('35')
    await page.getByRole('tabpanel', { name: 'Cell' }).click({ position: { x: 5, y: 300 } })
    await page.keyboard.press('Control+z')
    await expect.poll(() => tStop().inputValue()).toBe('60')
  }, 120_000)

  it('finds every command in the palette and changes the theme from there', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const before = await background()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expect.poll(background).not.toBe(before)
  }, 120_000)
})
