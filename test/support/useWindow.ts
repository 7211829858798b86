import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { launchChromium, openWindow, type OpenedWindow } from './openWindow.ts'

/** The window of the test that is running. */
export interface UsedWindow {
  readonly page: Page
  /** What the page complained about. */
  readonly faults: readonly string[]
  /** Addresses on other machines that the page asked for. */
  readonly strangers: readonly string[]
  /** Ends the host at once, as a crash would, and opens a window on what it left. */
  crash(): Promise<void>
}

/**
 * Gives each test of a group a workbench and a window of its own, in one Chromium for all. `prepare` goes before each
 * test, with the window open.
 */
export function useWindow(prepare: (page: Page) => void | Promise<void> = () => undefined): UsedWindow {
  let browser: Browser
  let opened: OpenedWindow
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(() => browser.close())
  beforeEach(async () => {
    opened = await openWindow(browser)
    await prepare(opened.page)
  }, 120_000)
  afterEach(() => opened.close())
  return {
    get page() {
      return opened.page
    },
    get faults() {
      return opened.faults
    },
    get strangers() {
      return opened.strangers
    },
    crash: async () => {
      await opened.kill()
      opened = await openWindow(browser, opened.home)
    },
  }
}
