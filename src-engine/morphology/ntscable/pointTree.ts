/** No such point. */
export const none = -1

/** A digitised point [µm]; line 0 for one made up. */
export interface TracedPoint {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
  readonly line: number
}

/**
 * Digitised points [µm] as a tree, in file order, parents first. One child of a point goes on with its branch; any other
 * starts a branch of its own there. A branch thus runs through branch points to an end.
 */
export class PointTree {
  count = 0
  x = new Float64Array(256)
  y = new Float64Array(256)
  z = new Float64Array(256)
  diameter = new Float64Array(256)
  /** Distance from the parent [µm]; 0 for a root. */
  length = new Float64Array(256)
  /** Line of the source; 0 for points made up. */
  line = new Int32Array(256)
  parent = new Int32Array(256)
  /** The child that goes on with the branch. */
  next = new Int32Array(256)
  /** First of the children that start branches; the others follow by `nextSide`. */
  firstSide = new Int32Array(256)
  nextSide = new Int32Array(256)
  #lastSide = new Int32Array(256)
  /** First points of the primary neurites. */
  readonly roots: number[] = []
  /** Whether the places are made up, a horizontal line for each branch. */
  isDiagram = false
  /** Points where a spine sits. */
  readonly spines: number[] = []

  /** Begins a primary neurite. @returns the point's index */
  addRoot(place: TracedPoint): number {
    const point = this.#add(place)
    this.roots.push(point)
    return point
  }

  /** Adds a point behind a parent: the first goes on with its branch. @returns its index */
  append(parent: number, place: TracedPoint): number {
    const point = this.#add(place)
    const dx = this.x[parent]! - place.x
    const dy = this.y[parent]! - place.y
    const dz = this.z[parent]! - place.z
    this.#attach(parent, point, Math.sqrt(dx * dx + dy * dy + dz * dz))
    return point
  }

  /** Adds a point at a length behind a parent, without a place. @returns its index */
  appendAtLength(parent: number, length: number, diameter: number, line: number): number {
    const point = this.#add({ x: 0, y: 0, z: 0, diameter, line })
    this.#attach(parent, point, length)
    return point
  }

  /**
   * Where the copy of its origin stands that a section begins with. In a diagram a branch begins on its own line: on its
   * parent's it would be longer than it is.
   */
  originPlace(origin: number, first: number): TracedPoint {
    const from = this.isDiagram ? first : origin
    return {
      x: this.x[origin]!,
      y: this.y[from]!,
      z: this.z[from]!,
      diameter: this.diameter[origin]!,
      line: this.line[origin]!,
    }
  }

  /** Makes a root a child of another tree's point: a link of their distance joins the trees. */
  joinRoot(root: number, parent: number): void {
    const at = this.roots.indexOf(root)
    if (at >= 0) this.roots.splice(at, 1)
    const dx = this.x[parent]! - this.x[root]!
    const dy = this.y[parent]! - this.y[root]!
    const dz = this.z[parent]! - this.z[root]!
    this.#attach(parent, root, Math.sqrt(dx * dx + dy * dy + dz * dz))
  }

  /** Whether branches other than its own start at a point. */
  branchesAt(point: number): boolean {
    return this.firstSide[point] !== none
  }

  #attach(parent: number, point: number, length: number): void {
    this.parent[point] = parent
    this.length[point] = length
    if (this.next[parent] === none) this.next[parent] = point
    else if (this.firstSide[parent] === none) this.firstSide[parent] = point
    else this.nextSide[this.#lastSide[parent]!] = point
    if (this.next[parent] !== point) this.#lastSide[parent] = point
  }

  #add({ x, y, z, diameter, line }: TracedPoint): number {
    const point = this.count
    if (point === this.x.length) this.#grow()
    this.x[point] = x
    this.y[point] = y
    this.z[point] = z
    this.diameter[point] = diameter
    this.line[point] = line
    this.parent[point] = none
    this.next[point] = none
    this.firstSide[point] = none
    this.nextSide[point] = none
    this.count = point + 1
    return point
  }

  #grow(): void {
    this.x = doubled(this.x)
    this.y = doubled(this.y)
    this.z = doubled(this.z)
    this.diameter = doubled(this.diameter)
    this.length = doubled(this.length)
    this.line = doubledWhole(this.line)
    this.parent = doubledWhole(this.parent)
    this.next = doubledWhole(this.next)
    this.firstSide = doubledWhole(this.firstSide)
    this.nextSide = doubledWhole(this.nextSide)
    this.#lastSide = doubledWhole(this.#lastSide)
  }
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(column.length * 2)
  wider.set(column)
  return wider
}

function doubledWhole(column: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(column.length * 2)
  wider.set(column)
  return wider
}
