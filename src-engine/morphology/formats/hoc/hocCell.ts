import type { Point } from '../../listed/listedSection.ts'
import type { Place3d } from '../../traced/tracedCell.ts'

/** A section as the program has made it so far. */
export interface HocSection {
  readonly name: string
  points: Point[]
  lines: number[]
  lengthUm: number | undefined
  diameterUm: number | undefined
  wire: Place3d | undefined
  parent: HocSection | undefined
  parentX: number
  /** Which end of this section is attached. */
  childEnd: 0 | 1
  line: number
}

/** The sections that a program has created, by array. */
export class HocCell {
  readonly #arrays = new Map<string, HocSection[]>()
  /** Scalars are arrays of one that have no index in their name. */
  readonly #all = new Set<HocSection>()
  /** Cables of a CABLE program: first and last segment, and the segment that they hang on. */
  readonly cables: {
    readonly first: number
    readonly last: number
    readonly root: number
    readonly line: number
  }[] = []

  /** Creates a section, or an array of them; what had the name before is gone. */
  create(name: string, count: number | undefined, line: number): void {
    for (const old of this.#arrays.get(name) ?? []) this.#all.delete(old)
    const sections = Array.from({ length: count ?? 1 }, (_, index): HocSection => ({
      name: count === undefined ? name : `${name}[${index}]`,
      points: [],
      lines: [],
      lengthUm: undefined,
      diameterUm: undefined,
      wire: undefined,
      parent: undefined,
      parentX: 0,
      childEnd: 0,
      line,
    }))
    this.#arrays.set(name, sections)
    for (const section of sections) this.#all.add(section)
  }

  /** Takes a section away; its name goes on to stand for it. */
  delete(section: HocSection): void {
    this.#all.delete(section)
  }

  /** Whether a name is that of a section or an array of them. */
  has(name: string): boolean {
    return this.#arrays.has(name)
  }

  /** @returns undefined for an index beyond the array */
  section(name: string, index: number): HocSection | undefined {
    return this.#arrays.get(name)?.[index]
  }

  /** All sections in the order in which they were created. */
  get sections(): readonly HocSection[] {
    return [...this.#all]
  }
}

/** Sets the length: points there are drawn out or pushed together from the first one, as NEURON does. */
export function setLength(section: HocSection, lengthUm: number): void {
  section.lengthUm = lengthUm
  const [first] = section.points
  let before = 0
  for (let i = 1; i < section.points.length; i++) {
    const [a, b] = [section.points[i - 1]!, section.points[i]!]
    const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    before += Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  if (!first || before === 0) return
  const factor = lengthUm / before
  section.points = section.points.map(([x, y, z, diameter]): Point => {
    const along = (value: number, from: number) => from + factor * (value - from)
    return [along(x, first[0]), along(y, first[1]), along(z, first[2]), diameter]
  })
}

/** Sets the diameter, of all points where there are any. */
export function setDiameter(section: HocSection, diameterUm: number): void {
  section.diameterUm = diameterUm
  section.points = section.points.map(([x, y, z]): Point => [x, y, z, diameterUm])
}
