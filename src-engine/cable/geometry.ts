import type { Morphology } from '../morphology/morphology.ts'
import { storedPointsOfSection, type StoredPoints } from '../morphology/storedPoints.ts'

/** The numerical volumes of one section, from x = 0 to x = 1. Arrays of length nseg. */
export interface SegmentGeometry {
  /** Side area of the frusta within [µm²]. */
  readonly areaUm2: Float64Array
  /** Length-weighted mean diameter [µm]. */
  readonly diameterUm: Float64Array
  /** Axial resistance of the half nearer x = 0, and of the other half, for 1 Ω·cm [MΩ]; multiply by Ra. */
  readonly nearResistance: Float64Array
  readonly farResistance: Float64Array
}

/** 1 Ω·cm over 1 µm² and along 1 µm, in MΩ; the 4 is that of a disc's area π d²/4. */
const resistanceFactor = (4 * 0.01) / Math.PI
/** A piece shorter than this counts as so long [µm], so that nothing is divided by zero. */
const shortestPieceUm = 1e-15
/** Stands for d₁·d₂/Δs [µm] where a diameter is zero: nearly, but not quite, an open end. */
const narrowestPieceUm = 1e-15
/** Two points nearer than this along the cable are a step in diameter [µm]. */
const stepWithinUm = 1e-10
/** The length that a section gets whose points all lie at one place [µm]. */
const shortestSectionUm = 1e-9
/** The area that a segment without any width gets [µm²], so that currents over it stay finite. */
const smallestAreaUm2 = 1e-15

/** The points of a section as NEURON keeps them: `%.8g` text, then 32 bits. */
export function roundedPoints(morphology: Morphology, section: number): StoredPoints {
  return storedPointsOfSection(morphology, section)
}

/** Length of a section [µm]: the sum of the distances between its points. */
export function sectionLengthUm(points: StoredPoints): number {
  const length = points.arcUm[points.count - 1] ?? 0
  return length > 0 ? length : shortestSectionUm
}

/** Segments of a section of a cell, from its rounded points. */
export function sectionGeometry(morphology: Morphology, section: number, nseg: number): SegmentGeometry {
  return measureSegments(roundedPoints(morphology, section), nseg)
}

/**
 * Integrates a section's frusta over nseg segments of equal length, each in two halves (Carnevale & Hines 2006,
 * chapter 5). Within a piece the diameter is linear in the arc length, so that
 *
 *   area = Σ π (d₁ + d₂)/2 · √(Δs² + ((d₂ − d₁)/2)²)      resistance = Σ 4 Δs / (π d₁ d₂)
 *
 * hold exactly for a cone. Several diameters at one place are a step, whose ring belongs to the half that ends there.
 *
 * @param points at least two, rounded as NEURON rounds them
 * @param result where the numbers go, for callers that measure many sections into one table
 */
export function measureSegments(
  points: StoredPoints,
  nseg: number,
  result: SegmentGeometry = emptyGeometry(nseg),
): SegmentGeometry {
  const segmentUm = (points.arcUm[points.count - 1] ?? 0) / nseg
  const walk = { piece: 0, arc: 0, diameter: points.diameter[0] ?? 0, area: 0, moment: 0, resistance: 0 }
  for (let segment = 0; segment < nseg; segment++) {
    walk.area = 0
    walk.moment = 0
    // The ends are summed as NEURON sums them: at a step the last bit decides which half gets the ring.
    const middle = segment * segmentUm + segmentUm / 2
    walk.resistance = 0
    walkTo(middle, points, walk)
    result.nearResistance[segment] = walk.resistance * resistanceFactor
    walk.resistance = 0
    walkTo(middle + segmentUm / 2, points, walk)
    result.farResistance[segment] = walk.resistance * resistanceFactor
    result.areaUm2[segment] = Math.max(smallestAreaUm2, walk.area * 0.5 * Math.PI)
    result.diameterUm[segment] = segmentUm > 0 ? (walk.moment * 0.5) / segmentUm : meanDiameter(points)
  }
  return result
}

function emptyGeometry(nseg: number): SegmentGeometry {
  return {
    areaUm2: new Float64Array(nseg),
    diameterUm: new Float64Array(nseg),
    nearResistance: new Float64Array(nseg),
    farResistance: new Float64Array(nseg),
  }
}

/** Where the integration stands, and the sums of the segment (area, moment) and of the half (resistance). */
interface Walk {
  piece: number
  arc: number
  diameter: number
  area: number
  moment: number
  resistance: number
}

/** Adds the frusta between where the walk stands and an arc length. */
function walkTo(end: number, points: StoredPoints, walk: Walk): void {
  // hot
  const { arcUm, diameter } = points
  const last = points.count - 1
  for (;;) {
    const from = walk.piece
    const endsInside = arcUm[from + 1]! > end || from + 1 === last
    let nextArc = arcUm[from + 1]!
    let nextDiameter = diameter[from + 1]!
    if (endsInside) {
      const length = nextArc - arcUm[from]!
      const fraction = Math.abs(length) < stepWithinUm ? 1 : (end - arcUm[from]!) / length
      nextDiameter = (1 - fraction) * diameter[from]! + fraction * nextDiameter
      nextArc = end
    }
    const sum = walk.diameter + nextDiameter
    const difference = (nextDiameter - walk.diameter) / 2
    const length = Math.max(shortestPieceUm, nextArc - walk.arc)
    const openness = (walk.diameter * nextDiameter) / length
    walk.moment += sum * (nextArc - walk.arc)
    walk.area += sum * Math.sqrt(length * length + difference * difference)
    walk.resistance += 1 / (openness === 0 ? narrowestPieceUm : openness)
    walk.arc = nextArc
    walk.diameter = nextDiameter
    if (endsInside) return
    walk.piece = from + 1
  }
}

function meanDiameter(points: StoredPoints): number {
  let sum = 0
  for (let i = 0; i < points.count; i++) sum += points.diameter[i]!
  return sum / points.count
}

/**
 * Length constant at a frequency [µm], for the d_lambda rule (Hines & Carnevale 2001, NEURON: a tool for
 * neuroscientists): the length of the section over its electrotonic length, which is the sum over its pieces. Pieces
 * without width do not count.
 *
 * @param frequencyHz usually 100 Hz
 * @param ra axial resistivity [Ω·cm]
 * @param cm membrane capacitance [µF/cm²]
 */
export function lambdaUm(points: StoredPoints, frequencyHz: number, ra: number, cm: number): number {
  let sum = 0
  for (let i = 1; i < points.count; i++) {
    const width = points.diameter[i - 1]! + points.diameter[i]!
    if (width > 0) sum += (points.arcUm[i]! - points.arcUm[i - 1]!) / Math.sqrt(width)
  }
  const factor = Math.sqrt(2) * 1e-5 * Math.sqrt(4 * Math.PI * frequencyHz * ra * cm)
  return sectionLengthUm(points) / (sum * factor)
}
