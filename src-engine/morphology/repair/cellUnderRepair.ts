import { sectionsParentsFirst } from '../measure/parentsFirst.ts'
import { sectionType, type Morphology, type Samples, type Sections } from '../morphology.ts'
import { childrenOfSections } from '../views.ts'
import { describeSoma, type SomaShape } from './somaShape.ts'

/** A tree of sections that are not soma, on a soma or on its own. */
export interface Neurite {
  /** Its first section. */
  readonly root: number
  /** All its sections, parents first. */
  readonly sections: readonly number[]
  /** Type of its first section. */
  readonly type: number
}

/** A cell with what many rules need to know about it, worked out when first asked for. Numbers are those of the file. */
export class CellUnderRepair {
  readonly morphology: Morphology
  readonly samples: Samples
  readonly sections: Sections
  #children: readonly (readonly number[])[] | undefined
  #order: Int32Array | undefined
  #lengths: Float64Array | undefined
  #ownFirst: Int32Array | undefined
  #neurites: readonly Neurite[] | undefined
  #neuriteOf: Int32Array | undefined
  #trees: Int32Array | undefined
  #soma: SomaShape | undefined | null = null
  readonly #kept = new Map<string, unknown>()

  constructor(morphology: Morphology) {
    this.morphology = morphology
    this.samples = morphology.samples
    this.sections = morphology.sections
  }

  /** Sections that hang on each section. */
  get children(): readonly (readonly number[])[] {
    return (this.#children ??= childrenOfSections(this.morphology))
  }

  /** The sections, parents before children. */
  get parentsFirst(): Int32Array {
    return (this.#order ??= sectionsParentsFirst(this.morphology))
  }

  /** Whether a section is soma. */
  isSoma(section: number): boolean {
    return this.sections.type[section] === sectionType.soma
  }

  /** Distance between two samples [µm]. */
  distance(a: number, b: number): number {
    const { x, y, z } = this.samples
    const dx = x[b]! - x[a]!
    const dy = y[b]! - y[a]!
    const dz = z[b]! - z[a]!
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
  }

  /** Length of every section [µm], wires and all copies of soma points left out. */
  get lengths(): Float64Array {
    if (this.#lengths) return this.#lengths
    const lengths = new Float64Array(this.sections.count)
    for (let s = 0; s < lengths.length; s++) {
      let sum = 0
      for (let row = this.ownFirst[s]! + 1; row < this.sections.firstSample[s + 1]!; row++)
        sum += this.distance(row - 1, row)
      lengths[s] = sum
    }
    return (this.#lengths = lengths)
  }

  /**
   * Row of each section's first sample that is its own. A branch of a soma may begin with a copy of the soma's point,
   * which other programs do not give it; the copy on other branch points belongs to the branch everywhere.
   */
  get ownFirst(): Int32Array {
    if (this.#ownFirst) return this.#ownFirst
    const { count, firstSample, parent, wire } = this.sections
    const ownFirst = firstSample.slice(0, count)
    for (let s = 0; s < count; s++) {
      const up = parent[s]!
      if (up < 0 || wire[s] === 1 || !this.isSoma(up) || this.isSoma(s)) continue
      if (this.#isCopied(firstSample[s]!, up)) ownFirst[s] = firstSample[s]! + 1
    }
    return (this.#ownFirst = ownFirst)
  }

  #isCopied(row: number, up: number): boolean {
    const { x, y, z, line } = this.samples
    const { firstSample } = this.sections
    const rows = this.keep('somaRows', () => this.#somaRowsByLine())
    // Most copies are of an end; points that the reader made have no line to be found by.
    const candidates = [firstSample[up]!, this.end(up) - 1, rows.get(line[row]!) ?? -1]
    return candidates.some(
      at =>
        at >= firstSample[up]! &&
        at < this.end(up) &&
        x[at] === x[row] &&
        y[at] === y[row] &&
        z[at] === z[row] &&
        line[at] === line[row],
    )
  }

  #somaRowsByLine(): Map<number, number> {
    const rows = new Map<number, number>()
    const { count, firstSample } = this.sections
    for (let section = 0; section < count; section++) {
      if (!this.isSoma(section)) continue
      for (let row = firstSample[section]!; row < this.end(section); row++) {
        const line = this.samples.line[row]!
        // A copy of a branch point has its line too; the point itself comes first or last in its section.
        if (line > 0 && !rows.has(line)) rows.set(line, row)
      }
    }
    return rows
  }

  /** Row behind a section's last sample. */
  end(section: number): number {
    return this.sections.firstSample[section + 1]!
  }

  /** The trees of sections that are not soma, in the order of their first sections. */
  get neurites(): readonly Neurite[] {
    if (this.#neurites) return this.#neurites
    const { count, parent, type } = this.sections
    const neuriteOf = new Int32Array(count).fill(-1)
    const neurites: { root: number; sections: number[]; type: number }[] = []
    for (const s of this.parentsFirst) {
      if (this.isSoma(s)) continue
      const up = parent[s]!
      const known = up >= 0 ? neuriteOf[up]! : -1
      neuriteOf[s] = known >= 0 ? known : neurites.push({ root: s, sections: [], type: type[s]! }) - 1
      neurites[neuriteOf[s]!]!.sections.push(s)
    }
    this.#neuriteOf = neuriteOf
    return (this.#neurites = neurites)
  }

  /** Index of each section's neurite; −1 for somas. */
  get neuriteOf(): Int32Array {
    void this.neurites
    return this.#neuriteOf ?? new Int32Array(0)
  }

  /** The root section of each section's whole tree, somas included. */
  get treeOf(): Int32Array {
    if (this.#trees) return this.#trees
    const trees = new Int32Array(this.sections.count)
    for (const s of this.parentsFirst) {
      const up = this.sections.parent[s]!
      trees[s] = up < 0 ? s : trees[up]!
    }
    return (this.#trees = trees)
  }

  /** The soma's place and size; undefined where the cell has none. Of several somas, the first tree's. */
  get soma(): SomaShape | undefined {
    if (this.#soma === null) this.#soma = describeSoma(this)
    return this.#soma
  }

  /** Name of a section in quotes. */
  name(section: number): string {
    return `“${this.sections.name[section] ?? ''}”`
  }

  /** A sample as `sample 3 of “dend[1]”`. */
  sampleName(section: number, row: number): string {
    return `sample ${row - this.sections.firstSample[section]!} of ${this.name(section)}`
  }

  /** Something that several rules or fixes need, made once. */
  keep<T>(key: string, make: () => T): T {
    if (!this.#kept.has(key)) this.#kept.set(key, make())
    return this.#kept.get(key) as T
  }
}
