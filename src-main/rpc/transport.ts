import type { Frame } from './frame.ts'

/** One end of a connection that carries frames in order. Listeners are set once, before the first frame. */
export interface Transport {
  send(frame: Frame): void
  onFrame(listener: (frame: Frame) => void): void
  /** Called once, when the connection is gone for whatever reason. */
  onClose(listener: () => void): void
  close(): void
}
