import { MessageChannelMain, type WebContents } from 'electron'
import { hostSpec, type HostApi } from '../contract/index.ts'
import type { Log } from '../host/log.ts'
import { serveOver } from '../rpc/server.ts'
import { createPortTransport, fromEmitterPort } from '../rpc/transports/port.ts'

/** Gives a page a port of its own each time it has loaded; the one before is closed. */
export function connectPort(contents: WebContents, api: HostApi, log: Log): void {
  let stop: (() => void) | undefined
  const end = (): void => {
    stop?.()
    stop = undefined
  }
  contents.on('did-finish-load', () => {
    end()
    const { port1, port2 } = new MessageChannelMain()
    stop = serveOver(hostSpec, api, createPortTransport(fromEmitterPort(port1)), {
      onFault: (error, where) => log(`${where} failed`, error),
    })
    contents.postMessage('hillock:port', null, [port2])
  })
  contents.on('destroyed', end)
  contents.on('render-process-gone', end)
}
