import type { Selection } from '../cell/selection.ts'
import { somaOf } from '../cell/soma.ts'
import { type Feature, ofCell } from './feature.ts'

const of =
  (field: 'radiusUm' | 'areaUm2' | 'volumeUm3') =>
  ({ cell }: Selection) =>
    cell.of(somaOf)?.[field] ?? NaN

/** The soma. */
export const somaFeatures: readonly Feature[] = [
  ofCell(of('radiusUm'), {
    id: 'soma-radius',
    title: 'Soma radius',
    unit: 'µm',
    definition:
      'Radius of a soma of one point; mean distance of an outline’s points from their mean; otherwise √(area/4π).',
    source: { neurom: 'soma_radius' },
    scaling: 1,
  }),
  ofCell(of('areaUm2'), {
    id: 'soma-area',
    title: 'Soma area',
    unit: 'µm²',
    definition:
      'Side area of the soma’s frusta without caps, which for one point is 4πr²; for an outline 4πr².',
    source: { neurom: 'soma_surface_area', lMeasure: 'Soma_Surface' },
    scaling: 2,
  }),
  ofCell(of('volumeUm3'), {
    id: 'soma-volume',
    title: 'Soma volume',
    unit: 'µm³',
    definition: 'Volume of a sphere with the soma’s radius.',
    source: { neurom: 'soma_volume' },
    scaling: 3,
  }),
]
