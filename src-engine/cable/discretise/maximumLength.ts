import type { DiscretisationPolicy } from './policy.ts'

/** As few compartments as keep each at most so long: ⌈L / length⌉. */
export const maximumLength: DiscretisationPolicy<'maximum-length'> = {
  id: 'maximum-length',
  title: 'Greatest length',
  summary: 'Each section gets as few compartments as keep every one within a length.',
  defaults: { kind: 'maximum-length', lengthUm: 20 },
  count: ({ lengthUm }, settings) => Math.max(1, Math.ceil(lengthUm / settings.lengthUm)),
}
