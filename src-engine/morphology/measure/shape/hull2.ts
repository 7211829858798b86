/** The convex hull of points in a plane. */
export interface Hull2 {
  /** [µm²] */
  readonly area: number
  /** [µm] */
  readonly perimeter: number
  /** Largest distance of two of the points [µm]. */
  readonly diameter: number
}

/**
 * The convex hull of points, by sorting them and walking along both sides (Andrew 1979, Inf Process Lett 9:216), and its
 * diameter by turning two parallel lines around it (Shamos 1978).
 *
 * @returns undefined where the points lie on one line
 */
export function convexHull2(u: Float64Array, v: Float64Array): Hull2 | undefined {
  const order = outerPoints(u, v).sort((a, b) => u[a]! - u[b]! || v[a]! - v[b]!)
  const turn = (o: number, a: number, b: number) =>
    (u[a]! - u[o]!) * (v[b]! - v[o]!) - (v[a]! - v[o]!) * (u[b]! - u[o]!)
  const half = (points: Int32Array): number[] => {
    const chain: number[] = []
    for (const point of points) {
      while (chain.length >= 2 && turn(chain.at(-2) ?? 0, chain.at(-1) ?? 0, point) <= 0) chain.pop()
      chain.push(point)
    }
    chain.pop()
    return chain
  }
  const hull = [...half(order), ...half(order.toReversed())]
  if (hull.length < 3) return undefined
  const at = (i: number) => hull[i % hull.length]!
  const gap = (a: number, b: number) => {
    const [du, dv] = [u[b]! - u[a]!, v[b]! - v[a]!]
    return Math.sqrt(du * du + dv * dv)
  }
  let [area, perimeter, diameter] = [0, 0, 0]
  for (let i = 0, across = 1; i < hull.length; i++) {
    area += turn(hull[0]!, at(i), at(i + 1)) / 2
    perimeter += gap(at(i), at(i + 1))
    while (turn(at(i), at(i + 1), at(across + 1)) > turn(at(i), at(i + 1), at(across))) across++
    diameter = Math.max(diameter, gap(at(i), at(across)), gap(at(i + 1), at(across)))
  }
  return area > 0 ? { area, perimeter, diameter } : undefined
}

/**
 * The points that can lie on the hull: those not inside of the quadrangle of the four extreme ones along the diagonals
 * (Akl & Toussaint 1978). For points spread over an area that is a small share.
 */
function outerPoints(u: Float64Array, v: Float64Array): Int32Array {
  const extreme = [0, 0, 0, 0]
  for (let i = 1; i < u.length; i++) {
    if (u[i]! + v[i]! < u[extreme[0]!]! + v[extreme[0]!]!) extreme[0] = i
    if (u[i]! - v[i]! > u[extreme[1]!]! - v[extreme[1]!]!) extreme[1] = i
    if (u[i]! + v[i]! > u[extreme[2]!]! + v[extreme[2]!]!) extreme[2] = i
    if (u[i]! - v[i]! < u[extreme[3]!]! - v[extreme[3]!]!) extreme[3] = i
  }
  const outer = new Int32Array(u.length)
  let count = 0
  for (let i = 0; i < u.length; i++) {
    let isInside = true
    for (let k = 0; k < 4 && isInside; k++) {
      const [a, b] = [extreme[k]!, extreme[(k + 1) % 4]!]
      isInside = (u[b]! - u[a]!) * (v[i]! - v[a]!) - (v[b]! - v[a]!) * (u[i]! - u[a]!) > 0
    }
    if (!isInside) outer[count++] = i
  }
  return outer.subarray(0, count)
}
