import type { ReaderInput } from '../format.ts'
import type { SegmentGroup } from './cellRecord.ts'
import type { SegmentTree } from './connectSegments.ts'

/** Finds the segments of groups: named ones, those of included groups, paths and subtrees. */
export class GroupMembers {
  readonly #tree: SegmentTree
  readonly #groups: ReadonlyMap<string, SegmentGroup>
  readonly #input: ReaderInput
  /** Steps that are left, so that groups which name each other over and over cannot take all day. */
  #budget: number

  constructor(tree: SegmentTree, groups: ReadonlyMap<string, SegmentGroup>, input: ReaderInput) {
    this.#tree = tree
    this.#groups = groups
    this.#input = input
    this.#budget = 1e6 + 100 * tree.segments.count
  }

  /** Rows of all segments of some groups together, each once. */
  rows(of: readonly SegmentGroup[]): ReadonlySet<number> {
    const rows = new Set<number>()
    const seen = new Set(of)
    for (const group of seen) {
      if (this.#budget < 0) {
        this.#input.report.say('neuroml/group-too-involved', { group: group.id }, { line: group.line })
        break
      }
      this.#addOwn(group, rows)
      for (const name of group.includes) {
        const included = this.#groups.get(name)
        if (included) seen.add(included)
        else this.#sayUnknown(group, name)
      }
      this.#budget -= group.includes.length
    }
    return rows
  }

  #addOwn(group: SegmentGroup, rows: Set<number>): void {
    for (const member of group.members) {
      const row = this.#row(group, member)
      if (row >= 0) rows.add(row)
    }
    this.#budget -= group.members.length
    for (const { from, to } of group.paths) this.#addPath(group, from, to, rows)
    for (const from of group.subTrees) {
      const start = this.#row(group, from)
      const reached = start < 0 ? [] : [start]
      for (let at = 0; at < reached.length && this.#budget-- > 0; at++) {
        rows.add(reached[at]!)
        for (const child of this.#tree.children[reached[at]!]!) reached.push(child)
      }
    }
  }

  /** From the far end up to the near one, or where none is given to the root. */
  #addPath(group: SegmentGroup, from: string, to: string, rows: Set<number>): void {
    const first = from === '' ? -1 : this.#row(group, from)
    for (let row = this.#row(group, to); row >= 0 && this.#budget-- > 0; row = this.#tree.parent[row]!) {
      rows.add(row)
      if (row === first) break
    }
  }

  #row(group: SegmentGroup, id: string): number {
    const row = this.#tree.rowOf.get(id)
    if (row === undefined) this.#sayUnknown(group, id)
    return row ?? -1
  }

  #sayUnknown(group: SegmentGroup, member: string): void {
    this.#input.report.say('neuroml/unknown-member', { group: group.id, member }, { line: group.line })
  }
}
