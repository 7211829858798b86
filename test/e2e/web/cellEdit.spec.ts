import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { missingForWindow } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

describe.skipIf(missingForWindow)('editing a cell in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  async function command(name: string): Promise<void> {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(name)
    await page.getByRole('option', { name }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const cell = (column: string, sample: number) =>
    page.getByRole('textbox', { name: `${column} of sample ${sample}`, exact: true })

  it('drags a point, types another, says why an edit is impossible, and undoes', async () => {
    await page.getByRole('grid', { name: 'Sections' }).getByText('dend[4]', { exact: true }).first().click()
    await command('Edit the cell by hand')
    await command('Show Edit')
    await page.getByRole('button', { name: 'Show the selected sections' }).click()
    const dot = page.getByRole('button', { name: 'dend[4], sample 3', exact: true })
    const x = Number(await cell('x (µm)', 3).inputValue())
    const box = await dot.boundingBox()
    if (!box) throw new Error('no handle')
    const [left, top] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(left, top)
    await page.mouse.down()
    await page.mouse.move(left + 40, top, { steps: 4 })
    await page.mouse.up()
    await expect.poll(async () => Number(await cell('x (µm)', 3).inputValue())).toBeGreaterThan(x + 1)

    await cell('Ø (µm)', 5).fill('-1')
    await cell('Ø (µm)', 5).press('Enter')
    await page.getByText(/^Sample 5: /).waitFor()
    await cell('Ø (µm)', 5).fill('2.5')
    await cell('Ø (µm)', 5).press('Enter')

    // dend[4] ends in a fork.
    await dot.focus()
    await page.keyboard.press('m')
    await page.getByText('sections follow at the end of “dend[4]”').waitFor()

    await page.getByRole('radio', { name: 'Steps' }).click()
    const steps = page.getByRole('list').filter({ hasText: 'as it was read' }).getByRole('listitem')
    const count = await steps.count()
    expect(count).toBe(3)
    await page.keyboard.press('Control+z')
    await expect.poll(() => steps.count()).toBe(count - 1)
    expect(window.faults).toEqual([])
  }, 60_000)
})
