import { emptyModel, readMorphology } from '../../../src-engine/index.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'

/** A cylinder along x [µm]. */
export function cylinder(lengthUm: number, diameterUm: number): Morphology {
  const radius = diameterUm / 2
  const text = `1 1 0 0 0 ${radius} -1\n2 1 ${lengthUm} 0 0 ${radius} 1\n`
  const { value, diagnostics } = readMorphology('cylinder.swc', new TextEncoder().encode(text))
  if (!value) throw new Error(diagnostics.map(diagnostic => diagnostic.message).join('\n'))
  return value
}

/** 6.3 °C, −65 mV, dt 0.025 ms: as on NEURON's side. */
export function sharedSettings(tStopMs: number): SharedSettings {
  const { run, globals } = emptyModel('')
  return { run: { ...run, tStopMs }, globals }
}

/** One unbranched cable of 10 µm compartments, 2 µm thick, with a steady 0.2 nA into its first compartment. */
export function cable(mechanism: string, compartments: number): readonly CellModel[] {
  const { mechanisms: _none, ...description } = emptyModel('')
  return [
    {
      name: '',
      morphology: cylinder(10 * compartments, 2),
      description: {
        ...description,
        discretisation: { kind: 'fixed', count: compartments },
        mechanisms: [{ id: 'membrane', mechanism, region: 'all', parameters: {} }],
        pointProcesses: [
          {
            id: 'clamp',
            mechanism: 'IClamp',
            at: { section: 'soma[0]', x: 0.5 / compartments },
            parameters: { del: 0, dur: 1e9, amp: 0.2 },
          },
        ],
      },
    },
  ]
}

/** Independent cells of one compartment, 20 × 20 µm, each with its own leak reversal so that they fire apart. */
export function ensemble(cells: number): readonly CellModel[] {
  const morphology = cylinder(20, 20)
  const description = emptyModel('')
  return Array.from({ length: cells }, (_, index) => ({
    name: `cell${index}`,
    morphology,
    description: {
      ...description,
      mechanisms: [
        { id: 'membrane', mechanism: 'hh', region: 'all', parameters: { el: -20 + 0.1 * (index % 100) } },
      ],
    },
  }))
}
