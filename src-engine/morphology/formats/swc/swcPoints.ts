/** The points of an SWC file, one row a data line, in file order. Lengths may exceed `count`. */
export interface SwcPoints {
  count: number
  /** As written; any whole number. */
  id: Float64Array
  parentId: Float64Array
  type: Int32Array
  x: Float64Array
  y: Float64Array
  z: Float64Array
  /** Twice the radius of the file [µm]. */
  diameter: Float64Array
  line: Int32Array
}

/** An empty table with room for so many rows. */
export function createSwcPoints(rows: number): SwcPoints {
  return {
    count: 0,
    id: new Float64Array(rows),
    parentId: new Float64Array(rows),
    type: new Int32Array(rows),
    x: new Float64Array(rows),
    y: new Float64Array(rows),
    z: new Float64Array(rows),
    diameter: new Float64Array(rows),
    line: new Int32Array(rows),
  }
}

/** Makes room for twice as many rows. */
export function growSwcPoints(points: SwcPoints): void {
  const wider = createSwcPoints(points.id.length * 2)
  for (const column of ['id', 'parentId', 'type', 'x', 'y', 'z', 'diameter', 'line'] as const) {
    wider[column].set(points[column])
  }
  Object.assign(points, wider, { count: points.count })
}

/** The rows of a table in another order. */
export function reorderSwcPoints(points: SwcPoints, order: Int32Array): SwcPoints {
  const ordered = createSwcPoints(order.length)
  ordered.count = order.length
  for (let row = 0; row < order.length; row++) {
    const from = order[row]!
    ordered.id[row] = points.id[from]!
    ordered.parentId[row] = points.parentId[from]!
    ordered.type[row] = points.type[from]!
    ordered.x[row] = points.x[from]!
    ordered.y[row] = points.y[from]!
    ordered.z[row] = points.z[from]!
    ordered.diameter[row] = points.diameter[from]!
    ordered.line[row] = points.line[from]!
  }
  return ordered
}
