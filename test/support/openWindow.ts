import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Download, type Page } from 'playwright-core'
import { readFile } from 'node:fs/promises'
import { chromiumSwitches, findChromium } from './chromium.ts'
import { serveWorkbench, type ServedWorkbench } from './servedWorkbench.ts'

const root = resolve(import.meta.dirname, '../..')

/** Why a test in a browser cannot be done here; undefined where it can. */
export const missingForWindow: string | undefined = !findChromium()
  ? 'no Chromium'
  : !existsSync(join(root, 'out/renderer/index.html')) || !existsSync(join(root, 'out/main/cli.js'))
    ? 'not built'
    : undefined

/** Why one that runs models cannot. */
export const missingForRuns: string | undefined =
  missingForWindow ?? (existsSync(join(root, 'out/native/hillock_engine.node')) ? undefined : 'no engine')

/** A window on a served workbench of its own, with a sample cell in it. */
export interface OpenedWindow {
  readonly page: Page
  /** What the page complained about. */
  readonly faults: readonly string[]
  /** Addresses on other machines that the page asked for. */
  readonly strangers: readonly string[]
  /** Where the host keeps its projects. */
  readonly home: string
  close(): Promise<void>
  /** Ends the host at once, as a crash would; its home stays. */
  kill(): Promise<void>
}

/** Starts the Chromium that tests share. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? '', args: [...chromiumSwitches] })
}

/** Serves a workbench, opens it, and waits until its cell is there. `home` continues an earlier one. */
export async function openWindow(browser: Browser, home?: string): Promise<OpenedWindow> {
  const served: ServedWorkbench = await serveWorkbench(home === undefined ? {} : { home })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(error.message))
  const strangers: string[] = []
  page.on('request', request => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') strangers.push(request.url())
  })
  await page.goto(served.url)
  await page.getByText('c91662.swc').first().waitFor()
  return {
    page,
    faults,
    strangers,
    home: served.home,
    close: async () => {
      await context.close()
      await served.close()
    },
    kill: async () => {
      await context.close()
      await served.kill()
    },
  }
}

/** Runs the model and waits for the end. */
export async function runOnce(page: Page, label: string): Promise<void> {
  await page.keyboard.press('F5')
  await page.getByText(`${label} finished in`).waitFor({ timeout: 60_000 })
}

/** Does something that downloads a file, and returns it. */
export async function downloaded(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent('download')
  await act()
  const download = await waiting
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}
