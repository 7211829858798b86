import type { DiscretisationPolicy } from './policy.ts'

/** The same number of compartments in every section (NEURON’s nseg). */
export const fixedCount: DiscretisationPolicy<'fixed'> = {
  id: 'fixed',
  title: 'Fixed number',
  summary: 'Every section gets the same number of compartments.',
  defaults: { kind: 'fixed', count: 1 },
  count: (_section, { count }) => count,
}
