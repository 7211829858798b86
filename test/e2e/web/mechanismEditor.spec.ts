import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { missingForRuns } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

const leak = (name: string, g: number) => `NEURON {
  SUFFIX ${name}
  NONSPECIFIC_CURRENT i
  RANGE g
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  g = ${g} (S/cm2)  : leak conductance
}
ASSIGNED { v (mV) i (mA/cm2) }
BREAKPOINT { i = g*v }
`

describe.skipIf(missingForRuns)('mechanism editor in a browser', () => {
  let page: Page
  let editor: Locator
  let mechanisms: Locator
  const window = useWindow(async opened => {
    page = opened
    editor = page.getByRole('region', { name: 'Mechanism text' })
    mechanisms = page.getByRole('region', { name: 'Mechanisms', exact: true })
    await page.getByRole('tab', { name: 'Mechanisms', exact: true }).click()
  })

  /** Finds a text in the editor and puts the cursor at the end of its line. */
  async function goTo(text: string): Promise<void> {
    await editor.getByRole('textbox', { name: /^Text of/ }).focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('End')
  }

  it('shows the library’s text with its curves, and copies it into the project', async () => {
    await mechanisms.getByText('Squid giant axon').click()
    await mechanisms.getByRole('img', { name: /over v \(mV\)/ }).waitFor()
    await mechanisms.getByRole('button', { name: 'Show the text' }).click()
    await editor.getByText('comes with the program, read only').waitFor()
    await editor.getByRole('img', { name: /over v \(mV\)/ }).waitFor()
    await editor.getByRole('textbox', { name: /^Text of/ }).click()
    await page.keyboard.type('x')
    await editor.getByRole('button', { name: 'Copy into the project to edit' }).click()
    await editor.getByText('hh2 compiled in').waitFor()
    await page.keyboard.press('Control+s')
    await expect.poll(() => page.getByRole('heading', { name: 'Not saved' }).count()).toBe(0)
    await mechanisms.getByRole('button', { name: 'Back to the list' }).click()
    await mechanisms.getByText('hh2', { exact: true }).waitFor()
    expect(window.faults).toEqual([])
  }, 120_000)

  it('marks an error while one types, mends it at a click, saves, undoes, and goes to a definition', async () => {
    await mechanisms.getByRole('button', { name: 'New mechanism' }).click()
    await editor.getByText('channel compiled in').waitFor()
    await editor.getByRole('img', { name: /over v \(mV\)/ }).waitFor()
    await goTo('ik = gbar')
    await page.keyboard.type('*gbr')
    const typed = performance.now()
    await editor.getByText('"gbr" is not declared (did you mean "gbar"?).').waitFor()
    // Typing rests for 80 ms before the text is compiled; the rest is a machine that may be busy.
    expect(performance.now() - typed).toBeLessThan(1000)
    await editor.locator('.cm-lintRange-error').waitFor()
    await editor.getByRole('button', { name: 'Write "gbar"' }).click()
    await editor.getByText('channel compiled in').waitFor()
    expect(await editor.locator('.cm-lintRange-error').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await editor.getByText('1 error').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await editor.getByText('channel compiled in').waitFor()
    await goTo('ik = gbar')
    await page.keyboard.press('Home')
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('F12')
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('gbar')
    await editor.getByText('gbar = 0.001').waitFor()
    await editor.getByRole('button', { name: 'Save into the project' }).click()
    await mechanisms.getByText('channel', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Add mechanism channel').first().waitFor()
    expect(window.faults).toEqual([])
  }, 120_000)

  it('completes names and explains them under the pointer', async () => {
    await mechanisms.getByRole('button', { name: 'New mechanism' }).click()
    await editor.getByText('channel compiled in').waitFor()
    await goTo('ik = gbar')
    await page.keyboard.press('Enter')
    await page.keyboard.type('vh')
    const list = page.getByRole('listbox', { name: 'Completions' })
    await list.getByText('mV · parameter').waitFor()
    await page.keyboard.press('Enter')
    await editor.getByText('vhalf').last().waitFor()
    await editor.locator('.nmodl-state').first().hover()
    await page.locator('.nmodl-hover').getByText('state').waitFor()
    expect(window.faults).toEqual([])
  }, 120_000)

  it('has what was written there again after the host was killed', async () => {
    await mechanisms.getByRole('button', { name: 'New mechanism' }).click()
    await editor.getByText('channel compiled in').waitFor()
    await goTo('ik = gbar')
    await page.keyboard.type(' : my own words')
    await page.waitForTimeout(1200)
    await window.crash()
    await window.page.getByRole('tab', { name: 'Mechanisms', exact: true }).click()
    await window.page.getByRole('heading', { name: 'Not saved' }).waitFor()
    await window.page.getByRole('button', { name: 'channel.mod', exact: true }).click()
    await window.page.getByText(': my own words').waitFor()
  }, 120_000)

  it('watches a folder: what is saved there is in the window', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hillock-channels-'))
    try {
      writeFileSync(join(folder, 'leak.mod'), leak('leak', 0.001))
      await mechanisms.getByRole('button', { name: /Watch a folder/ }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox').fill(join(folder, 'nowhere'))
      await dialog.getByRole('button', { name: 'Watch' }).click()
      await dialog.getByRole('alert').waitFor()
      await dialog.getByRole('textbox').fill(folder)
      await dialog.getByRole('button', { name: 'Watch' }).click()
      const section = page.getByRole('region', { name: 'Watched folder' })
      await section.getByText('All of them compile.').waitFor()
      await mechanisms.getByText('leak', { exact: true }).click()
      await mechanisms.getByText('0.001 S/cm²').waitFor()
      writeFileSync(join(folder, 'new'), leak('leak', 0.25))
      renameSync(join(folder, 'new'), join(folder, 'leak.mod'))
      await mechanisms.getByText('0.25 S/cm²').waitFor()
      await mechanisms.getByRole('button', { name: 'Back to the list' }).click()
      writeFileSync(join(folder, 'leak.mod'), leak('leak', 0.25).replace('i = g*v', 'i = gg*v'))
      await section.getByText(/"gg" is not declared/).waitFor()
      await section.getByRole('button', { name: /leak\.mod/ }).click()
      await editor.getByRole('button', { name: 'Write "g"' }).click()
      await editor.getByText('leak compiled in').waitFor()
      await editor.getByRole('button', { name: 'Save into the project and the folder' }).click()
      await section.getByText('All of them compile.').waitFor()
      expect(window.faults).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 120_000)
})
