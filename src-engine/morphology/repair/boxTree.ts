/** Boxes that lie in a box; below this size they are not divided further. */
const leafSize = 16

/** Lower and upper corners of many boxes [µm]. */
export interface Boxes {
  readonly count: number
  readonly low: readonly [Float64Array, Float64Array, Float64Array]
  readonly high: readonly [Float64Array, Float64Array, Float64Array]
}

/** Room for the corners of so many boxes. */
export function emptyBoxes(count: number): Boxes {
  const columns = (): [Float64Array, Float64Array, Float64Array] => [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ]
  return { count, low: columns(), high: columns() }
}

interface Node {
  /** Lower corner, then upper corner. */
  readonly box: Float64Array
  /** Items of the node in the tree's order. */
  readonly start: number
  readonly end: number
  near: Node | undefined
  far: Node | undefined
}

/** Finds boxes by place: halves the room where it is widest, again and again. */
export class BoxTree {
  readonly #boxes: Boxes
  readonly #items: Int32Array
  readonly #root: Node | undefined

  constructor(boxes: Boxes) {
    this.#boxes = boxes
    this.#items = Int32Array.from({ length: boxes.count }, (_, i) => i)
    if (boxes.count === 0) return
    this.#root = this.#node(0, boxes.count)
    const open = [this.#root]
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.end - node.start <= leafSize) continue
      const middle = this.#divide(node)
      node.near = this.#node(node.start, middle)
      node.far = this.#node(middle, node.end)
      open.push(node.near, node.far)
    }
  }

  /** Calls for every box that a given box touches, until told to stop by `true`. */
  visit(low: readonly number[], high: readonly number[], isEnough: (item: number) => boolean | void): void {
    const { low: lows, high: highs } = this.#boxes
    const open: Node[] = this.#root ? [this.#root] : []
    for (let node = open.pop(); node; node = open.pop()) {
      if (isApart(node, low, high)) continue
      if (node.near && node.far) {
        open.push(node.far, node.near)
        continue
      }
      for (let at = node.start; at < node.end; at++) {
        const item = this.#items[at]!
        const touches =
          lows[0][item]! <= high[0]! &&
          highs[0][item]! >= low[0]! &&
          lows[1][item]! <= high[1]! &&
          highs[1][item]! >= low[1]! &&
          lows[2][item]! <= high[2]! &&
          highs[2][item]! >= low[2]!
        if (touches && isEnough(item)) return
      }
    }
  }

  /**
   * The item nearest to a point, by a distance of the caller's that is never below the distance to the item's box.
   *
   * @param distanceTo Infinity for items that do not count
   */
  nearest(
    point: readonly [number, number, number],
    limit: number,
    distanceTo: (item: number) => number,
  ): { readonly item: number; readonly distance: number } | undefined {
    let best: { item: number; distance: number } | undefined
    let most = limit
    const open: Node[] = this.#root ? [this.#root] : []
    for (let node = open.pop(); node; node = open.pop()) {
      if (distanceToNode(node, point) > most) continue
      if (node.near && node.far) {
        const isNearFirst = distanceToNode(node.near, point) <= distanceToNode(node.far, point)
        open.push(isNearFirst ? node.far : node.near, isNearFirst ? node.near : node.far)
        continue
      }
      for (let at = node.start; at < node.end; at++) {
        const item = this.#items[at]!
        const distance = distanceTo(item)
        // Of equally near ones the first, so that the order of the tree does not matter.
        if (distance < most || (distance === most && (!best || item < best.item))) {
          best = { item, distance }
          most = distance
        }
      }
    }
    return best
  }

  #node(start: number, end: number): Node {
    // hot
    const { low, high } = this.#boxes
    const items = this.#items
    const box = new Float64Array(6)
    for (let axis = 0; axis < 3; axis++) {
      const lows = low[axis]!
      const highs = high[axis]!
      let least = Infinity
      let most = -Infinity
      for (let at = start; at < end; at++) {
        const item = items[at]!
        if (lows[item]! < least) least = lows[item]!
        if (highs[item]! > most) most = highs[item]!
      }
      box[axis] = least
      box[axis + 3] = most
    }
    return { box, start, end, near: undefined, far: undefined }
  }

  /** Divides items by the middle of the room along its widest side; in halves where that leaves too few on one side. */
  #divide({ box, start, end }: Node): number {
    // hot
    let widest = 0
    for (let axis = 1; axis < 3; axis++)
      if (box[axis + 3]! - box[axis]! > box[widest + 3]! - box[widest]!) widest = axis
    const low = this.#boxes.low[widest]!
    const high = this.#boxes.high[widest]!
    const middle = box[widest]! + box[widest + 3]!
    const items = this.#items
    let left = start
    for (let at = start; at < end; at++) {
      const item = items[at]!
      if (low[item]! + high[item]! >= middle) continue
      items[at] = items[left]!
      items[left++] = item
    }
    // A few far away would make the tree deep; halves keep it shallow.
    const least = (end - start) >> 4
    if (left - start > least && end - left > least) return left
    items.subarray(start, end).sort((a, b) => low[a]! + high[a]! - (low[b]! + high[b]!))
    return (start + end) >> 1
  }
}

function isApart({ box }: Node, low: readonly number[], high: readonly number[]): boolean {
  return (
    box[0]! > high[0]! ||
    box[3]! < low[0]! ||
    box[1]! > high[1]! ||
    box[4]! < low[1]! ||
    box[2]! > high[2]! ||
    box[5]! < low[2]!
  )
}

function distanceToNode({ box }: Node, point: readonly [number, number, number]): number {
  let sum = 0
  for (let axis = 0; axis < 3; axis++) {
    const gap = Math.max(box[axis]! - point[axis]!, point[axis]! - box[axis + 3]!, 0)
    sum += gap * gap
  }
  return Math.sqrt(sum)
}
