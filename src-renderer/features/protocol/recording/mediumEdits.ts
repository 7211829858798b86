import type { Dispersion, Medium } from '../../../../src-engine/model/medium.ts'

/** Kinds of media in the order in which they are offered. */
export const mediumKinds = ['resistive', 'cole-cole', 'grey-matter'] as const

/** Conductivity of extracellular fluid in cortex, as models commonly take it [S/m]. */
const usualSigma = 0.3

/** A medium of another kind, that keeps its conductivity at rest where it has one. */
export function ofKind(medium: Medium, kind: Medium['kind']): Medium {
  const sigmaSPerM = 'sigmaSPerM' in medium ? medium.sigmaSPerM : usualSigma
  if (kind === 'resistive') return { kind, sigmaSPerM }
  if (kind === 'cole-cole') return { kind, sigmaSPerM, permittivity: 4, dispersions: [newDispersion] }
  return { kind }
}

/** A relaxation as it is first added: in the kilohertz, where tissue has one. */
export const newDispersion: Dispersion = { increment: 2e5, tauMs: 0.1, broadening: 0.2 }

/** Frequencies at which a medium is drawn [Hz]: twelve a decade, from 0.1 Hz to 1 MHz. */
export const mediumFrequencies: readonly number[] = Array.from({ length: 85 }, (_, index) => {
  const exponent = index / 12 - 1
  return Number((10 ** exponent).toPrecision(6))
})
