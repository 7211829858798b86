import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with the layers outside the membrane. */
export const outsideMessages = declareMessages({
  'model/layers-fields': {
    severity: 'error',
    text: ({ missing }: { missing: readonly string[] }) =>
      `The file that defines "extracellular" lacks ${missing.map(name => `"${name}"`).join(', ')} as RANGE variables with as many elements as there are layers (e and i_membrane have none).`,
    help: () =>
      'The name stands for the two layers outside the membrane, which are solved with the cable. Give a mechanism of another kind another SUFFIX.',
  },
  'model/layers-negative': {
    severity: 'error',
    text: ({ name, value, unit, use }: { name: string; value: number; unit: string; use: string }) =>
      `${use}: ${name} must not be below 0 ${unit}, and is ${value}.`,
  },
  'model/layers-without-resistance': {
    severity: 'error',
    text: ({ name, value, unit, use }: { name: string; value: number; unit: string; use: string }) =>
      `${use}: ${name} must be greater than 0 ${unit}, not ${value}.`,
    help: () => 'A layer whose potential is the same all along is one with a very small resistance.',
  },
  'model/layers-without-ground': {
    severity: 'warning',
    text: ({ section, layer }: { section: string; layer: 0 | 1 }) =>
      `Nothing connects the cell with ground outside: in "${section}" and everything that hangs together with it xg[${layer}] and xc[${layer}] are 0.`,
    help: () =>
      'Without an electrode that holds its potential such a cell has none. Give the layer a conductance or a capacitance somewhere.',
  },
})
