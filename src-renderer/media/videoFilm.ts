import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny'
import type { Film, FilmFormat } from './film.ts'

/** Codecs that players of each kind of file know, the preferred one first. */
const codecs: Readonly<Record<'webm' | 'mp4', VideoCodec[]>> = {
  webm: ['vp9', 'vp8'],
  mp4: ['avc', 'hevc', 'av1', 'vp9'],
}

const bitsPerPixel = 0.25

const bitrateOf = ({ width, height, framesPerSecond }: FilmFormat): number =>
  Math.max(1_000_000, width * height * framesPerSecond * bitsPerPixel)

/** The codec in which this browser can write such a film; none where it cannot. */
export async function videoCodec(kind: 'webm' | 'mp4', format: FilmFormat): Promise<VideoCodec | undefined> {
  if (typeof VideoEncoder === 'undefined') return undefined
  const { width, height } = format
  const found = await getFirstEncodableVideoCodec(codecs[kind], { width, height, bitrate: bitrateOf(format) })
  return found ?? undefined
}

/** Starts a video in a codec that `videoCodec` named. */
export async function startVideo(kind: 'webm' | 'mp4', codec: VideoCodec, format: FilmFormat): Promise<Film> {
  const { width, height, framesPerSecond } = format
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw frames of this size.')
  const target = new BufferTarget()
  const output = new Output({
    format: kind === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat(),
    target,
  })
  const source = new CanvasSource(canvas, { codec, bitrate: bitrateOf(format), keyFrameInterval: 2 })
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  let frame = 0
  return {
    add: async next => {
      context.drawImage(next, 0, 0)
      await source.add(frame / framesPerSecond, 1 / framesPerSecond)
      frame++
    },
    finish: async () => {
      await output.finalize()
      if (!target.buffer) throw new Error('The video was not finished.')
      return new Blob([target.buffer], { type: `video/${kind}` })
    },
    cancel: () => void output.cancel(),
  }
}
