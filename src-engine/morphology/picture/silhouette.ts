import type { Morphology } from '../morphology.ts'
import { sphereOf } from '../writers/swc/sphere.ts'
import type { Projection } from './projection.ts'

/** A corner on paper [µm]. */
export interface Corner {
  readonly across: number
  readonly up: number
}

/** A circle is drawn with so many corners. */
const cornersOfCircle = 48

/** The outline of a section as it is seen: of a sphere a circle, else both sides of its cones. */
export function silhouette(morphology: Morphology, section: number, seen: Projection): Corner[] {
  const { firstSample } = morphology.sections
  const { diameter } = morphology.samples
  const start = firstSample[section]!
  const end = firstSample[section + 1]!
  const sphere = sphereOf(morphology, section, 'as-it-is')
  if (sphere) return circle(seen.across[start + 1]!, seen.up[start + 1]!, sphere.diameter / 2)
  const isEdgeOn = distance(seen, start, end - 1) < 1e-6
  if (isEdgeOn) return circle(seen.across[start]!, seen.up[start]!, widest(diameter, start, end) / 2)
  const left: Corner[] = []
  const right: Corner[] = []
  for (let i = start; i < end; i++) {
    // The way the cable goes here, by the points around.
    const before = Math.max(start, i - 1)
    const after = Math.min(end - 1, i + 1)
    const dx = seen.across[after]! - seen.across[before]!
    const dy = seen.up[after]! - seen.up[before]!
    const length = Math.sqrt(dx * dx + dy * dy)
    if (length === 0) continue
    const radius = Math.abs(diameter[i]!) / 2
    const [sideX, sideY] = [(-dy / length) * radius, (dx / length) * radius]
    left.push({ across: seen.across[i]! + sideX, up: seen.up[i]! + sideY })
    right.push({ across: seen.across[i]! - sideX, up: seen.up[i]! - sideY })
  }
  return [...left, ...right.reverse()]
}

function circle(across: number, up: number, radius: number): Corner[] {
  // Each corner is the one before, turned by 2π/48: cos and sin of 7.5°.
  const cosine = 0.9914448613738104
  const sine = 0.13052619222005157
  let [x, y] = [radius, 0]
  return Array.from({ length: cornersOfCircle }, () => {
    const corner = { across: across + x, up: up + y }
    ;[x, y] = [x * cosine - y * sine, x * sine + y * cosine]
    return corner
  })
}

function distance({ across, up }: Projection, a: number, b: number): number {
  const dx = across[b]! - across[a]!
  const dy = up[b]! - up[a]!
  return Math.sqrt(dx * dx + dy * dy)
}

function widest(diameter: Float64Array, start: number, end: number): number {
  let most = 0
  for (let i = start; i < end; i++) most = Math.max(most, Math.abs(diameter[i]!))
  return most
}
