import type { Film, FilmFormat } from './film.ts'
import type { GifAnswer, GifRequest } from './gifMessages.ts'

/** Starts a GIF that repeats for ever. */
export function startGif({ width, height, framesPerSecond }: FilmFormat): Film {
  const worker = new Worker(new URL('./gifWorker.ts', import.meta.url), { type: 'module' })
  let frame = 0

  function ask(request: GifRequest, transfer: Transferable[]): Promise<GifAnswer> {
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<GifAnswer>) => resolve(data)
      worker.onerror = event =>
        reject(new Error(event.message || 'The thread that writes the GIF has ended.'))
      worker.postMessage(request, transfer)
    })
  }

  /** Hundredths of a second that add up to the film's length, although each is a whole number. */
  function delayMs(): number {
    const until = (count: number): number => Math.round((count * 100) / framesPerSecond)
    return (until(frame + 1) - until(frame)) * 10
  }

  return {
    add: async canvas => {
      const image = canvas.getContext('2d')?.getImageData(0, 0, width, height)
      if (!image) throw new Error('The frame cannot be read.')
      const pixels = image.data
      await ask({ kind: 'frame', pixels, width, height, delayMs: delayMs() }, [pixels.buffer])
      frame++
    },
    finish: async () => {
      const answer = await ask({ kind: 'finish' }, [])
      worker.terminate()
      if (answer.kind !== 'file') throw new Error('The GIF was not finished.')
      return new Blob([answer.bytes as Uint8Array<ArrayBuffer>], { type: 'image/gif' })
    },
    cancel: () => worker.terminate(),
  }
}
