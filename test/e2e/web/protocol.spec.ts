import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { missingForRuns, runOnce } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

const openPanel = async (page: Page) => {
  await page.getByRole('tab', { name: 'Protocol', exact: true }).click()
  return page.locator('section.protocol')
}

/** Adds what the menu finds first, with the keyboard alone. */
async function add(page: Page, text: string, id: string) {
  await page.getByRole('button', { name: 'Add …' }).press('Enter')
  await page.getByRole('combobox', { name: /^Search/ }).fill(text)
  await page.keyboard.press('Enter')
  const card = page.getByRole('article', { name: id, exact: true })
  await card.waitFor()
  return card
}

/** An artificial cell with a function that is left open. */
const tabled = `NEURON {
  ARTIFICIAL_CELL TabledRate
}
INITIAL {
  net_send(rate(t), 1)
}
FUNCTION_TABLE rate(x (ms)) (ms)
NET_RECEIVE (w) {
  net_event(t)
}
`

describe.skipIf(missingForRuns)('the protocol in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it('runs a synapse that a source drives, a circuit and an electrode, all added from the keyboard', async () => {
    const protocol = await openPanel(page)
    await add(page, 'exp2syn', 'exp2syn1')
    const stim = await add(page, 'netstim', 'netstim1')
    // The keyboard is where one goes on typing.
    await expect.poll(() => stim.evaluate(card => card.contains(document.activeElement))).toBe(true)
    const connection = await add(page, 'netcon', 'connection1')
    await connection.getByRole('textbox', { name: 'weight' }).fill('20 nS')
    await page.keyboard.press('Enter')
    await expect.poll(() => connection.getByRole('textbox', { name: 'weight' }).inputValue()).toBe('0.02')
    await add(page, 'event recorder', 'events1')
    await add(page, 'electrode records', 'electrode1')
    const circuit = await add(page, 'pipette', 'circuit1')
    await circuit.getByRole('img', { name: 'Schematic of circuit1' }).waitFor()
    await runOnce(page, 'Run 1')
    await page.getByRole('tab', { name: 'Traces', exact: true }).click()
    await page.getByText('electrode1', { exact: true }).last().waitFor()
    expect(await protocol.getByRole('alert').count()).toBe(0)
    expect(window.faults).toEqual([])
  }, 120_000)

  it('takes a course that is pasted from a table, and undoes it', async () => {
    await openPanel(page)
    const course = await add(page, 'course', 'course1')
    await course.getByRole('textbox', { name: /^t, row 1/ }).focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 't (s)\tI (pA)\n0\t0\n0.01\t500\n0.05\t500\n0.05\t0\n')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    const cell = (name: RegExp) => course.getByRole('textbox', { name }).inputValue()
    await expect.poll(() => cell(/^t, row 2/)).toBe('10')
    expect(await cell(/^value, row 2/)).toBe('0.5')
    await runOnce(page, 'Run 1')
    await page.getByRole('tab', { name: 'History', exact: true }).click()
    await page.getByText('Change values of course1').first().waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => cell(/^t, row 2/)).not.toBe('10')
    expect(window.faults).toEqual([])
  }, 120_000)

  it('puts an electrode where one clicks, beside the cell too, and marks a wrong number in place', async () => {
    await openPanel(page)
    const electrode = await add(page, 'electrode records', 'electrode1')
    const x = electrode.getByRole('textbox', { name: 'x of the electrode' })
    const before = await x.inputValue()
    await electrode.getByRole('button', { name: 'Choose the position in the picture' }).click()
    const canvas = page.locator('.morphology-3d canvas')
    const box = await canvas.boundingBox()
    if (!box) throw new Error('There is no picture of the cell.')
    await page.mouse.click(box.x + box.width * 0.2, box.y + box.height * 0.4)
    await expect.poll(() => x.inputValue()).not.toBe(before)
    await page.getByRole('button', { name: 'Electrode electrode1' }).waitFor()
    await electrode.getByRole('textbox', { name: 'conductivity' }).fill('-1')
    await page.keyboard.press('Enter')
    await electrode.getByRole('alert').waitFor()
    expect(window.faults).toEqual([])
  }, 120_000)

  it('shows a problem on the card that it is about, and the card from the problem', async () => {
    await page.getByRole('tab', { name: 'Mechanisms', exact: true }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add .mod files' }).click()
    await (await chooser).setFiles({ name: 'rate.mod', mimeType: 'text/plain', buffer: Buffer.from(tabled) })
    await page.getByRole('heading', { name: 'TabledRate' }).waitFor()
    await openPanel(page)
    const cell = await add(page, 'tabledrate', 'tabledrate1')
    await cell.getByText('"rate"').waitFor()
    await page.getByRole('tab', { name: 'Biophysics', exact: true }).click()
    await page.getByRole('tab', { name: 'Problems', exact: true }).click()
    await page.locator('.problems-panel').getByText('"rate"').click()
    await cell.getByText('"rate"').waitFor({ state: 'visible' })
    await cell.getByRole('button', { name: 'Give its function values' }).click()
    await page.getByRole('article', { name: 'table1', exact: true }).waitFor()
    await expect.poll(() => cell.getByText('"rate"').count()).toBe(0)
    expect(window.faults).toEqual([])
  }, 120_000)

  it('shows impedances over frequency, and again after an edit', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('impedances of the cell')
    await page.keyboard.press('Enter')
    const impedance = page.locator('section.impedance')
    const rows = impedance.locator('tbody tr')
    await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(4)
    const resistance = () => rows.first().locator('td').first().innerText()
    const before = Number(await resistance())
    expect(before).toBeGreaterThan(1)
    const biophysics = page.locator('section.inspector')
    await page.getByRole('tab', { name: 'Biophysics', exact: true }).click()
    await biophysics.getByRole('textbox', { name: 'gl', exact: true }).fill('0.003')
    await page.keyboard.press('Enter')
    await expect.poll(async () => Number(await resistance()), { timeout: 30_000 }).toBeLessThan(before)
    expect(window.faults).toEqual([])
  }, 120_000)
})
