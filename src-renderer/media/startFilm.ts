import type { Film, FilmFormat, FilmKind } from './film.ts'
import { startGif } from './gifFilm.ts'
import { startVideo, videoCodec } from './videoFilm.ts'

/** The kinds of video that this browser has an encoder for, at this size. */
export async function videoKinds(format: FilmFormat): Promise<readonly FilmKind[]> {
  const found = await Promise.all(
    (['webm', 'mp4'] as const).map(async kind => ((await videoCodec(kind, format)) ? [kind] : [])),
  )
  return found.flat()
}

/**
 * Starts a film.
 *
 * @throws Error where the browser has no encoder for it
 */
export async function startFilm(kind: FilmKind, format: FilmFormat): Promise<Film> {
  if (kind === 'gif') return startGif(format)
  const codec = await videoCodec(kind, format)
  if (!codec) throw new Error(`This browser has no encoder for ${kind}.`)
  return startVideo(kind, codec, format)
}
