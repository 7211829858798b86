import { largestCoordinateUm } from '../../limits.ts'
import { setDiameter, setLength, type HocCell, type HocSection } from './hocCell.ts'
import type { HocCursor } from './hocCursor.ts'
import { evaluate, type HocNames } from './hocExpression.ts'
import { tokenKind } from './lexHoc.ts'

/** What the geometry of a section needs of the program. */
export interface HocGeometry extends HocNames {
  readonly cell: HocCell
  readonly cursor: HocCursor
  section(): HocSection
  leaveOut(what: string): void
}

const calls = new Set([
  'pt3dclear',
  'pt3dadd',
  'pt3dstyle',
  'pt3dinsert',
  'pt3dremove',
  'pt3dchange',
  'pt3dconst',
])

/** Variables of a section that are set like plain ones. */
export const properties: ReadonlySet<string> = new Set(['L', 'diam', 'nseg', 'Ra', 'cm', 'rallbranch'])

/** Whether a call is about the 3-D points of a section. */
export function isGeometryCall(name: string): boolean {
  return calls.has(name)
}

/** Does what a call says with the points of the section (rule T42). */
export function geometryCall(
  program: HocGeometry,
  name: string,
  values: readonly number[],
  section: HocSection | undefined,
  line: number,
): void {
  const { cursor } = program
  if (!section) return cursor.refuse(`calls “${name}” outside of a section`)
  const absurd = values.find(value => !(Math.abs(value) <= largestCoordinateUm))
  if (absurd !== undefined) cursor.refuse(`has the number ${absurd}, which is no coordinate of a cell`)
  if (name === 'pt3dclear') {
    section.points = []
    section.lines = []
  } else if (name === 'pt3dadd') {
    const [x, y, z, diameter] = values
    if (x === undefined || y === undefined || z === undefined || diameter === undefined) {
      return cursor.refuse(`gives a point ${values.length} of four numbers`)
    }
    if (values[4]) program.leaveOut('marks of spines')
    section.points.push([x, y, z, diameter])
    section.lines.push(line)
  } else if (name === 'pt3dstyle') {
    const [style, x = 0, y = 0, z = 0] = values
    section.wire = style === 1 ? { x, y, z } : undefined
  } else cursor.refuse(`changes 3-D points by “${name}”`)
}

/** Sets a variable of a section (rule T43). */
export function assignProperty(
  program: HocGeometry,
  name: string,
  value: number,
  section: HocSection | undefined,
  line: number,
): void {
  const { cursor } = program
  if (name !== 'L' && name !== 'diam') return program.leaveOut('properties of membranes and sections')
  if (!section) return cursor.refuse(`sets “${name}” outside of a section`)
  if (!(value > 0 && value <= largestCoordinateUm)) cursor.refuse(`sets “${name}” to ${value}`)
  if (section.points.length === 0) section.line = line
  if (name === 'L') setLength(section, value)
  else setDiameter(section, value)
}

/** `connect child(0), parent(1)`, or `connect child(0), 1` within the parent; the cursor stands behind `connect`. */
export function connectSections(program: HocGeometry, current: HocSection | undefined): void {
  const { cursor } = program
  const { line } = cursor
  const child = program.section()
  const childX = place(program)
  cursor.expect(',')
  const namesParent = cursor.kind === tokenKind.word && program.cell.has(cursor.text)
  const parent = namesParent ? program.section() : current
  if (!parent) return cursor.refuse('connects to the current section, and there is none')
  const parentX = namesParent ? place(program) : evaluate(cursor, program, true)
  if (childX !== 0 && childX !== 1) cursor.refuse('attaches a section by its middle')
  if (!(parentX >= 0 && parentX <= 1)) cursor.refuse(`attaches a section at ${parentX} of another`)
  child.parent = parent
  child.parentX = parentX
  child.childEnd = childX === 1 ? 1 : 0
  if (child.points.length === 0) child.line = line
}

function place(program: HocGeometry): number {
  const { cursor } = program
  cursor.expect('(')
  const x = evaluate(cursor, program, true)
  cursor.expect(')')
  return x
}
