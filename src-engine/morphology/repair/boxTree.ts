/** Boxes that lie in a box; below this size they are not divided further. */
const leafSize = 8

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
  readonly low: readonly [number, number, number]
  readonly high: readonly [number, number, number]
  /** Items of the node in the tree's order. */
  readonly start: number
  readonly end: number
  near: Node | undefined
  far: Node | undefined
}

/** Finds boxes by place: halves the boxes by the middle of their widest spread, again and again. */
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
      const middle = this.#divide(node.start, node.end)
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
    const { low, high } = this.#boxes
    const corner = (columns: Boxes['low'], isLow: boolean): [number, number, number] => {
      const found: [number, number, number] = isLow
        ? [Infinity, Infinity, Infinity]
        : [-Infinity, -Infinity, -Infinity]
      for (const axis of [0, 1, 2] as const) {
        const column = columns[axis]
        for (let at = start; at < end; at++) {
          const value = column[this.#items[at]!]!
          if (isLow ? value < found[axis] : value > found[axis]) found[axis] = value
        }
      }
      return found
    }
    return { low: corner(low, true), high: corner(high, false), start, end, near: undefined, far: undefined }
  }

  /** Divides items by the mean of their middles along the axis on which these spread most; in halves if that fails. */
  #divide(start: number, end: number): number {
    const { low, high } = this.#boxes
    const items = this.#items
    let widest: 0 | 1 | 2 = 0
    let spread = -1
    let middle = 0
    for (const axis of [0, 1, 2] as const) {
      let least = Infinity
      let most = -Infinity
      let sum = 0
      for (let at = start; at < end; at++) {
        const centre = low[axis][items[at]!]! + high[axis][items[at]!]!
        if (centre < least) least = centre
        if (centre > most) most = centre
        sum += centre
      }
      if (most - least <= spread) continue
      widest = axis
      spread = most - least
      middle = sum / (end - start)
    }
    let left = start
    for (let at = start; at < end; at++) {
      const item = items[at]!
      if (low[widest][item]! + high[widest][item]! >= middle) continue
      items[at] = items[left]!
      items[left++] = item
    }
    // A few far away would make the tree deep; halves keep it shallow.
    const least = (end - start) >> 4
    return left - start > least && end - left > least ? left : this.#halve(start, end, widest)
  }

  #halve(start: number, end: number, axis: 0 | 1 | 2): number {
    const { low, high } = this.#boxes
    const part = this.#items.subarray(start, end)
    part.sort((a, b) => low[axis][a]! + high[axis][a]! - (low[axis][b]! + high[axis][b]!))
    return (start + end) >> 1
  }
}

function isApart({ low, high }: Node, otherLow: readonly number[], otherHigh: readonly number[]): boolean {
  return (
    low[0] > otherHigh[0]! ||
    high[0] < otherLow[0]! ||
    low[1] > otherHigh[1]! ||
    high[1] < otherLow[1]! ||
    low[2] > otherHigh[2]! ||
    high[2] < otherLow[2]!
  )
}

function distanceToNode({ low, high }: Node, point: readonly [number, number, number]): number {
  let sum = 0
  for (const axis of [0, 1, 2] as const) {
    const gap = Math.max(low[axis] - point[axis], point[axis] - high[axis], 0)
    sum += gap * gap
  }
  return Math.sqrt(sum)
}
