import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type BrowserContext, type FileChooser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumSwitches, findChromium } from '../../support/chromium.ts'
import { fixtureFolder } from '../../support/fixtures.ts'
import { serveWorkbench, type ServedWorkbench } from '../../support/servedWorkbench.ts'

const root = resolve(import.meta.dirname, '../../..')
const executablePath = findChromium()
const isBuilt = existsSync(join(root, 'out/renderer/index.html'))
const hasEngine = existsSync(join(root, 'out/native/hillock_engine.node'))

/** A window on a served workbench, with everything that it complained about or asked of other machines. */
interface Window {
  readonly page: Page
  readonly faults: string[]
  readonly strangers: string[]
  readonly context: BrowserContext
}

async function openWindow(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  const page = await context.newPage()
  const faults: string[] = []
  const strangers: string[] = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(error.message))
  page.on('request', request => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') strangers.push(request.url())
  })
  await page.goto(url)
  await page.getByRole('tabpanel', { name: 'Cell' }).waitFor()
  return { page, faults, strangers, context }
}

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

/** The name of the newest run, once it has ended. */
const finished = (page: Page) => page.getByText(/Run \d+ finished in/)

describe.skipIf(!executablePath || !isBuilt)('workbench in a browser', () => {
  let browser: Browser
  let served: ServedWorkbench | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...chromiumSwitches] })
  }, 60_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    await served?.close()
    served = undefined
  })

  it.skipIf(!hasEngine)(
    'opens on a sample cell, and one key makes it fire',
    async () => {
      served = await serveWorkbench({})
      const { page, faults, strangers, context } = await openWindow(browser, served.url)
      await page.getByText('c91662.swc').first().waitFor()
      await page.keyboard.press('F5')
      await finished(page).waitFor({ timeout: 60_000 })
      await page.getByText('soma[0](0.5).v').first().waitFor()
      expect(faults).toEqual([])
      expect(strangers).toEqual([])
      await context.close()
    },
    120_000,
  )

  it('reads a reconstruction from a dialog, lists its sections, and undoes the import', async () => {
    served = await serveWorkbench({})
    const { page, faults, context } = await openWindow(browser, served.url)
    await page.getByText('c91662.swc').first().waitFor()
    await openFile(page, join(fixtureFolder, 'morphology/neurom_Neuron.swc'))
    await page.getByText('neurom_Neuron.swc').first().waitFor()
    await page.getByText('85 of 85').waitFor()
    const undo = async () => {
      await page.keyboard.press('Control+z')
      await page.waitForTimeout(300)
    }
    for (let tries = 0; tries < 5 && !(await page.getByText('194 of 194').isVisible()); tries++) await undo()
    expect(await page.getByText('194 of 194').isVisible()).toBe(true)
    expect(faults).toEqual([])
    await context.close()
  }, 120_000)

  it('says what is wrong with a broken file, with its line, and keeps the project', async () => {
    served = await serveWorkbench({})
    const { page, context } = await openWindow(browser, served.url)
    await page.getByText('c91662.swc').first().waitFor()
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
    await context.close()
  }, 120_000)

  it('keeps an acknowledged edit when the host is killed, and undo reaches back before that', async () => {
    served = await serveWorkbench({})
    const first = await openWindow(browser, served.url)
    const tStop = (page: Page) =>
      page.getByRole('contentinfo').getByRole('textbox', { name: 'End of the run' })
    await tStop(first.page).fill('35')
    await tStop(first.page).press('Enter')
    await first.page.waitForTimeout(1000)
    await first.context.close()
    const { home } = served
    await served.kill()
    served = await serveWorkbench({ home })
    const second = await openWindow(browser, served.url)
    await expect.poll(() => tStop(second.page).inputValue()).toBe('35')
    await second.page.getByRole('tabpanel', { name: 'Cell' }).click({ position: { x: 5, y: 300 } })
    await second.page.keyboard.press('Control+z')
    await expect.poll(() => tStop(second.page).inputValue()).toBe('60')
    await second.context.close()
  }, 120_000)

  it('finds every command in the palette and changes the theme from there', async () => {
    served = await serveWorkbench({})
    const { page, context } = await openWindow(browser, served.url)
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const before = await background()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expect.poll(background).not.toBe(before)
    await context.close()
  }, 120_000)
})
