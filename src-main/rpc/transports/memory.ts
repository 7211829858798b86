import type { Frame } from '../frame.ts'
import type { Transport } from '../transport.ts'

/**
 * Two connected ends in one process. Frames are copied as a port would copy them and delivered later, so that a
 * test sees the same order and the same separation as over a wire.
 */
export function createMemoryTransports(): readonly [Transport, Transport] {
  const first = createEnd()
  const second = createEnd()
  first.connect(second)
  second.connect(first)
  return [first.transport, second.transport]
}

interface End {
  readonly transport: Transport
  connect(peer: End): void
  deliver(frame: Frame): void
  closed(): void
}

function createEnd(): End {
  let peer: End | undefined
  let open = true
  let frameListener: ((frame: Frame) => void) | undefined
  let closeListener: (() => void) | undefined

  const closed = (): void => {
    if (!open) return
    open = false
    closeListener?.()
  }

  return {
    connect: other => void (peer = other),
    deliver: frame => {
      if (open) frameListener?.(frame)
    },
    closed,
    transport: {
      send: frame => {
        if (!open) return
        const copy = structuredClone(frame)
        queueMicrotask(() => peer?.deliver(copy))
      },
      onFrame: listener => void (frameListener = listener),
      onClose: listener => void (closeListener = listener),
      close: () => {
        closed()
        queueMicrotask(() => peer?.closed())
      },
    },
  }
}
