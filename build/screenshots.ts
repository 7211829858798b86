/** `npm run screenshots`: takes the pictures of resources/help anew from the built workbench. */
import { resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { chromiumSwitches, findChromium, howToInstallChromium } from '../test/support/chromium.ts'
import { serveWorkbench } from '../test/support/servedWorkbench.ts'
import { root, run } from './run.ts'

const executablePath = findChromium()
if (!executablePath) {
  console.error(howToInstallChromium())
  process.exit(1)
}
const built = await run('electron-vite build --logLevel warn', true)
if (built.code !== 0) process.exit(built.code)

const browser = await chromium.launch({ executablePath, args: [...chromiumSwitches] })
const served = await serveWorkbench({})

async function shot(page: Page, name: string): Promise<void> {
  await page.mouse.move(720, 2)
  await page.waitForTimeout(600)
  await page.screenshot({ path: resolve(root, 'resources/help', `${name}.png`) })
}

for (const colorScheme of ['light', 'dark'] as const) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme })
  const page = await context.newPage()
  await page.goto(served.url)
  await page.getByText('c91662.swc').first().waitFor()
  if (colorScheme === 'light') {
    await page.keyboard.press('F5')
    await page.getByText(/Run 1 finished in/).waitFor({ timeout: 60_000 })
    // The moment of the first spike, seen on the cell.
    await page.getByRole('slider', { name: 'Time in the run' }).fill('7.5')
  }
  // Which panels were in front the last time is remembered.
  await page.getByRole('tab', { name: 'Cell' }).first().click()
  await page.getByRole('tab', { name: 'Biophysics', exact: true }).click()
  await shot(page, `workbench-${colorScheme}`)
  await page.getByRole('tab', { name: 'Mechanisms', exact: true }).click()
  const mechanisms = page.getByRole('region', { name: 'Mechanisms', exact: true })
  await mechanisms.getByText('Squid giant axon').click()
  await mechanisms.getByRole('button', { name: 'Show the text' }).click()
  const editor = page.getByRole('region', { name: 'Mechanism text' })
  await editor.getByRole('img', { name: /over v \(mV\)/ }).waitFor()
  await shot(page, `editor-${colorScheme}`)
  if (colorScheme === 'dark') {
    await page.getByRole('tab', { name: 'Cell' }).first().click()
    await page.getByRole('tab', { name: 'Biophysics', exact: true }).click()
    const end = page.getByRole('contentinfo').getByRole('textbox', { name: 'End of the run' })
    await end.fill('20000')
    await end.press('Enter')
    await page.getByRole('tabpanel', { name: 'Cell' }).click({ position: { x: 5, y: 300 } })
    await page.keyboard.press('F5')
    await page
      .getByText(/of 20,?000 ms/)
      .first()
      .waitFor()
    await page.waitForTimeout(2500)
    await shot(page, 'workbench-running')
  }
  await context.close()
}
await browser.close()
await served.close()
