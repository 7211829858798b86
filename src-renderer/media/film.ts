/** How a film is shown. */
export interface FilmFormat {
  /** Size of every frame [pixels]; even numbers, which video needs. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
}

/** A film that is being written. */
export interface Film {
  /** Adds the next frame; resolves when there is room for another. */
  add(frame: HTMLCanvasElement): Promise<void>
  /** The whole file. */
  finish(): Promise<Blob>
  /** Leaves it, whatever state it is in. */
  cancel(): void
}

/** The kinds of film files. */
export type FilmKind = 'gif' | 'webm' | 'mp4'
