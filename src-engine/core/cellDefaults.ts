/** NEURON's default axial resistivity [Ω·cm]. */
export const defaultRaOhmCm = 35.4

/** NEURON's default membrane capacitance [µF/cm²]. */
export const defaultCmUfCm2 = 1

/** What an ion is before anybody sets anything. */
export interface IonDefaults {
  /** Elementary charges. */
  readonly valence: number
  /** Concentrations [mM] and reversal potential [mV]. */
  readonly insideMm: number
  readonly outsideMm: number
  readonly reversalMv: number
}

/**
 * The ions that NEURON knows by name. The reversal potentials are fixed numbers, not the Nernst potentials of the
 * concentrations beside them; that of calcium is 12.5·ln(2/5e-5).
 */
export const knownIons: Readonly<Partial<Record<string, IonDefaults>>> = {
  na: { valence: 1, insideMm: 10, outsideMm: 140, reversalMv: 50 },
  k: { valence: 1, insideMm: 54.4, outsideMm: 2.5, reversalMv: -77 },
  ca: { valence: 2, insideMm: 5e-5, outsideMm: 2, reversalMv: 132.4579341637009 },
}

/** The defaults of any ion; one that is not known by name has the valence that it was given. */
export function standardIon(ion: string, givenValence = 1): IonDefaults {
  const known = Object.hasOwn(knownIons, ion) ? knownIons[ion] : undefined
  return known ?? { valence: givenValence, insideMm: 1, outsideMm: 1, reversalMv: 0 }
}
