import { assertFrame } from '../frame.ts'
import type { Transport } from '../transport.ts'

/**
 * What worker threads' ports, Electron's ports and browsers' ports have in common. Each platform's adapter is a
 * few lines, because they name their events differently.
 */
export interface PortLike {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onClose(listener: () => void): void
  close(): void
}

/** Said before closing, because not every port tells its peer that it was closed. */
const goodbye = 'hillock:goodbye'

/** Frames over anything port-like, by structured clone: typed arrays stay typed arrays. */
export function createPortTransport(port: PortLike): Transport {
  let open = true
  let closeListener: (() => void) | undefined

  const closed = (): void => {
    if (!open) return
    open = false
    port.close()
    closeListener?.()
  }

  port.onClose(closed)
  return {
    send: frame => {
      if (open) port.post(frame)
    },
    onFrame: listener =>
      port.onMessage(message => {
        if (!open) return
        if (message === goodbye) return closed()
        try {
          assertFrame(message)
        } catch {
          // A peer that breaks the protocol is not one of ours: nothing more is heard from it.
          return closed()
        }
        listener(message)
      }),
    onClose: listener => void (closeListener = listener),
    close: () => {
      if (!open) return
      port.post(goodbye)
      closed()
    },
  }
}

/** A browser's MessagePort, as far as it is needed. */
export interface EventPort {
  postMessage(message: unknown): void
  addEventListener(kind: string, listener: (event: object) => void): void
  start(): void
  close(): void
}

/** Adapts a browser's MessagePort, or a worker thread's, which has the same face. */
export function fromEventPort(port: EventPort): PortLike {
  return {
    post: message => port.postMessage(message),
    onMessage: listener => {
      port.addEventListener('message', event => listener((event as { readonly data?: unknown }).data))
      port.start()
    },
    onClose: listener => port.addEventListener('close', () => listener()),
    close: () => port.close(),
  }
}

/** Electron's MessagePortMain, as far as it is needed. */
export interface EmitterPort {
  postMessage(message: unknown): void
  on(kind: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(kind: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** Adapts Electron's MessagePortMain. */
export function fromEmitterPort(port: EmitterPort): PortLike {
  return {
    post: message => port.postMessage(message),
    onMessage: listener => {
      port.on('message', event => listener(event.data))
      port.start()
    },
    onClose: listener => port.on('close', () => listener()),
    close: () => port.close(),
  }
}
