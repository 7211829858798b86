import { describe, expect, it } from 'vitest'
import { singleCompartment } from '../../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../../support/engine.ts'

const asking = `
NEURON { POINT_PROCESS Asking POINTER p RANGE x }
ASSIGNED { p x v }
INITIAL { x = 0 }
AFTER SOLVE { if (nrn_pointing(p)) { x = p } else { x = x - 1 } }`

const at = { section: 'soma[0]', x: 0.5 }
const asker = (id: string) => ({ id, mechanism: 'Asking', at, parameters: {} })

describe.skipIf(!machine)(`nrn_pointing in a run${machineProblem ? ` (${machineProblem})` : ''}`, () => {
  it('EV9 lets pointers be unset, one instance like the other', async () => {
    const document = documentOf({
      discretisation: { kind: 'fixed', count: 1 },
      pointProcesses: [asker('set'), asker('unset')],
      pointers: [{ id: 'q', of: { process: 'set' }, pointer: 'p', to: { at, variable: 'v' } }],
      processProbes: ['set', 'unset'].map(id => ({ id, variable: `${id}.x` })),
      probes: [{ id: 'v', at, variable: 'v' }],
      run: { tStopMs: 0.1, vInitMv: -61 },
    })
    const { traces } = await simulate(document, singleCompartment(), {
      catalogue: catalogueWith({ 'asking.mod': asking }),
    })
    expect(traces.unset).toEqual([0, -1, -2, -3, -4])
    expect(traces.set?.slice(1)).toEqual(traces.v?.slice(1))
  })
})
