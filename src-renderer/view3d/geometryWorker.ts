import { buffersOf, measureGeometry } from './geometry/cellGeometry.ts'
import type { CellShape } from './geometry/cellShape.ts'

/** What a thread of the page is, as far as it is used here: the window's types have no word for it. */
interface Thread {
  onmessage: ((event: MessageEvent<CellShape>) => void) | null
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
}

const thread = globalThis as unknown as Thread

thread.onmessage = ({ data }) => {
  const geometry = measureGeometry(data)
  thread.postMessage(geometry, buffersOf(geometry))
}
