import type { MechanismInfo } from '../../../src-main/contract/index.ts'

const parameter = (name: string, unit: string, value: number, limits?: readonly [number, number]) =>
  ({ name, role: 'parameter', scope: 'range', unit, default: value, ...(limits ? { limits } : {}) }) as const

/** hh, pas and IClamp as forms see them. */
export const fakeMechanisms: readonly MechanismInfo[] = [
  {
    name: 'hh',
    kind: 'density',
    title: 'Hodgkin and Huxley: sodium, potassium and leak channels of the squid axon',
    fields: [
      parameter('gnabar', 'S/cm2', 0.12, [0, 1e9]),
      parameter('gkbar', 'S/cm2', 0.036, [0, 1e9]),
      parameter('gl', 'S/cm2', 0.0003, [0, 1e9]),
      parameter('el', 'mV', -54.3),
      { name: 'm', role: 'state', scope: 'range', unit: '1', default: 0 },
    ],
    ions: [
      { ion: 'na', reads: ['ena'], writes: ['ina'], valence: 1 },
      { ion: 'k', reads: ['ek'], writes: ['ik'], valence: 1 },
    ],
    origin: 'library',
    fileName: 'hh.mod',
    text: 'NEURON { SUFFIX hh }',
  },
  {
    name: 'pas',
    kind: 'density',
    title: 'Passive membrane',
    fields: [parameter('g', 'S/cm2', 0.001, [0, 1e9]), parameter('e', 'mV', -70)],
    ions: [],
    origin: 'library',
    fileName: 'pas.mod',
    text: 'NEURON { SUFFIX pas }',
  },
  {
    name: 'IClamp',
    kind: 'point',
    title: 'Current clamp: a step of current',
    fields: [parameter('del', 'ms', 0), parameter('dur', 'ms', 0, [0, 1e9]), parameter('amp', 'nA', 0)],
    ions: [],
    origin: 'library',
    fileName: 'IClamp.mod',
    text: 'NEURON { POINT_PROCESS IClamp }',
  },
]
