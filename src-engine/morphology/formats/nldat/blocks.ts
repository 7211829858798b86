/** A block of a DAT file: kind (16 bits), length with its heading (32 bits), contents. */
export interface Block {
  readonly kind: number
  /** Where its heading stands. */
  readonly at: number
  /** Where its contents start and end. */
  readonly start: number
  readonly end: number
}

/** Kinds of blocks whose layout is known. */
export const blockKind = {
  text: 0x0001,
  point: 0x0101,
  points: 0x0103,
  property: 0x0104,
  properties: 0x0105,
  contour: 0x0201,
  tree: 0x0202,
  branch: 0x0203,
  otherBranch: 0x0209,
} as const

/** Bytes of a block's heading. */
const headingBytes = 6

/** A length that cannot be, at a place of the file. */
export interface BrokenBlock {
  readonly brokenAt: number
}

/** The blocks that fill the bytes from start to end, without those inside them. */
export function blocksIn(view: DataView, start: number, end: number): readonly Block[] | BrokenBlock {
  const blocks: Block[] = []
  for (let at = start; at < end;) {
    if (at + headingBytes > end) return { brokenAt: at }
    const length = view.getUint32(at + 2, true)
    const next = at + length
    if (length < headingBytes || next > end) return { brokenAt: at }
    blocks.push({ kind: view.getUint16(at, true), at, start: at + headingBytes, end: next })
    at = next
  }
  return blocks
}
