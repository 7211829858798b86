import type { DiffusingState } from '../../../kernel/compiledMechanism.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import { visitStatements } from '../../ast/visit.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import type { Execution } from '../execution.ts'
import { elementName } from '../names.ts'
import { forEachOf, volumesOf } from './runScheme.ts'

/** Own columns that belong to the diffusion of a state. */
const volumeColumn = (state: string): string => `${state}.volume`
const conductivityColumn = (state: string): string => `${state}.conductivity`

/** The states under LONGITUDINAL_DIFFUSION in the KINETIC blocks that BREAKPOINT solves, elements of arrays one by one. */
export function diffusionsOf(model: MechanismModel): readonly DiffusingState[] {
  const found = new Map<string, DiffusingState>()
  for (const { block } of model.solves) {
    const solvable = model.solvables.get(block.name)
    if (solvable?.kind !== 'kinetic') continue
    visitStatements(solvable.body, statement => {
      if (statement.kind !== 'longitudinal-diffusion') return
      for (const { name } of statement.states) {
        const length = model.variables.get(name)?.length
        const states =
          length === undefined ? [name] : Array.from({ length }, (_, index) => elementName(name, index))
        for (const state of states)
          found.set(state, { state, volume: volumeColumn(state), conductivity: conductivityColumn(state) })
      }
    })
  }
  return [...found.values()]
}

/**
 * Stores what the diffusion along the cable needs, as it is at the present states: the volume per length of each diffusing
 * state [µm²], from its COMPARTMENT (1 where it has none), and diffusion constant times cross-section [µm⁴/ms].
 */
export function storeDiffusion(execution: Execution, block: SolvableBlock): void {
  const { builder } = execution
  const volumes = volumesOf(execution, block)
  forEachOf(execution, block, 'longitudinal-diffusion', (state, conductivity) => {
    const volume = volumes.get(state) ?? builder.constant(1)
    execution.effect({ kind: 'store', name: volumeColumn(state), value: volume })
    execution.effect({ kind: 'store', name: conductivityColumn(state), value: conductivity })
  })
}
