import type { CircuitElement } from '../../../../src-engine/model/circuitUse.ts'

/** A symbol of an element, upright around (0, 0): its first end is above. Half its height [px], and its strokes. */
export interface Symbol {
  readonly half: number
  readonly path: string
  readonly circle?: number
}

/** The symbols that the field draws. */
export const symbols: { readonly [kind in Exclude<CircuitElement['kind'], 'op-amp'>]: Symbol } = {
  resistor: { half: 16, path: 'M0-16 L5-13 L-5-8 L5-3 L-5 2 L5 7 L-5 12 L0 16' },
  capacitor: { half: 4, path: 'M-10-4 H10 M-10 4 H10' },
  inductor: { half: 16, path: 'M0-16 a5 4 0 0 1 0 8 a5 4 0 0 1 0 8 a5 4 0 0 1 0 8 a5 4 0 0 1 0 8' },
  // Plus at the first node.
  'voltage-source': { half: 12, circle: 12, path: 'M-4-5 H4 M0-9 V-1 M-4 6 H4' },
  // From the first node to the second.
  'current-source': { half: 12, circle: 12, path: 'M0-8 V7 M-4 2 L0 8 L4 2' },
}

/** Ground, hanging below (0, 0). */
export const groundSymbol = 'M0 0 V8 M-9 8 H9 M-5.5 12 H5.5 M-2 16 H2'
