import { createPortTransport, fromEventPort } from '../../src-main/rpc/transports/port.ts'
import type { Transport } from '../../src-main/rpc/transport.ts'

/** The message with which the preload hands the page its port. */
const portMessage = 'hillock:port'

/** Resolves with the port that the preload posts to the page. Ports from anywhere else are not taken. */
export function openElectronTransport(page: Window): Promise<Transport> {
  return new Promise(resolve => {
    const listen = (event: MessageEvent<unknown>): void => {
      const { data, ports, source } = event
      const kind = typeof data === 'object' && data !== null ? (data as { type?: unknown }).type : undefined
      const port = ports[0]
      if (kind !== portMessage || !port || source !== page) return
      page.removeEventListener('message', listen)
      resolve(createPortTransport(fromEventPort(port)))
    }
    page.addEventListener('message', listen)
  })
}
