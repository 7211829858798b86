import type { ImportReport } from '../../importReport.ts'
import { largestCoordinateUm } from '../../limits.ts'
import { sectionType } from '../../morphology.ts'
import { OpenBranches } from '../../traced/openBranches.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { SomaOutline } from '../../traced/tracedTrees.ts'
import { blockKind, blocksIn, type Block } from './blocks.ts'
import { NotKept } from './notKept.ts'

/** Stands before the blocks. */
export const headerBytes = 70
/** Four numbers of 32 bits and a flag of 16: a point in its list. */
const pointBytes = 18
/** Kind of tree, colour, and two bytes that are zero. */
const treeHeading = 8
/** How it ends, and how many branches go on from it. */
const branchHeading = 4
/** Colour and two bytes, behind a contour's name. */
const contourHeading = 8

const typesOfTrees = [sectionType.axon, sectionType.dend, sectionType.apic, sectionType.dend]
const somaNames = new Set(['CellBody', 'Cell Body', 'Soma'])
const fewestOutlinePoints = 3

/** Reads the blocks of a DAT file into a traced cell (SPEC.md, rules B20 to B25). */
export class NldatReader {
  readonly somas: SomaOutline[] = []
  readonly #view: DataView
  readonly #cell: TracedCell
  readonly #report: ImportReport
  readonly #notKept = new NotKept()

  constructor(bytes: Uint8Array, cell: TracedCell, report: ImportReport) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#cell = cell
    this.#report = report
  }

  /** Reads everything up to the end mark. */
  read(end: number): void {
    for (const block of this.#blocks(headerBytes, end)) {
      if (block.kind === blockKind.contour) this.#contour(block)
      else if (block.kind === blockKind.tree) this.#tree(block)
      else this.#notKept.add(block)
      if (this.#report.failed) return
    }
    this.#notKept.say(this.#report)
  }

  #blocks(start: number, end: number): readonly Block[] {
    const found = blocksIn(this.#view, start, end)
    if (!('brokenAt' in found)) return found
    const what = 'a block is longer than what it stands in'
    this.#report.say('nldat/damaged', { at: found.brokenAt, what })
    return []
  }

  /** A tree's own points and its branches; those that go on from one place are stored last first. */
  #tree({ at, start, end }: Block): void {
    if (start + treeHeading > end) return this.#cutOff(at)
    const kind = this.#view.getUint16(start, true)
    const type = typesOfTrees[kind]
    const first = this.#cell.points.count + 1
    if (type === undefined) this.#report.say('nldat/unknown-type', { type: kind }, { line: first })
    const open = new OpenBranches(this.#cell, this.#report, type ?? sectionType.undefined)
    open.begin(first)
    const trunk = this.#branchesAfterPoints(start + treeHeading, end)
    /** Branches to come, and undefined where one is complete. */
    const pending: (Block | undefined)[] = []
    // A single branch goes on with the tree's first point.
    const [only] = trunk
    if (trunk.length === 1 && only) pending.push(...this.#branch(only))
    else for (const branch of trunk) pending.push(undefined, branch)
    while (pending.length > 0 && !this.#report.failed) {
      const branch = pending.pop()
      if (!branch) open.end()
      else {
        open.begin(this.#cell.points.count + 1)
        pending.push(...this.#branch(branch))
      }
    }
    open.end()
  }

  /** Adds a branch's points. @returns what is to be done after them, last first */
  #branch({ at, start, end }: Block): (Block | undefined)[] {
    if (start + branchHeading > end) {
      this.#cutOff(at)
      return []
    }
    const announced = this.#view.getUint16(start + 2, true)
    const children = this.#branchesAfterPoints(start + branchHeading, end)
    if (children.length !== announced) {
      const what = `${announced} branches are announced, and ${children.length} are there`
      this.#report.say('nldat/damaged', { at, what })
    }
    // As they are stored last first, the last of the list is the first to be read.
    return children.flatMap(child => [undefined, child])
  }

  #branchesAfterPoints(start: number, end: number): readonly Block[] {
    const branches: Block[] = []
    for (const block of this.#blocks(start, end)) {
      const { kind } = block
      if (kind === blockKind.point) this.#point(block.at, block.start, block.end)
      else if (kind === blockKind.points) this.#points(block)
      else if (kind === blockKind.branch || kind === blockKind.otherBranch) branches.push(block)
      else this.#notKept.add(block)
    }
    return branches
  }

  /** A count, and so many blocks of a point each. */
  #points({ at, start, end }: Block): void {
    if (start + 2 > end) return this.#cutOff(at)
    const announced = this.#view.getUint16(start, true)
    const blocks = this.#blocks(start + 2, end)
    for (const block of blocks) {
      if (block.kind === blockKind.point) this.#point(block.at, block.start, block.end)
      else this.#notKept.add(block)
    }
    // The count has 16 bits; longer lists go round.
    if (blocks.length % 0x10000 !== announced && !this.#report.failed) {
      const what = `${announced} points are announced, and ${blocks.length} are there`
      this.#report.say('nldat/damaged', { at, what })
    }
  }

  #point(at: number, start: number, end: number): void {
    if (start + pointBytes > end) return this.#cutOff(at)
    const { points } = this.#cell
    const line = points.count + 1
    const number = (column: number) => this.#view.getFloat32(start + 4 * column, true)
    const values = [number(0), number(1), number(2), number(3)] as const
    for (const value of values)
      if (!(Math.abs(value) <= largestCoordinateUm))
        this.#report.say('nldat/not-a-number', { value }, { line })
    points.add(...values, line)
  }

  #contour({ at, start, end }: Block): void {
    const textEnd = start + 6 <= end ? start + this.#view.getUint32(start + 2, true) : end + 1
    if (textEnd < start + 8 || textEnd + contourHeading > end) return this.#cutOff(at)
    // A text: its own heading of six bytes, characters, and two zeros are in a contour's name.
    let name = ''
    for (let i = start + 6; i < textEnd; i++) {
      const code = this.#view.getUint8(i)
      if (code === 0) break
      name += String.fromCharCode(code)
    }
    const { points, annotations } = this.#cell
    const first = points.count
    const branches = this.#branchesAfterPoints(textEnd + contourHeading, end)
    if (branches.length > 0 || this.#report.failed) return this.#report.failed ? undefined : this.#cutOff(at)
    const range = { start: first, end: points.count }
    const count = range.end - range.start
    const isSoma = somaNames.has(name)
    if (isSoma && count >= fewestOutlinePoints) this.somas.push({ points: range, line: first + 1 })
    else if (isSoma) this.#report.say('morphology/soma-too-few-points', { count }, { line: first + 1 })
    const row = isSoma && count >= fewestOutlinePoints ? first : -1
    if (count > 0) annotations.addOutline(name, true, points, range, row)
  }

  #cutOff(at: number): void {
    this.#report.say('nldat/damaged', { at, what: 'a block is shorter than what belongs into it' })
  }
}
