import type { Film } from '../../media/film.ts'
import type { PictureMaker } from '../../view3d/picture/pictureMaker.ts'
import type { FilmFrames } from './filmFrames.ts'

/**
 * Draws and writes all frames, however long each takes, and lets the window answer between them. Undefined where it
 * was stopped.
 */
export async function writeFilm(
  film: Film,
  frames: FilmFrames,
  maker: Pick<PictureMaker, 'draw'>,
  stop: AbortSignal,
  onFrame: (done: number) => void,
): Promise<Blob | undefined> {
  try {
    for (let index = 0; index < frames.count; index++) {
      await new Promise(resolve => {
        setTimeout(resolve)
      })
      if (stop.aborted) {
        film.cancel()
        return undefined
      }
      await film.add(maker.draw(frames.frame(index), frames.scale, false))
      onFrame(index + 1)
    }
    return await film.finish()
  } catch (error) {
    film.cancel()
    throw error
  }
}
