import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { MorphologyBuilder } from '../builder.ts'
import type { Morphology } from '../morphology.ts'
import { PointColumns } from '../pointColumns.ts'
import { arrayName } from '../sectionNames.ts'
import type { Annotations } from '../annotations.ts'
import { placeAnnotations, transformAnnotations, type Transform } from './draftAnnotations.ts'
import type { DraftSection } from './draftSection.ts'
import type { MappedStretch, SectionMapping } from './sectionMapping.ts'

/** A cell after edits, and what has become of its sections. */
export interface EditedMorphology {
  readonly morphology: Morphology
  readonly mapping: SectionMapping
}

/** Why an edit was refused, or nothing. */
export type Refusal = Diagnostic | undefined

/**
 * A cell that is being edited: many edits are made on one draft, each in time that goes with what it touches, and the
 * whole is built once.
 */
export class MorphologyDraft {
  readonly #old: Morphology
  readonly #sections: DraftSection[] = []
  readonly #byName = new Map<string, DraftSection>()
  readonly #nextOfArray = new Map<string, number>()
  #annotations: Annotations | undefined
  #living = 0

  constructor(morphology: Morphology) {
    this.#old = morphology
    this.#annotations = morphology.annotations
    const { sections, samples } = morphology
    const shared = PointColumns.of(samples)
    for (let s = 0; s < sections.count; s++) {
      this.#add({
        name: sections.name[s]!,
        type: sections.type[s]!,
        parent: undefined,
        parentX: sections.parentX[s]!,
        wire:
          sections.wire[s] === 1
            ? { x: sections.wireX[s]!, y: sections.wireY[s]!, z: sections.wireZ[s]! }
            : undefined,
        children: [],
        points: shared,
        first: sections.firstSample[s]!,
        end: sections.firstSample[s + 1]!,
        isOwn: false,
        origins: [{ old: s, start: 0, end: 1, toStart: 0, toEnd: 1 }],
        isDeleted: false,
      })
    }
    for (let s = 0; s < sections.count; s++) {
      const section = this.#sections[s]!
      const parent = this.#sections[sections.parent[s]!]
      section.parent = parent
      parent?.children.push(section)
    }
  }

  /** Sections that are there, in the order of the cell; new ones last. */
  sections(): DraftSection[] {
    return this.#sections.filter(({ isDeleted }) => !isDeleted)
  }

  /** How many sections there are. */
  get count(): number {
    return this.#living
  }

  /** The section with a name. */
  find(name: string): DraftSection | undefined {
    return this.#byName.get(name)
  }

  /** A new section of a type, with a name that none has had. */
  addSection(part: Omit<DraftSection, 'name' | 'children' | 'isDeleted'>): DraftSection {
    const section = { ...part, name: this.freeName(part.type), children: [], isDeleted: false }
    this.#add(section)
    section.parent?.children.push(section)
    return section
  }

  /** Takes a section out; its parent and children must have been seen to. */
  remove(section: DraftSection): void {
    section.isDeleted = true
    this.#dropName(section.name)
    this.#living--
  }

  /** Gives a section another name. */
  rename(section: DraftSection, name: string): void {
    this.#dropName(section.name)
    section.name = name
    this.#setName(section)
  }

  /** The next name of a type's array: the index after the highest that is there, whatever was there before. */
  freeName(type: number): string {
    const array = arrayName(type)
    const next = this.#nextOfArray.get(array) ?? this.#nextIndex(array)
    this.#nextOfArray.set(array, next)
    return `${array}[${next}]`
  }

  /** The points of a section, for changing: from now on its own, rows from 0. */
  ownPoints(section: DraftSection): PointColumns {
    if (section.isOwn) return section.points
    const points = new PointColumns(section.end - section.first)
    points.addRange(section.points, section.first, section.end)
    this.setPoints(section, points)
    return points
  }

  /** Replaces the points of a section. */
  setPoints(section: DraftSection, points: PointColumns): void {
    section.points = points
    section.first = 0
    section.end = points.count
    section.isOwn = true
  }

  /** Moves markers, spines and outlines: all, or those that stand on sections that move whole. */
  transformAnnotations(transform: Transform, diameterFactor = 1, only?: readonly DraftSection[]): void {
    if (!this.#annotations) return
    const sections = only && new Set(only.flatMap(({ origins }) => origins.map(({ old }) => old)))
    this.#annotations = transformAnnotations(this.#annotations, transform, diameterFactor, sections)
  }

  /** The cell as it is now. */
  build(): EditedMorphology {
    const kept = this.sections()
    const index = new Map(kept.map((section, at) => [section, at]))
    const builder = new MorphologyBuilder(kept.reduce((sum, { first, end }) => sum + end - first, 0))
    for (const section of kept) {
      const { name, type, parent, parentX, wire, points, first, end } = section
      builder.addSection({ name, type, parent: parent ? (index.get(parent) ?? -1) : -1, parentX, wire })
      builder.addSamples(points, first, end)
    }
    const mapping: MappedStretch[][] = Array.from({ length: this.#old.sections.count }, () => [])
    kept.forEach(({ origins }, section) => {
      for (const { old, ...stretch } of origins) mapping[old]!.push({ ...stretch, section })
    })
    for (const stretches of mapping) stretches.sort((a, b) => a.start - b.start)
    if (this.#annotations) {
      const firstSample = [0]
      for (const { first, end } of kept) firstSample.push(firstSample.at(-1)! + end - first)
      builder.annotate(placeAnnotations(this.#annotations, mapping, this.#old.sections, { firstSample }))
    }
    return { morphology: builder.build(this.#old.name, this.#old.format), mapping }
  }

  #add(section: DraftSection): void {
    this.#sections.push(section)
    this.#setName(section)
    this.#living++
  }

  #setName(section: DraftSection): void {
    this.#byName.set(section.name, section)
    const { array, index } = partsOfName(section.name)
    if (index >= (this.#nextOfArray.get(array) ?? Infinity)) this.#nextOfArray.set(array, index + 1)
  }

  #dropName(name: string): void {
    this.#byName.delete(name)
    const { array, index } = partsOfName(name)
    // Looked for again when a name is next needed.
    if (index + 1 === this.#nextOfArray.get(array)) this.#nextOfArray.delete(array)
  }

  #nextIndex(array: string): number {
    let next = 0
    for (const name of this.#byName.keys()) {
      const parts = partsOfName(name)
      if (parts.array === array) next = Math.max(next, parts.index + 1)
    }
    return next
  }
}

/** `dend[12]` as array and index; index −1 for a name that is none of an array's. */
function partsOfName(name: string): { readonly array: string; readonly index: number } {
  const [, array, index] = /^(.*)\[(0|[1-9]\d{0,8})\]$/.exec(name) ?? []
  return array === undefined ? { array: name, index: -1 } : { array, index: Number(index) }
}
