import type { DiscretisationPolicy } from './policy.ts'

/**
 * Compartments no longer than a fraction of the length constant at a frequency, and an odd number of them, so
 * that a section has a compartment in its middle (Hines & Carnevale 2001, The Neuroscientist 7:123–135):
 * nseg = 2·⌊(L / (fraction·λ_f) + 0.9) / 2⌋ + 1.
 */
export const dLambda: DiscretisationPolicy<'d-lambda'> = {
  id: 'd-lambda',
  title: 'd_lambda rule',
  summary: 'Compartments are shorter than a fraction of the length constant at a frequency.',
  defaults: { kind: 'd-lambda', fraction: 0.1, frequencyHz: 100 },
  count: (section, { fraction, frequencyHz }) =>
    2 * Math.floor((section.lengthUm / (fraction * section.lambdaUm(frequencyHz)) + 0.9) / 2) + 1,
}
