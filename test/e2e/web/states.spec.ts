import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { downloaded, missingForRuns, runOnce } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

const endOfRun = (page: Page) =>
  page.getByRole('contentinfo').getByRole('textbox', { name: 'End of the run' })

async function setEnd(page: Page, ms: string): Promise<void> {
  await endOfRun(page).fill(ms)
  await endOfRun(page).press('Enter')
}

describe.skipIf(missingForRuns)('states and sweeps in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it('keeps the end of a run, begins the next with it, and says where it does not fit', async () => {
    await runOnce(page, 'Run 1')
    await command(page, 'Keep the state of the newest run')
    await page.getByRole('textbox', { name: 'Name' }).fill('settled')
    await page.keyboard.press('Enter')
    await page.getByText('at 60 ms · from Run 1').waitFor()
    await page.getByRole('button', { name: 'Let runs begin with it' }).click()
    // It would begin where it ends.
    const wrong = page.getByRole('contentinfo').getByText('The model has an error')
    await wrong.waitFor()
    await setEnd(page, '90')
    await wrong.waitFor({ state: 'detached' })
    await runOnce(page, 'Run 2')
    await page.getByText('from 60 ms').first().waitFor()
    // Another way to cut the cell: the state of the one does not fit the other.
    await page.getByText('Fixed', { exact: true }).click()
    await page.getByText('The condition “settled” does not fit the model as it is now').first().waitFor()
    expect(window.faults).toEqual([])
  }, 180_000)

  it('goes back in a run that is under way, by keys alone', async () => {
    await setEnd(page, '100000')
    await page.keyboard.press('F5')
    const told = () => page.getByRole('contentinfo').getByRole('status').innerText()
    await expect.poll(told, { timeout: 30_000 }).toMatch(/^(\d{3,}|[2-9]\d) of 100000/)
    await page.keyboard.press('Control+Shift+b')
    const slider = page.getByRole('slider', { name: 'Time to go back to' })
    await slider.waitFor()
    await expect.poll(told).toContain('paused')
    await slider.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(told).toMatch(/^0 of 100000 ms.*paused/)
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(told).toMatch(/^[1-9]\d* of 100000/)
    await page.keyboard.press('Control+.')
    await page.getByText(/Run 1 was stopped/).waitFor()
    expect(window.faults).toEqual([])
  }, 180_000)

  it('varies what is picked, runs the sweep, draws it, and saves its table', async () => {
    await setEnd(page, '10')
    await command(page, 'Show the sweep')
    await page.getByRole('button', { name: 'Vary something' }).click()
    await page.keyboard.type('clamp1.amp')
    await page.keyboard.press('Enter')
    await page.getByText('5 variants', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Start the sweep' }).click()
    await page.getByText('5 of 5 variants').waitFor({ timeout: 90_000 })
    await expect.poll(() => page.locator('.marks circle').count()).toBe(5)
    await page.locator('.marks circle').nth(4).click()
    await page.getByText('1 variant chosen').waitFor()
    await page.getByRole('radio', { name: 'Traces' }).click()
    await page.locator('.outcome .curve-plot').waitFor()
    const row = page.locator('.list-section .list-row').first()
    await row.hover()
    const { name, bytes } = await downloaded(page, () =>
      row.getByRole('button', { name: 'Save the table as CSV' }).click(),
    )
    expect([name, bytes.toString().trim().split('\r\n')]).toEqual([
      'Sweep-1.csv',
      expect.objectContaining({ length: 6 }),
    ])
    await page.getByRole('button', { name: 'Take its values over into the model' }).click()
    await expect
      .poll(() => page.title().then(() => page.getByRole('contentinfo').innerText()))
      .toContain('Ready')
    expect(window.faults).toEqual([])
  }, 180_000)
})
