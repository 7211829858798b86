import { cos, pow, sin } from '../math/elementary.ts'
import type { Medium } from '../model/medium.ts'

type ColeCole = Extract<Medium, { readonly kind: 'cole-cole' }>

/** Permittivity of empty space [F/m], CODATA 2018. */
const vacuumPermittivity = 8.8541878128e-12

const greyMatter: ColeCole = {
  kind: 'cole-cole',
  sigmaSPerM: 0.02,
  permittivity: 4,
  dispersions: [
    { increment: 45, tauMs: 7.958e-9, broadening: 0.1 },
    { increment: 400, tauMs: 15.915e-6, broadening: 0.15 },
    { increment: 2e5, tauMs: 106.103e-3, broadening: 0.22 },
    { increment: 4.5e7, tauMs: 5.305, broadening: 0 },
  ],
}

const numbersOf = (medium: Exclude<Medium, { readonly kind: 'resistive' }>): ColeCole =>
  medium.kind === 'grey-matter' ? greyMatter : medium

/** Conductivity at rest [S/m]. */
export function staticConductivity(medium: Medium): number {
  return medium.kind === 'grey-matter' ? greyMatter.sigmaSPerM : medium.sigmaSPerM
}

/** Whether a medium conducts differently at different frequencies. */
export function isDispersive(medium: Medium): boolean {
  return medium.kind !== 'resistive'
}

/** Complex conductivity at a frequency [S/m]. */
export function conductivityAt(
  medium: Medium,
  frequencyHz: number,
): { readonly re: number; readonly im: number } {
  if (medium.kind === 'resistive') return { re: medium.sigmaSPerM, im: 0 }
  const { sigmaSPerM, permittivity, dispersions } = numbersOf(medium)
  const omega = 2 * 3.141592653589793 * frequencyHz
  let [re, im] = [permittivity, 0]
  for (const { increment, tauMs, broadening } of dispersions) {
    const exponent = 1 - broadening
    const size = omega > 0 ? pow(omega * tauMs * 1e-3, exponent) : 0
    const angle = exponent * (3.141592653589793 / 2)
    const [below, beside] = [1 + size * cos(angle), size * sin(angle)]
    const scale = increment / (below * below + beside * beside)
    re += scale * below
    im -= scale * beside
  }
  // i·ω·ε₀·(re + i·im)
  const admittance = omega * vacuumPermittivity
  return { re: sigmaSPerM - admittance * im, im: admittance * re }
}
