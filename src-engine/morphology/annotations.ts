/**
 * Where in the source and on the cell something stands that is not cable. Indices are those of the morphology it belongs
 * to; −1 where it hangs on no section, or the file does not say on which.
 */
export interface AnnotationPlace {
  /** Line of the source text [from 1]; 0 where there is none. */
  readonly line: number
  readonly section: number
  /** The sample it was written after, or sits on. */
  readonly sample: number
}

/** A place [µm] with a diameter [µm]; 0 where the file gives none. */
interface MarkedPoint extends AnnotationPlace {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
}

/** A mark that somebody set: a symbol at a place. A marker of several points is several of these. */
export interface Marker extends MarkedPoint {
  /** The symbol, in the file's word: `Dot`, `FilledCircle`, `varicosity`. */
  readonly kind: string
  /** What it was called; empty if nothing. */
  readonly name: string
}

/** A spine: its head, or where the file gives only that, its base. */
export interface Spine extends MarkedPoint {
  /** Class in the file's word or number; empty if none. */
  readonly kind: string
}

/** A traced curve: of a soma the one that its section was made from, else a border such as the pia. */
export interface Outline extends AnnotationPlace {
  readonly name: string
  readonly closed: boolean
  /** Its points [µm], in file order. */
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly diameter: Float64Array
}

/** What a file holds besides cable. It has no electrical effect; it is kept to be shown, counted and written again. */
export interface Annotations {
  readonly markers: readonly Marker[]
  readonly spines: readonly Spine[]
  readonly outlines: readonly Outline[]
}
