import { chordsOfOutline } from './outlineChords.ts'
import { emptySomaPoints, type SomaOutline, type SomaPoints, type Tracing } from './tracing.ts'

/** The soma as the output has it. */
export interface SomaShape {
  readonly points: SomaPoints
  /** Of the cylinder with the same side area and the length of the row of points [µm, µm²]; 0 without a soma. */
  readonly diameter: number
  readonly length: number
  readonly area: number
  /** With the slant of the cones, as NEURON takes it of these points [µm²]. */
  readonly coneArea: number
  /** Of the outline that was used; undefined where the soma has none. */
  readonly outline: { readonly points: number; readonly diameter: number } | undefined
  /** Numbers of its first and last point in the file; 0 where they have none. */
  readonly numbers: { readonly first: number; readonly last: number }
}

/** Makes the soma out of what was read, by the outline that the options choose (SPEC.md, K10 to K13). */
export function shapeSoma(tracing: Tracing): SomaShape {
  const { soma, outlines, somaNumbers } = tracing
  const numbers = somaNumbers ?? { first: 0, last: 0 }
  if (soma.x.length > 0) return measured(tracing, soma, undefined, numbers)
  const [only] = outlines
  if (!only) return measured(tracing, emptySomaPoints(), undefined, numbers)
  if (outlines.length > 1) remarkChoice(tracing)
  return tracing.options.outline === 'stacked' ? stackedSoma(tracing) : chosenSoma(tracing)
}

function chosenSoma(tracing: Tracing): SomaShape {
  const { outlines, options } = tracing
  const areas = outlines.map(outlineArea)
  const at =
    options.outline === 'first'
      ? 0
      : options.outline === 'largest'
        ? areas.indexOf(Math.max(...areas))
        : outlines.length - 1
  outlines.forEach((outline, i) => {
    if (i === at) return
    for (const line of outline.line) tracing.drop(line, 'outline', 'another soma outline was chosen')
  })
  const outline = outlines[at]!
  const count = outline.x.length
  const { points, skipped } = chordsOfOutline(outline, options.averageOutlineZ)
  for (const index of skipped)
    tracing.drop(outline.line[index]!, 'outline', 'the soma outline folds back in x there')
  const diameter = 2 * Math.sqrt(areas[at]! / Math.PI)
  const numbers = { first: outline.firstNumber, last: outline.lastNumber }
  return measured(tracing, points, { points: count, diameter }, numbers)
}

/** Every outline is a disc of its area at the mean of its points; the row goes by z. */
function stackedSoma(tracing: Tracing): SomaShape {
  const { outlines } = tracing
  const discs = outlines.map(outline => ({
    x: mean(outline.x),
    y: mean(outline.y),
    z: mean(outline.z),
    diameter: 2 * Math.sqrt(outlineArea(outline) / Math.PI),
  }))
  discs.sort((a, b) => a.z - b.z)
  const points = {
    x: discs.map(({ x }) => x),
    y: discs.map(({ y }) => y),
    z: discs.map(({ z }) => z),
    diameter: discs.map(({ diameter }) => diameter),
  }
  const numbers = { first: outlines[0]!.firstNumber, last: outlines.at(-1)!.lastNumber }
  const count = outlines.reduce((sum, { x }) => sum + x.length, 0)
  return measured(tracing, points, { points: count, diameter: Math.max(...points.diameter) }, numbers)
}

/**
 * Length: along the row. Diameter: that of the cylinder whose side is as large, Σ(dᵢ + dᵢ₋₁)Δsᵢ / 2ΣΔsᵢ; the slant of the
 * cones is ignored, and the ends do not count.
 */
function measured(
  tracing: Tracing,
  points: SomaPoints,
  outline: SomaShape['outline'],
  numbers: SomaShape['numbers'],
): SomaShape {
  if (points.x.length < 2) tracing.say('ntscable/no-soma', {})
  let length = 0
  let weighted = 0
  let coneArea = 0
  for (let i = 1; i < points.x.length; i++) {
    const dx = points.x[i]! - points.x[i - 1]!
    const dy = points.y[i]! - points.y[i - 1]!
    const dz = points.z[i]! - points.z[i - 1]!
    const step = Math.sqrt(dx * dx + dy * dy + dz * dz)
    length += step
    const near = Math.abs(points.diameter[i - 1]!)
    const far = Math.abs(points.diameter[i]!)
    weighted += (near + far) * step
    const slant = Math.sqrt(step * step + ((far - near) * (far - near)) / 4)
    coneArea += (Math.PI / 2) * (near + far) * slant
  }
  const diameter = length > 0 ? weighted / (2 * length) : 0
  return { points, diameter, length, area: length * diameter * Math.PI, coneArea, outline, numbers }
}

/** Area of the polygon in xy [µm²]. */
export function outlineArea({ x, y }: SomaOutline): number {
  let sum = 0
  for (let i = 1; i < x.length; i++) sum += x[i - 1]! * y[i]! - x[i]! * y[i - 1]!
  const last = x.length - 1
  sum += x[last]! * y[0]! - x[0]! * y[last]!
  return Math.abs(sum / 2)
}

function remarkChoice(tracing: Tracing): void {
  const { outlines, options } = tracing
  const used = options.outline === 'stacked' ? 'the stack of all' : `the ${options.outline}`
  const place = { line: outlines[1]?.line[0] ?? 0 }
  tracing.say('ntscable/several-outlines', { count: outlines.length, used }, place)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
