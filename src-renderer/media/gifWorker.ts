import { applyPalette, GIFEncoder, quantize } from 'gifenc'
import type { GifAnswer, GifRequest } from './gifMessages.ts'

/** What a thread of the page is, as far as it is used here: the window's types have no word for it. */
interface Thread {
  onmessage: ((event: MessageEvent<GifRequest>) => void) | null
  postMessage(message: GifAnswer, transfer: Transferable[]): void
}

const thread = globalThis as unknown as Thread
const gif = GIFEncoder()

thread.onmessage = ({ data }) => {
  if (data.kind === 'finish') {
    gif.finish()
    const bytes = gif.bytes()
    thread.postMessage({ kind: 'file', bytes }, [bytes.buffer as ArrayBuffer])
    return
  }
  const { pixels, width, height, delayMs } = data
  const palette = quantize(pixels, 256)
  gif.writeFrame(applyPalette(pixels, palette), width, height, { palette, delay: delayMs, repeat: 0 })
  thread.postMessage({ kind: 'taken' }, [])
}
