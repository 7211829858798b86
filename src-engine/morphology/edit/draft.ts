import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { MorphologyBuilder } from '../builder.ts'
import type { Morphology } from '../morphology.ts'
import { PointColumns } from '../pointColumns.ts'
import { arrayName } from '../sectionNames.ts'
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
  #living = 0

  constructor(morphology: Morphology) {
    this.#old = morphology
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
    this.#byName.delete(section.name)
    this.#living--
  }

  /** Gives a section another name. */
  rename(section: DraftSection, name: string): void {
    this.#byName.delete(section.name)
    section.name = name
    this.#byName.set(name, section)
  }

  /** The next name of a type's array: `dend[12]`. Names of deleted sections are not given again. */
  freeName(type: number): string {
    const array = arrayName(type)
    for (let index = this.#nextOfArray.get(array) ?? 0; ; index++) {
      const name = `${array}[${index}]`
      if (this.#byName.has(name)) continue
      this.#nextOfArray.set(array, index + 1)
      return name
    }
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
    return { morphology: builder.build(this.#old.name, this.#old.format), mapping }
  }

  #add(section: DraftSection): void {
    this.#sections.push(section)
    this.#byName.set(section.name, section)
    this.#living++
    const [, array, index] = /^(.*)\[(\d+)\]$/.exec(section.name) ?? []
    if (array !== undefined)
      this.#nextOfArray.set(array, Math.max(this.#nextOfArray.get(array) ?? 0, Number(index) + 1))
  }
}
