import { decodeFrame, encodeFrame } from '../codec.ts'
import type { Frame } from '../frame.ts'
import type { Transport } from '../transport.ts'

/** What browsers' WebSockets and the `ws` package's have in common. */
export interface SocketLike {
  binaryType: string
  readonly readyState: number
  readonly bufferedAmount: number
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(kind: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(kind: 'open' | 'close' | 'error', listener: () => void): void
}

/** WebSocket.OPEN and CONNECTING, the same number in every implementation. */
const connecting = 0
const openState = 1

/** A peer that leaves this much unread [bytes] is gone or broken. */
const mostUnread = 256 * 1024 * 1024

/** Frames over a WebSocket, each one binary message. Frames sent before the socket is open wait for it. */
export function createSocketTransport(socket: SocketLike): Transport {
  let open = true
  let early: Uint8Array<ArrayBuffer>[] = []
  let closeListener: (() => void) | undefined
  socket.binaryType = 'arraybuffer'

  const closed = (): void => {
    if (!open) return
    open = false
    early = []
    closeListener?.()
  }

  socket.addEventListener('open', () => {
    for (const bytes of early) socket.send(bytes)
    early = []
  })
  socket.addEventListener('close', closed)
  socket.addEventListener('error', closed)

  return {
    send: frame => {
      if (!open) return
      const bytes = encodeFrame(frame)
      if (socket.readyState === connecting) early.push(bytes)
      else if (socket.readyState === openState) {
        if (socket.bufferedAmount > mostUnread) socket.close(1013, 'too slow')
        else socket.send(bytes)
      }
    },
    onFrame: listener =>
      socket.addEventListener('message', event => {
        if (!open) return
        const frame = decoded(event.data)
        if (frame) return listener(frame)
        // 1007: data that does not fit the protocol. Nothing more is heard from such a peer.
        socket.close(1007, 'not a frame')
        closed()
      }),
    onClose: listener => void (closeListener = listener),
    close: () => {
      socket.close(1000)
      closed()
    },
  }
}

function decoded(data: unknown): Frame | undefined {
  try {
    return decodeFrame(data)
  } catch {
    return undefined
  }
}
