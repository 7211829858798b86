import type { Marker, Spine } from '../../annotations.ts'
import { sectionType, type Morphology } from '../../morphology.ts'
import type { PointColumns } from '../../pointColumns.ts'
import { numberText, type WrittenSamples } from '../numberText.ts'
import { pointsWithPlaces } from '../sectionPoints.ts'
import { markText } from './marks.ts'

/** A cell whose trees are written. */
export interface AscTree {
  readonly morphology: Morphology
  readonly samples: WrittenSamples
  readonly children: readonly (readonly number[])[]
  /** Whether a section is a soma that is written as outlines. */
  readonly isOutlined: (section: number) => boolean
  /** Markers and spines by the sample that they stand on or after. */
  readonly marks: ReadonlyMap<number, readonly (Marker | Spine)[]>
}

/** Deeper branches are not moved further to the right: indentation must not outgrow the text. */
const deepestIndent = 20

const propertyOfType: Readonly<Record<number, string>> = {
  [sectionType.axon]: '(Color Cyan)\n  (Axon)',
  [sectionType.dend]: '(Color Yellow)\n  (Dendrite)',
  [sectionType.apic]: '(Color Magenta)\n  (Apical)',
}

/** A section to be written, or text that is ready. */
type Piece = { readonly section: number; readonly depth: number } | string

/** The tree that a section and all that hangs on it make. All of it has the type of its first section. */
export function treeText(tree: AscTree, root: number): string {
  const type = tree.morphology.sections.type[root]!
  const text = [`( ${propertyOfType[type] ?? '(Color White)'}\n`]
  const pending: Piece[] = [')\n\n', { section: root, depth: 1 }]
  // A tree may be deeper than the call stack: what is still to come is kept in a list, the next piece last.
  for (let piece = pending.pop(); piece !== undefined; piece = pending.pop()) {
    if (typeof piece === 'string') text.push(piece)
    else for (const part of branchPieces(tree, piece.section, piece.depth).reverse()) pending.push(part)
  }
  return text.join('')
}

/** The points of a section, cut where branches hang in its middle, and what hangs on it, in order. */
function branchPieces(tree: AscTree, section: number, depth: number): Piece[] {
  const { morphology, samples, children } = tree
  const { firstSample, parentX } = morphology.sections
  const own = children[section]!
  const inside = own.map(child => parentX[child]!).filter(x => x > 0 && x < 1)
  const start = firstSample[section]!
  const { points, rowOf } = pointsWithPlaces(samples, start, firstSample[section + 1]!, inside)
  const last = points.count - 1
  const hanging = new Map<number, number[]>()
  for (const child of own) {
    const x = parentX[child]!
    if (x === 0 && !hangsApart(tree, section)) continue
    const row = x === 0 ? 0 : x === 1 ? last : (rowOf.get(x) ?? last)
    const list = hanging.get(row)
    if (list) list.push(child)
    else hanging.set(row, [child])
  }
  const pieces: Piece[] = []
  const closing: string[] = []
  const rows = (from: number, to: number, indent: string) => rowsText(tree, points, [from, to], indent)
  let indent = indentOf(depth)
  let from: number = firstWritten(tree, section)
  for (const [row, branches] of [...hanging].sort(([a], [b]) => a - b)) {
    pieces.push(rows(from, row + 1, indent))
    // A root of one point would be a sphere; twice the same point is a cable without length.
    if (row === 0) pieces.push(rows(0, 1, indent))
    pieces.push(`${indent}(\n`)
    branches
      .flatMap(child => [child, ...nearTwigs(tree, child)])
      .forEach((branch, index) => {
        if (index > 0) pieces.push(`${indent}|\n`)
        pieces.push({ section: branch, depth: depth + closing.length + 1 })
      })
    closing.push(`${indent})\n`)
    if (row === last) return [...pieces, ...closing.reverse()]
    pieces.push(`${indent}|\n`)
    indent = indentOf(depth + closing.length)
    from = row
  }
  pieces.push(rows(from, last + 1, indent), `${indent}Normal\n`)
  return [...pieces, ...closing.reverse()]
}

const indentOf = (depth: number) => '  '.repeat(Math.min(depth, deepestIndent))

/** Whether what hangs on the near end of a section has no other branch's end to hang on. */
function hangsApart({ morphology }: AscTree, section: number): boolean {
  return morphology.sections.parent[section]! < 0
}

/** What hangs on the near end of a branch hangs where the branch does, and so on with what hangs on that. */
function nearTwigs({ morphology, children }: AscTree, branch: number): number[] {
  const { parentX } = morphology.sections
  const found: number[] = []
  const waiting = [branch]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const near = children[next]!.filter(child => parentX[child] === 0)
    found.push(...near)
    waiting.push(...near)
  }
  return found
}

/** The reader repeats the parent's end with the width of the branch's first own point: then that need not be written. */
function firstWritten({ morphology, samples, isOutlined }: AscTree, section: number): 0 | 1 {
  const { parent, parentX, firstSample } = morphology.sections
  const up = parent[section]!
  if (up < 0 || parentX[section] !== 1 || isOutlined(up)) return 0
  const { x, y, z, diameter } = samples
  const first = firstSample[section]!
  const end = firstSample[up + 1]! - 1
  const isShared = x[first] === x[end] && y[first] === y[end] && z[first] === z[end]
  const next = first + 1
  const isElsewhere = x[next] !== x[end] || y[next] !== y[end] || z[next] !== z[end]
  return isShared && isElsewhere && diameter[first] === diameter[next] ? 1 : 0
}

/** Points [from, to), each on a line, with the markers and spines that stand on them. */
function rowsText(
  { marks }: AscTree,
  { x, y, z, diameter, line }: PointColumns,
  [from, to]: readonly [number, number],
  indent: string,
): string {
  const lines: string[] = []
  for (let row = from; row < to; row++) {
    const place = `${numberText(x[row]!)} ${numberText(y[row]!)} ${numberText(z[row]!)}`
    lines.push(`${indent}(${place} ${numberText(diameter[row]!)})\n`)
    // A point that is repeated where a branch was cut has its marks once.
    if (row === from && from > 1) continue
    for (const mark of marks.get(line[row]! - 1) ?? []) lines.push(`${indent}${markText(mark)}\n`)
  }
  return lines.join('')
}
