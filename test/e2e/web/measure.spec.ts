import { describe, expect, it } from 'vitest'
import { downloaded, missingForWindow } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

describe.skipIf(missingForWindow)('measuring in a browser', () => {
  const window = useWindow()

  it('measures the sample, colours it, selects on the dendrogram and saves a table', async () => {
    const { page } = window
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Measure the cell')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('region', { name: 'Measure', exact: true })
    await panel.getByRole('searchbox').fill('section length')
    const row = panel.locator('#feature-section-length')
    await row.getByText('µm').waitFor()
    await panel.getByRole('button', { name: 'Colour the cell by this feature' }).click()
    await expect.poll(() => page.getByRole('combobox', { name: 'Colour by' }).inputValue()).toBe('measured')
    const { name, bytes } = await downloaded(page, () =>
      panel.getByRole('button', { name: 'Save this feature row by row as CSV' }).click(),
    )
    expect(name).toBe('c91662.swc-section-length.csv')
    expect(bytes.toString('utf8').trimEnd().split('\r\n')).toHaveLength(1 + 193)
    await panel.getByRole('radio', { name: 'Dendrogram', exact: true }).click()
    const tree = panel.getByRole('img', { name: 'Dendrogram of c91662.swc' })
    await tree.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await panel.getByText(/^\w+\[\d+\]: [\d.]+ … [\d.]+ µm/).waitFor()
    await panel.getByRole('radio', { name: 'Electrotonic', exact: true }).click()
    await panel.getByText('MΩ').first().waitFor()
    expect(window.faults).toEqual([])
  }, 60_000)
})
