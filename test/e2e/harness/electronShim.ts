/**
 * As much of Electron's main process as the shell uses, over a Chromium that Playwright drives. What it cannot show:
 * real windows, menus and dialogs, the sandbox, context isolation, and paths inside an archive. What it does show:
 * that the built main bundle starts, serves its pages, hands over its port, answers, and closes; and it keeps what
 * the shell asked of Electron, for tests to look at.
 */
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { connectPagePort } from './pageBridge.ts'

/** What the shell asked of Electron. */
export const asked = {
  schemes: [] as unknown[],
  windows: [] as Record<string, unknown>[],
  errors: [] as string[],
  menus: 0,
  permissions: undefined as ((permission: string) => boolean) | undefined,
}

/** Set by the harness before the shell is loaded. */
export const stage: { browser?: Browser; preload?: string; chosen: (string | undefined)[] } = { chosen: [] }

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()

/** Serves a scheme's handler over HTTP, with the headers that it sets, because Chromium knows no `app:` here. */
async function serveOverHttp(scheme: string): Promise<string> {
  const server = createServer((request, response) => {
    const handler = handlers.get(scheme)
    if (!handler) return void response.writeHead(500).end()
    void Promise.resolve(handler(new Request(`${scheme}://hillock${request.url ?? '/'}`))).then(
      async answer => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        response.end(Buffer.from(await answer.arrayBuffer()))
      },
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

class App extends EventEmitter {
  readonly isPackaged = false
  requestSingleInstanceLock = (): boolean => true
  whenReady = async (): Promise<void> => undefined
  exit = (code: number): never => process.exit(code)
  quit(): void {
    let prevented = false
    this.emit('will-quit', { preventDefault: () => (prevented = true) })
    if (prevented) return
    void stage.browser?.close().finally(() => process.exit(0))
  }
}
export const app = new App()

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void asked.schemes.push(...schemes),
  handle: (scheme: string, handler: Handler) => void handlers.set(scheme, handler),
}

class WebContents extends EventEmitter {
  page: Page | undefined
  openHandler: ((details: { url: string }) => unknown) | undefined
  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openHandler = handler
  }
  postMessage(channel: string, _message: unknown, ports: readonly MainPort[]): void {
    const [port] = ports
    if (this.page && port) connectPagePort(this.page, channel, port)
  }
}

const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  static getAllWindows = (): readonly BrowserWindow[] => windows
  static getFocusedWindow = (): BrowserWindow | null => windows[0] ?? null
  constructor(options: Record<string, unknown>) {
    super()
    asked.windows.push(options)
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    if (!stage.browser) throw new Error('the harness has no browser')
    const [context] = stage.browser.contexts()
    const page = await (context ?? (await stage.browser.newContext())).newPage()
    this.webContents.page = page
    const { preparePage } = await import('./pageBridge.ts')
    await preparePage(page, stage.preload ?? '')
    page.on('load', () => this.webContents.emit('did-finish-load'))
    const { protocol: scheme, pathname } = new URL(url)
    await page.goto(`${await serveOverHttp(scheme.slice(0, -1))}${pathname}`)
    this.emit('ready-to-show')
  }
  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized = (): boolean => false
}

/** One end of a channel; the other end goes to the page. */
export class MainPort extends EventEmitter {
  peer: MainPort | undefined
  /** Set where the other end lies in a page: takes what is posted there. */
  toPage: ((message: unknown) => void) | undefined
  start(): void {}
  close(): void {
    this.peer?.emit('close')
  }
  postMessage(message: unknown): void {
    this.peer?.toPage?.(message)
  }
}

export class MessageChannelMain {
  readonly port1 = new MainPort()
  readonly port2 = new MainPort()
  constructor() {
    this.port1.peer = this.port2
    this.port2.peer = this.port1
  }
}

const choose = async () => {
  const chosen = stage.chosen.shift()
  return {
    canceled: chosen === undefined,
    filePaths: chosen === undefined ? [] : [chosen],
    filePath: chosen ?? '',
  }
}
export const dialog = {
  showErrorBox: (title: string, text: string) => void asked.errors.push(`${title}: ${text}`),
  showOpenDialog: choose,
  showSaveDialog: choose,
}

export const Menu = {
  buildFromTemplate: (template: readonly unknown[]) => template,
  setApplicationMenu: () => void asked.menus++,
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (
      handler: (c: unknown, permission: string, answer: (yes: boolean) => void) => void,
    ) => {
      asked.permissions = permission => {
        let granted = false
        handler(undefined, permission, yes => (granted = yes))
        return granted
      }
    },
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
  },
}

/** What a window does when its page wants to open or go to an address. */
export function tryAddress(url: string): { readonly open: unknown; readonly stays: boolean } {
  const contents = windows[0]?.webContents
  let stays = false
  contents?.emit('will-navigate', { preventDefault: () => (stays = true), url })
  return { open: contents?.openHandler?.({ url }), stays }
}
