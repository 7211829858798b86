import type { Page } from 'playwright-core'
import type { MainPort } from './electronShim.ts'
import { pack, unpack } from './packing.ts'

/** What the page's side of the bridge offers to the harness. */
interface PageBridge {
  hillockDeliver(channel: string, port: number): void
  hillockIncoming(port: number, packed: unknown): void
}

const ports = new Map<number, MainPort>()

/** Gives a page the built preload, with an `electron` of its own that carries ports over Playwright's binding. */
export async function preparePage(page: Page, preload: string): Promise<void> {
  await page.exposeBinding('hillockOutgoing', (_source, port: number, packed: unknown) => {
    ports.get(port)?.peer?.emit('message', { data: unpack(packed) })
  })
  await page.addInitScript({
    content: `(() => {
      const pack = ${pack.toString()}
      const unpack = ${unpack.toString()}
      const listeners = new Map()
      const open = new Map()
      window.hillockDeliver = (channel, port) => {
        const { port1, port2 } = new MessageChannel()
        open.set(port, port1)
        port1.onmessage = event => window.hillockOutgoing(port, pack(event.data))
        listeners.get(channel)?.({ ports: [port2] })
      }
      window.hillockIncoming = (port, packed) => open.get(port)?.postMessage(unpack(packed))
      const require = name => ({ ipcRenderer: { on: (channel, listener) => listeners.set(channel, listener) } })
      ${preload}
    })()`,
  })
}

let nextPort = 1

/** Delivers one end of a channel to the page, as `webContents.postMessage` does. */
export function connectPagePort(page: Page, channel: string, port: MainPort): void {
  const id = nextPort++
  ports.set(id, port)
  // One after the other, so that messages arrive in the order in which they were posted.
  let last: Promise<unknown> = page.evaluate(
    ([name, number]) => (window as unknown as PageBridge).hillockDeliver(name, number),
    [channel, id] as const,
  )
  port.toPage = message => {
    const packed = pack(message)
    last = last
      .then(() =>
        page.evaluate(([number, value]) => (window as unknown as PageBridge).hillockIncoming(number, value), [
          id,
          packed,
        ] as const),
      )
      // A page that has gone takes no more messages.
      .catch(() => undefined)
  }
}
