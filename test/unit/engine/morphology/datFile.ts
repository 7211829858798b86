/** x, y, z, diameter [µm]. */
export type DatPoint = readonly [number, number, number, number]

/** A block of a Neurolucida DAT file: kind, length, contents. */
export function block(kind: number, contents: readonly number[]): number[] {
  return [...uint(kind, 2), ...uint(contents.length + 6, 4), ...contents]
}

const uint = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => (value >>> (8 * i)) & 255)

const point = (values: DatPoint): number[] =>
  block(0x101, [...new Uint8Array(Float32Array.from(values).buffer), 0, 0])

const points = (rows: readonly DatPoint[]): number[] =>
  block(0x103, [...uint(rows.length, 2), ...rows.flatMap(point)])

/** A branch with those that go on from it, in the order of ASC; they are stored last first. */
export function branch(rows: readonly DatPoint[], children: readonly number[][] = []): number[] {
  const lists = [...block(0x205, [0, 0]), ...block(0x207, [0, 0])]
  const stored = [...children].reverse().flat()
  return block(0x203, [
    children.length > 0 ? 7 : 4,
    0,
    ...uint(children.length, 2),
    ...points(rows),
    ...lists,
    ...stored,
  ])
}

/** A tree: its kind, first point, and branches. */
export function tree(kind: number, first: DatPoint, branches: readonly number[][]): number[] {
  const stored = [...branches].reverse().flat()
  return block(0x202, [
    ...uint(kind, 2),
    0,
    128,
    128,
    0,
    0,
    0,
    ...block(0x105, [0, 0]),
    ...point(first),
    ...stored,
  ])
}

/** A contour with a name. */
export function contour(name: string, rows: readonly DatPoint[]): number[] {
  const text = block(
    1,
    [...name].map(letter => letter.charCodeAt(0)),
  )
  return block(0x201, [
    1,
    0,
    ...uint(text.length, 4),
    ...text.slice(6),
    0,
    0,
    0,
    0,
    255,
    0,
    0,
    0,
    ...points(rows),
  ])
}

/** A whole file. */
export function datFile(blocks: readonly number[][]): Uint8Array {
  const head = new Array<number>(70).fill(0)
  head[0] = 4
  ;[...'V3 DAT file'].forEach((letter, i) => (head[i + 1] = letter.charCodeAt(0)))
  return Uint8Array.from([...head, ...blocks.flat(), 0xdd, 0xcc, 0xbb, 0xaa])
}
