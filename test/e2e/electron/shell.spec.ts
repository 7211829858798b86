import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findChromium, howToInstallChromium } from '../../support/chromium.ts'

const root = resolve(import.meta.dirname, '../../..')
const executable = findChromium()
const isBuilt =
  existsSync(join(root, 'out/main/shell.js')) && existsSync(join(root, 'out/renderer/index.html'))
const why = executable
  ? isBuilt
    ? ''
    : 'the program is not built; run "npm run build" first.'
  : howToInstallChromium()

/** What the shell asked of Electron, as the harness kept it. */
interface Facts {
  readonly schemes: readonly unknown[]
  readonly windows: readonly { readonly webPreferences: Readonly<Record<string, unknown>> }[]
  readonly errors: readonly string[]
  readonly menus: number
}

describe.skipIf(why !== '')(`shell, built, in Chromium${why === '' ? '' : ` (skipped: ${why})`}`, () => {
  let home: string
  let shell: ChildProcess
  let browser: Browser
  let page: Page
  let complaints = ''

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'hillock-shell-'))
    const port = await freePort()
    shell = fork(
      join(import.meta.dirname, '../harness/runShell.ts'),
      [root, executable ?? '', String(port)],
      {
        env: { ...process.env, HILLOCK_HOME: home },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    )
    shell.stderr?.on('data', (part: Buffer) => (complaints += part.toString()))
    await ask('started', undefined, false)
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    page = await vi.waitFor(() => {
      const open = browser.contexts().flatMap(context => context.pages())
      const own = open.find(one => one.url().startsWith('http://127.0.0.1'))
      if (!own) throw new Error(`the shell opened no window: ${complaints}`)
      return own
    }, 20_000)
  }, 60_000)
  afterAll(async () => {
    await browser?.close().catch(() => undefined)
    shell?.kill()
    rmSync(home, { recursive: true, force: true })
  })

  /** Asks the harness something and gives its answer. */
  function ask(what: string, value?: string, send = true): Promise<unknown> {
    return new Promise((answered, failed) => {
      const listen = (message: { ask: string; value: unknown }): void => {
        if (message.ask !== what) return
        shell.off('message', listen)
        shell.off('exit', end)
        answered(message.value)
      }
      const end = (code: number): void => failed(new Error(`the shell ended with ${code}: ${complaints}`))
      shell.on('message', listen)
      shell.once('exit', end)
      if (send) shell.send({ ask: what, value })
    })
  }
  const facts = () => ask('facts') as Promise<Facts>

  it('opens the workbench on a sample project, without a complaint', async () => {
    await page.getByText('Untitled').first().waitFor({ timeout: 20_000 })
    expect((await facts()).errors).toEqual([])
    expect(complaints).toBe('')
    expect(readdirSync(join(home, 'projects'))).toContain('Untitled.hillock')
  })

  it('is isolated by its headers, and loads nothing from elsewhere', async () => {
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true)
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(loaded.every(name => name.startsWith(page.url()))).toBe(true)
  })

  it('gives the page nothing of Node or Electron', async () => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'electron'].filter(name => name in window),
    )
    expect(found).toEqual([])
  })

  it('locks its window in', async () => {
    const [window] = (await facts()).windows
    expect(window?.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(existsSync(String(window?.webPreferences['preload']))).toBe(true)
  })

  it('announces its scheme as a secure one', async () => {
    const { schemes } = await facts()
    expect(schemes).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }])
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
    'app://other/',
    'app://hillock.evil/',
    'data:text/html,x',
  ])('neither goes to nor opens %s', async url => {
    expect(await ask('address', url)).toMatchObject({ open: { action: 'deny' }, stays: true })
  })

  it('opens its own plot windows, locked in the same way', async () => {
    expect(await ask('address', 'app://hillock/popout.html')).toMatchObject({
      open: {
        action: 'allow',
        overrideBrowserWindowOptions: {
          webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false },
        },
      },
    })
  })

  it.each(['camera', 'geolocation', 'notifications', 'clipboard-read', 'hid', 'openExternal'])(
    'refuses the permission %s',
    async permission => {
      expect(await ask('permission', permission)).toBe(false)
    },
  )

  it('hands a port over again when the page is loaded again', async () => {
    await page.reload()
    await page.getByText('Untitled').first().waitFor({ timeout: 20_000 })
  })

  it('closes the project when it quits', async () => {
    const ended = new Promise(answered => shell.once('exit', answered))
    shell.send({ ask: 'quit' })
    expect(await ended).toBe(0)
    expect(readdirSync(join(home, 'projects'))).toEqual(['Untitled.hillock'])
    expect(complaints).toBe('')
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise(closed => server.close(closed))
  return port
}
