import { describe, expect, it } from 'vitest'
import { singleCompartment } from '../../../support/cells.ts'
import { documentOf, machine, machineProblem, simulate } from '../../../support/engine.ts'

describe.skipIf(!machine)(`a cell without mechanisms${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('stays at the potential at which it starts, although no program runs', async () => {
    const document = documentOf({
      probes: [{ id: 'v', at: { section: 'soma[0]', x: 0.5 }, variable: 'v' }],
      run: { tStopMs: 1, vInitMv: -61.5 },
    })
    const { traces } = await simulate(document, singleCompartment())
    expect(traces.v).toHaveLength(41)
    expect(new Set(traces.v)).toEqual(new Set([-61.5]))
  })
})
