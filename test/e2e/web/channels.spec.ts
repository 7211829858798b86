import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { fixtureFolder } from '../../support/fixtures.ts'
import { missingForRuns, runOnce } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

const panel = async (page: Page, name: string) => {
  await page.getByRole('tab', { name, exact: true }).click()
  return page.getByRole('region', { name, exact: true })
}

/** Adds a .mod file as the user does, from the disk. */
async function addFile(page: Page, file: Parameters<import('playwright-core').FileChooser['setFiles']>[0]) {
  const mechanisms = await panel(page, 'Mechanisms')
  const chooser = page.waitForEvent('filechooser')
  await mechanisms.getByRole('button', { name: 'Add .mod files' }).click()
  await (await chooser).setFiles(file)
  return mechanisms
}

describe.skipIf(missingForRuns)('channels, stimuli and runs in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it('takes a .mod file, inserts it, converts a typed unit, and runs', async () => {
    const mechanisms = await addFile(page, join(fixtureFolder, 'mod/branches.mod'))
    await mechanisms.getByRole('heading', { name: 'branches' }).waitFor()
    const biophysics = await panel(page, 'Biophysics')
    await biophysics.getByRole('radio', { name: 'soma', exact: true }).click()
    await biophysics.getByRole('button', { name: 'Insert a mechanism' }).click()
    await page.getByRole('combobox', { name: 'Mechanism to insert in soma' }).fill('branches')
    await page.keyboard.press('Enter')
    const conductance = biophysics.getByRole('textbox', { name: 'gbar', exact: true })
    await expect.poll(() => conductance.inputValue()).toBe('0.0004')
    await conductance.fill('0.3 mS/cm2')
    await conductance.press('Enter')
    await expect.poll(() => conductance.inputValue()).toBe('0.0003')
    await conductance.fill('3 mV')
    await conductance.press('Enter')
    await biophysics.getByText('not a unit of the same kind').waitFor()
    await conductance.press('Escape')
    await expect.poll(() => conductance.inputValue()).toBe('0.0003')
    await runOnce(page, 'Run 1')
    expect(window.faults).toEqual([])
  }, 120_000)

  it('opens a .mod file with errors in the editor, and leaves the project as it was', async () => {
    const broken = 'NEURON {\n  SUFFIX qzleak\n  NONSPECIFIC_CURRENT i\n}\nBREAKPOINT {\n  i = 3 *\n}\n'
    const mechanisms = await addFile(page, {
      name: 'qzleak.mod',
      mimeType: 'text/plain',
      buffer: Buffer.from(broken),
    })
    await page.getByText('qzleak.mod cannot be compiled yet').waitFor()
    const text = page.getByRole('region', { name: 'Mechanism text' })
    await text
      .getByText(/line [67], column \d+/)
      .first()
      .waitFor()
    await mechanisms.getByRole('searchbox').fill('qzleak')
    await mechanisms.getByText('Nothing matches').waitFor()
    const history = await panel(page, 'History')
    expect(await history.getByText(/qzleak/).count()).toBe(0)
    await runOnce(page, 'Run 1')
  }, 120_000)

  it('places a stimulus and a probe where one clicks on the cell', async () => {
    const marker = page.getByRole('button', { name: 'IClamp at soma[0](0.5)' })
    const bounds = await marker.boundingBox()
    if (!bounds) throw new Error('The stimulus has no marker on the cell.')
    const soma = { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
    const protocol = await panel(page, 'Protocol')
    for (const id of ['clamp1', 'probe1', 'spikes1'])
      await protocol.getByRole('button', { name: `Remove ${id}` }).click()
    await marker.waitFor({ state: 'detached' })
    const tools = page.getByRole('group', { name: 'Tools' })
    await tools.getByRole('button', { name: 'Place a current clamp' }).click()
    await page.mouse.click(soma.x, soma.y)
    await page.getByRole('button', { name: /^IClamp at / }).waitFor()
    await tools.getByRole('button', { name: 'Place a probe' }).click()
    // Beside the marker that now stands there.
    await page.mouse.click(soma.x, soma.y + 14)
    await expect.poll(() => page.getByRole('button', { name: /^Probe of v at / }).count()).toBe(2)
    expect(window.faults).toEqual([])
  }, 120_000)

  it('pauses, continues and stops a long run within a second, and says how far it is', async () => {
    const bar = page.getByRole('contentinfo')
    const end = bar.getByRole('textbox', { name: 'End of the run' })
    await end.fill('1e6')
    await end.press('Enter')
    await page.keyboard.press('F5')
    await bar.getByRole('progressbar').waitFor()
    await expect.poll(() => bar.getByRole('status').innerText(), { timeout: 20_000 }).toMatch(/ left$/)
    const within = async (act: () => Promise<void>, seen: () => Promise<void>) => {
      await act()
      const from = performance.now()
      await seen()
      return performance.now() - from
    }
    const press = (name: string) => () => bar.getByRole('button', { name, exact: true }).click()
    const shows = (name: string) => () => bar.getByRole('button', { name, exact: true }).waitFor()
    expect(await within(press('Pause'), shows('Continue'))).toBeLessThan(1000)
    const time = () => bar.getByRole('status').innerText()
    await expect.poll(time).toMatch(/paused$/)
    // The stretch that was under way still ends, and says how far it came; then the time stands.
    await page.waitForTimeout(1000)
    const paused = await time()
    await page.waitForTimeout(400)
    expect(await time()).toBe(paused)
    expect(await within(press('Continue'), shows('Pause'))).toBeLessThan(1000)
    expect(await within(press('Stop'), shows('Run'))).toBeLessThan(1000)
    await bar.getByText(/Run 1 was stopped after/).waitFor()
    expect(window.faults).toEqual([])
  }, 120_000)
})
