import type { ListedCell } from './listedCell.ts'

const squid = { celsius: 6.3, vInitMv: -65, thresholdMv: 0 } as const
const plain = { cm: 1, Ra: 35.4, mechanisms: { hh: {} }, reversals: {} } as const

/** One hh compartment under two fluctuating conductances. NEURON's hh looks its rates up in tables, its fastest way. */
export function fluctuatingCell(): ListedCell {
  return {
    ...squid,
    usetable: 1,
    at: { section: 'soma', x: 0.5 },
    points: { GNoise: {} },
    sections: [{ ...plain, name: 'soma', lengthUm: 60, diameterUm: 60, nseg: 1 }],
  }
}

/** A cable of hh compartments, 10 µm each and 2 µm thick, that fires under 1 nA into the first. */
export function firingCable(nseg: number): ListedCell {
  return {
    ...squid,
    usetable: 0,
    at: { section: 'soma', x: 0.5 / nseg },
    points: { IClamp: { del: 0, dur: 1e9, amp: 1 } },
    sections: [{ ...plain, name: 'soma', lengthUm: 10 * nseg, diameterUm: 2, nseg }],
  }
}
