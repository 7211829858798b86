import { type Complex, magnitude } from '../../impedance/complex.ts'
import { cos, pow, sinh } from '../../math/elementary.ts'
import type { CableConstants } from '../../morphology/reduction/meanCable.ts'

/** The cylinder with the impedances of a dendrite at one frequency, closed at its far end. */
export interface ImpedanceCylinder {
  readonly lengthUm: number
  readonly diameterUm: number
  /** Electrotonic length for steady currents. */
  readonly electrotonicLength: number
  /** Where on it a place lies whose transfer impedance to the base has this size [MΩ]: 0 at the base, 1 at the far end. */
  positionOf(transferMohm: number): number
}

/** Electrotonically longer dendrites are refused by the published algorithm; the cylinder ends there. */
const longest = 10
const bisections = 200

/** √(1 + iωRm·Cm), the number of length constants that a steady one is for a sinusoid. */
export function propagation(hz: number, { rmOhmCm2, cmUfCm2 }: CableConstants): Complex {
  const imaginary = 2 * Math.PI * hz * rmOhmCm2 * cmUfCm2 * 1e-6
  const size = magnitude({ re: 1, im: imaginary })
  return { re: Math.sqrt((size + 1) / 2), im: Math.sqrt((size - 1) / 2) }
}

/** |cosh(q·x)|: with q = a + ib its square is sinh²(ax) + cos²(bx). */
function coshSize({ re, im }: Complex, x: number): number {
  const [rising, turning] = [sinh(re * x), cos(im * x)]
  return Math.sqrt(rising * rising + turning * turning)
}

/** |sinh(q·x)|: its square is sinh²(ax) + sin²(bx). */
function sinhSize(q: Complex, x: number): number {
  const rising = sinh(q.re * x)
  const turning = cos(q.im * x)
  return Math.sqrt(rising * rising + 1 - turning * turning)
}

/** Where a function that grows from 1 at 0 reaches a value; the upper limit where it does not. */
function reach(value: number, growing: (x: number) => number): number {
  let [low, high] = [0, longest]
  if (value >= growing(high)) return high
  for (let step = 0; step < bisections && high > low; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (growing(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The cylinder of Amsalem et al. (2020) Nat Commun 11:288: its input impedance has the size of the dendrite's at the
 * frequency, and its far end's transfer impedance to the base that of the dendrite's electrically farthest place.
 *
 *   |Z₀ / cosh(qΛ)| = |Z_min|      d^{3/2} = (2/π)·√(Rm·Ra)·|coth(qΛ)/(q·Z₀)|      L = Λ·√(Rm·d/(4·Ra))
 *
 * @param inputMohm |Z₀| at the dendrite's base, cut off the cell
 * @param smallestMohm |Z_min|
 */
export function impedanceCylinder(
  inputMohm: number,
  smallestMohm: number,
  hz: number,
  constants: CableConstants,
): ImpedanceCylinder {
  const q = propagation(hz, constants)
  const { rmOhmCm2, raOhmCm } = constants
  const growing = (x: number) => coshSize(q, x)
  const electrotonicLength = reach(inputMohm / smallestMohm, growing)
  const atEnd = growing(electrotonicLength)
  const coth = atEnd / sinhSize(q, electrotonicLength)
  const threeHalves =
    ((2 / Math.PI) * Math.sqrt(rmOhmCm2 * raOhmCm) * coth) / (magnitude(q) * inputMohm * 1e6)
  const diameterCm = pow(threeHalves, 2 / 3)
  const lambdaCm = Math.sqrt((rmOhmCm2 * diameterCm) / (4 * raOhmCm))
  return {
    lengthUm: electrotonicLength * lambdaCm * 1e4,
    diameterUm: diameterCm * 1e4,
    electrotonicLength,
    positionOf: transferMohm => {
      const fromEnd = reach(Math.max(1, (transferMohm / inputMohm) * atEnd), growing)
      return Math.max(0, 1 - fromEnd / electrotonicLength)
    },
  }
}
