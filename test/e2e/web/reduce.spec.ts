import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { missingForWindow } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

describe.skipIf(missingForWindow)('reducing a cell in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it('shows both cells and the error, puts the model on the reduced one, and takes it back', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Reduce the cell')
    await page.keyboard.press('Enter')
    await page.getByLabel('Method').selectOption('rall')
    await page.getByText(/^Reduced cell, \d section/).waitFor()
    await page.getByText(/Recommended:|Nearest:/).waitFor()
    const strip = page.locator('.strip')
    await strip.getByText('Input resistance').waitFor()
    // A branch of the full cell's dendrogram: what corresponds to it is named.
    const box = await page.getByLabel('Dendrogram of the full cell').boundingBox()
    if (!box) throw new Error('there is no dendrogram')
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.locator('.said', { hasText: '→' }).waitFor()
    await page.getByRole('button', { name: 'Use this reduction' }).click()
    await page.getByText('The model is on “c91662.swc (rall)” now').waitFor()
    await page.getByText('194 of 194').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await page.getByText('194 of 194').waitFor()
    expect(window.faults).toEqual([])
    expect(window.strangers).toEqual([])
  }, 120_000)
})
