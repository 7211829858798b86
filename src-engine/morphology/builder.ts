import { InternalError } from '../core/errors.ts'
import type { AnnotationPlace, Annotations } from './annotations.ts'
import type { Morphology, Samples, Sections } from './morphology.ts'
import { PointColumns } from './pointColumns.ts'
import { arrayName } from './sectionNames.ts'

/** What is said of a section when it is begun; its samples follow. */
export interface NewSection {
  readonly type: number
  /** Index of the parent in the order of `addSection`, which may come later; −1 for a root. */
  readonly parent: number
  /** Where on the parent, 0…1; 0 for a root. */
  readonly parentX: number
  /** Start of the wire drawn to the first sample [µm]. */
  readonly wire?: { readonly x: number; readonly y: number; readonly z: number } | undefined
  /** Given where the source names its sections; otherwise the type's array and running number. */
  readonly name?: string
  /** The array that it belongs to, where the source names that; otherwise the type's. */
  readonly array?: string
}

/** Collects sections and samples into a morphology. The only way to make one. */
export class MorphologyBuilder {
  readonly #sections: NewSection[] = []
  readonly #firstSample: number[] = []
  readonly #points: PointColumns
  #annotations: Annotations | undefined

  constructor(expectedSamples = 256) {
    this.#points = new PointColumns(expectedSamples)
  }

  /** Samples added up to now. */
  get sampleCount(): number {
    return this.#points.count
  }

  /** Begins a section; samples added from now on are its. @returns its index */
  addSection(section: NewSection): number {
    this.#firstSample.push(this.#points.count)
    return this.#sections.push(section) - 1
  }

  /** Adds a sample [µm] to the section begun last; line 0 for points that no line of the source gives. */
  addSample(x: number, y: number, z: number, diameter: number, line: number): void {
    this.#points.add(x, y, z, diameter, line)
  }

  /** Adds the rows [start, end) of a table to the section begun last. */
  addSamples(points: PointColumns, start: number, end: number): void {
    this.#points.addRange(points, start, end)
  }

  /** Gives the cell its markers, spines and outlines, by the indices of sections and samples as they were added. */
  annotate(annotations: Annotations): void {
    this.#annotations = annotations
  }

  /**
   * Checks the whole and freezes it.
   *
   * @throws InternalError if a parent does not exist, parents form a loop, a name occurs twice, a section has fewer
   * than two samples, a number is not finite or an annotation stands on nothing: the reader must have refused such a file
   */
  build(name: string, format: string): Morphology {
    const sections = this.#freezeSections()
    assertTree(sections)
    const samples = this.#freezeSamples()
    const annotations = this.#freezeAnnotations(sections.count, samples.count)
    return Object.freeze({ name, format, samples, sections, ...(annotations ? { annotations } : {}) })
  }

  #freezeAnnotations(sections: number, samples: number): Annotations | undefined {
    if (!this.#annotations) return undefined
    const { markers, spines, outlines } = this.#annotations
    const all = [markers, spines, outlines]
    if (all.every(list => list.length === 0)) return undefined
    for (const list of all) assertPlaces(list, sections, samples)
    return Object.freeze({
      markers: Object.freeze([...markers]),
      spines: Object.freeze([...spines]),
      outlines: Object.freeze([...outlines]),
    })
  }

  #freezeSections(): Sections {
    const count = this.#sections.length
    const sections = {
      count,
      name: Object.freeze(uniqueNames(this.#sections)),
      type: new Int32Array(count),
      parent: new Int32Array(count),
      parentX: new Float64Array(count),
      firstSample: new Int32Array(count + 1),
      wire: new Uint8Array(count),
      wireX: new Float64Array(count),
      wireY: new Float64Array(count),
      wireZ: new Float64Array(count),
    }
    sections.firstSample[count] = this.#points.count
    for (let s = 0; s < count; s++) {
      const { type, parent, parentX, wire } = this.#sections[s]!
      sections.type[s] = type
      sections.parent[s] = parent
      sections.parentX[s] = parentX
      sections.firstSample[s] = this.#firstSample[s]!
      const samples = (this.#firstSample[s + 1] ?? this.#points.count) - this.#firstSample[s]!
      if (samples < 2) throw new InternalError('a section needs two samples', { section: s, samples })
      if (!wire) continue
      sections.wire[s] = 1
      sections.wireX[s] = wire.x
      sections.wireY[s] = wire.y
      sections.wireZ[s] = wire.z
    }
    return Object.freeze(sections)
  }

  #freezeSamples(): Samples {
    const { count } = this.#points
    const columns = this.#points.trimmed()
    for (let i = 0; i < count; i++) {
      // The sum of finite numbers of this size is finite, so one test covers four.
      if (!Number.isFinite(columns.x[i]! + columns.y[i]! + columns.z[i]! + columns.diameter[i]!)) {
        throw new InternalError('a sample is not finite', { sample: i })
      }
    }
    return Object.freeze({ count, ...columns })
  }
}

function assertPlaces(places: readonly AnnotationPlace[], sections: number, samples: number): void {
  for (const { section, sample } of places) {
    if (section >= -1 && section < sections && sample >= -1 && sample < samples) continue
    throw new InternalError('an annotation stands on a section or sample that does not exist', {
      section,
      sample,
    })
  }
}

function uniqueNames(sections: readonly NewSection[]): string[] {
  const used = new Map<string, number>()
  const names = sections.map(section => {
    if (section.name !== undefined) return section.name
    const array = section.array ?? arrayName(section.type)
    const index = used.get(array) ?? 0
    used.set(array, index + 1)
    return `${array}[${index}]`
  })
  if (new Set(names).size !== names.length) throw new InternalError('section names must be unique', { names })
  return names
}

function assertTree(sections: Sections): void {
  const { count, parent, parentX } = sections
  /** 0 not seen, 1 on the path being walked, 2 known to reach a root. */
  const state = new Uint8Array(count)
  for (let s = 0; s < count; s++) {
    const path: number[] = []
    let at = s
    while (at !== -1 && state[at] !== 2) {
      const up = parent[at]
      const x = parentX[at] ?? NaN
      if (up === undefined || up < -1 || up >= count || !(x >= 0 && x <= 1) || state[at] === 1) {
        throw new InternalError('sections must form trees', { section: at, parent: up, parentX: x })
      }
      state[at] = 1
      path.push(at)
      at = up
    }
    for (const section of path) state[section] = 2
  }
}
