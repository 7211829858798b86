import { colourOf, type PictureOptions } from './pictureOptions.ts'
import { px } from './svgText.ts'

/** Ratio of the widths of neighbouring classes: a fifth thicker is just seen. */
const ratio = 1.2

/** A stretch of lines closer than this to the pen is left out [pixels]. */
const nearPx = 0.15

/** Lines of one type and nearly one width. */
interface StrokeClass {
  readonly type: number
  readonly widthPx: number
  path: string
}

/**
 * Collects lines of varying width into few paths, one for each type and class of widths: a viewer draws ten long paths
 * faster than ten thousand lines.
 */
export class Strokes {
  readonly #options: PictureOptions
  readonly #classes = new Map<number, StrokeClass>()
  #open: StrokeClass | undefined
  #x = NaN
  #y = NaN
  /** Where the path really ends, which may be short of the pen. */
  #drawnX = NaN
  #drawnY = NaN

  constructor(options: PictureOptions) {
    this.#options = options
  }

  /** Puts the pen down somewhere else. */
  moveTo(x: number, y: number): void {
    this.#finish()
    this.#open = undefined
    this.#x = x
    this.#y = y
  }

  /** Draws from the pen on, with a width [pixels]. */
  lineTo(x: number, y: number, type: number, widthPx: number): void {
    const stroke = this.#classOf(type, widthPx)
    if (stroke !== this.#open) {
      this.#finish()
      stroke.path += `M${px(this.#x)} ${px(this.#y)}`
      this.#open = stroke
      this.#drawnX = this.#x
      this.#drawnY = this.#y
    }
    this.#x = x
    this.#y = y
    if (Math.abs(x - this.#drawnX) < nearPx && Math.abs(y - this.#drawnY) < nearPx) return
    this.#draw(stroke)
  }

  /** The paths, thin lines below thick ones. */
  elements(): string[] {
    this.moveTo(NaN, NaN)
    return [...this.#classes.values()]
      .sort((a, b) => a.widthPx - b.widthPx || a.type - b.type)
      .map(({ type, widthPx, path }) => {
        const colour = colourOf(this.#options, type)
        const style = `stroke="${colour}" stroke-width="${px(widthPx)}" stroke-linecap="round" stroke-linejoin="round"`
        return `<path fill="none" ${style} d="${path}"/>`
      })
  }

  #classOf(type: number, widthPx: number): StrokeClass {
    const wide = Math.max(widthPx, this.#options.thinnestPx)
    // The nearest of thinnest · ratioⁿ, found by steps: a dozen or two.
    let step = 0
    let width = this.#options.thinnestPx
    while (width * ratio < wide && step < 100) {
      width *= ratio
      step++
    }
    const key = (type + 1000) * 128 + step
    const known = this.#classes.get(key)
    if (known) return known
    const made = { type, widthPx: width, path: '' }
    this.#classes.set(key, made)
    return made
  }

  #draw(stroke: StrokeClass): void {
    stroke.path += `L${px(this.#x)} ${px(this.#y)}`
    this.#drawnX = this.#x
    this.#drawnY = this.#y
  }

  /** A line ends where its last point is, however near. */
  #finish(): void {
    if (this.#open && (this.#x !== this.#drawnX || this.#y !== this.#drawnY)) this.#draw(this.#open)
  }
}
