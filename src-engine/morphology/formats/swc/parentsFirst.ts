/**
 * Rows depth first: parents before children, children and roots in their original order. Rows that hang on a loop are
 * left out, so a shorter result tells of one.
 */
export function parentsFirst(parent: Int32Array): Int32Array {
  const count = parent.length
  const firstChild = new Int32Array(count).fill(-1)
  const nextSibling = new Int32Array(count).fill(-1)
  for (let row = count - 1; row >= 0; row--) {
    const up = parent[row]!
    if (up < 0 || up === row) continue
    nextSibling[row] = firstChild[up]!
    firstChild[up] = row
  }
  const order = new Int32Array(count)
  let length = 0
  const waiting: number[] = []
  for (let root = 0; root < count; root++) {
    if (parent[root]! >= 0) continue
    waiting.push(root)
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      order[length++] = row
      const children: number[] = []
      for (let child = firstChild[row]!; child >= 0; child = nextSibling[child]!) children.push(child)
      for (let i = children.length - 1; i >= 0; i--) waiting.push(children[i]!)
    }
  }
  return order.subarray(0, length)
}

/** The loops that rows which were not reached end in, each once, in the direction from child to parent. */
export function loopMembers(parent: Int32Array, isReached: Uint8Array): number[][] {
  const loops: number[][] = []
  /** 1 + index of the walk that first came here. */
  const walk = new Int32Array(parent.length)
  for (let start = 0; start < parent.length; start++) {
    if (isReached[start] || walk[start]) continue
    let row = start
    while (!walk[row]) {
      walk[row] = start + 1
      row = parent[row]!
    }
    if (walk[row] !== start + 1) continue
    const loop = [row]
    for (let next = parent[row]!; next !== row; next = parent[next]!) loop.push(next)
    loops.push(loop)
  }
  return loops
}
