/**
 * What stands for the soma: as the format's rules give it (`format`, NEURON's Import3d), or one shape instead.
 */
export type SomaRule = 'format' | 'cylinder' | 'sphere' | 'three-points' | 'mean-radius' | 'chords'

/** The rules with what they make, in the order in which they are offered. */
export const somaRules: readonly { readonly rule: SomaRule; readonly title: string }[] = [
  {
    rule: 'format',
    title: 'as NEURON reads the format: points, sphere, or slices of the outline across its long axis',
  },
  { rule: 'cylinder', title: 'one cylinder of the same length and area' },
  { rule: 'sphere', title: 'a sphere of the same area, as a cylinder along x (NEURON’s one-point soma)' },
  { rule: 'three-points', title: 'NeuroMorpho.Org’s three points: a cylinder of the same area along y' },
  {
    rule: 'mean-radius',
    title: 'a sphere whose radius is the outline’s mean distance from its centre (NeuroM, Arbor)',
  },
  { rule: 'chords', title: 'chords of the outline perpendicular to the x axis, at every x in it (NTSCABLE)' },
]
