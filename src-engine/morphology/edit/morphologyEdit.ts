/** A place or a displacement [µm]. */
export type Vector = readonly [x: number, y: number, z: number]

/** A sample of a named section, counted from 0 within it. */
export interface SampleOfSection {
  readonly section: string
  readonly sample: number
}

/** A point of a section with its width: x, y, z, diameter [µm]. */
export type EditedPoint = readonly [x: number, y: number, z: number, diameter: number]

/** How far an edit of a section reaches. */
export type EditScope = 'section' | 'subtree'

/**
 * One change of a cell, as plain data: it is kept in the project's undo log, travels between threads and stands in
 * files. Sections are meant by name, which edits leave as they are unless the section itself ends or is renamed.
 */
export type MorphologyEdit =
  /** Displaces samples; copies of a branch point go along. */
  | { readonly kind: 'move-samples'; readonly samples: readonly SampleOfSection[]; readonly by: Vector }
  /** Puts one sample elsewhere; copies of a branch point go along. */
  | { readonly kind: 'place-sample'; readonly section: string; readonly sample: number; readonly at: Vector }
  /** Displaces a section from a sample on (from 0: all of it), with everything that hangs there. */
  | {
      readonly kind: 'move-subtree'
      readonly section: string
      readonly from?: number
      /** Leaves the first sample where it is, so that the branch stays on its branch point. */
      readonly keepStart?: boolean
      readonly by: Vector
    }
  /** Takes samples out of a section. */
  | { readonly kind: 'delete-samples'; readonly section: string; readonly samples: readonly number[] }
  /** Takes out a section; what hangs on it then hangs where it was attached. */
  | { readonly kind: 'delete-section'; readonly section: string }
  /** Takes out a section and everything that hangs on it. */
  | { readonly kind: 'delete-subtree'; readonly section: string }
  /** Puts a new sample before another (at the section's sample count: at its end). */
  | {
      readonly kind: 'insert-sample'
      readonly section: string
      readonly before: number
      readonly point: EditedPoint
    }
  /** Divides a section at a sample, or at a place 0…1 of its length; the far part is a new section. */
  | { readonly kind: 'cut'; readonly section: string; readonly sample: number }
  | { readonly kind: 'cut'; readonly section: string; readonly x: number }
  /** Cuts a section and what hangs on it off its parent; it becomes a root. */
  | { readonly kind: 'detach'; readonly section: string }
  /** Attaches a root to a place 0…1 of another section: by cable, or by a wire without electrical effect. */
  | {
      readonly kind: 'attach'
      readonly section: string
      readonly to: string
      readonly x: number
      readonly by: 'cable' | 'wire'
      /** Where the wire is drawn from [µm]; without it from the place on the centre line. */
      readonly wireFrom?: Vector
    }
  /** Makes a section and the only one that follows it at its end into one section. */
  | { readonly kind: 'merge'; readonly section: string }
  /** Gives a section, or it and everything that hangs on it, another type (SWC number). */
  | {
      readonly kind: 'retype'
      readonly section: string
      readonly type: number
      readonly scope: EditScope
    }
  /** Gives one sample, or all of a section, a diameter [µm]. */
  | {
      readonly kind: 'set-diameter'
      readonly section: string
      readonly sample?: number
      readonly diameter: number
    }
  /** Lets the diameter run in a straight line along the length of a section [µm]. */
  | { readonly kind: 'taper'; readonly section: string; readonly from: number; readonly to: number }
  /** Multiplies diameters: of the sections named, or of all. */
  | { readonly kind: 'scale-diameters'; readonly sections?: readonly string[]; readonly factor: number }
  /** Replaces diameters by the mean over so many samples to either side, along each section. */
  | { readonly kind: 'smooth-diameters'; readonly sections?: readonly string[]; readonly reach: number }
  /** Replaces the samples between the ends of sections by ones at equal distances, at most this long [µm]. */
  | { readonly kind: 'resample'; readonly sections?: readonly string[]; readonly spacing: number }
  /** Stretches the whole cell: corrects shrinkage. */
  | {
      readonly kind: 'scale'
      readonly factors: Vector
      readonly diameterFactor?: number
      /** What stays where it is [µm]; without it the origin. */
      readonly about?: Vector
    }
  /** Displaces the whole cell. */
  | { readonly kind: 'translate'; readonly by: Vector }
  /** Turns the whole cell about an axis through a point, counter-clockwise seen from the axis' tip. */
  | {
      readonly kind: 'rotate'
      readonly axis: Vector
      readonly degrees: number
      readonly about?: Vector
    }
  /** Makes one end of a section the root of its tree; the sections between it and the old root are turned round. */
  | { readonly kind: 'reroot'; readonly section: string; readonly end: 0 | 1 }
  /** Replaces all samples of a section. */
  | { readonly kind: 'set-points'; readonly section: string; readonly points: readonly EditedPoint[] }

/** The kinds of edits. */
export type MorphologyEditKind = MorphologyEdit['kind']

/** An edit of one kind. */
export type EditOf<Kind extends MorphologyEditKind> = Extract<MorphologyEdit, { kind: Kind }>
