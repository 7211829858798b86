import { emptyModel, type Location } from '../../../src-engine/index.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import { fromSections } from './ring.ts'

/** A section as a cylinder, alike all along it. */
export interface ListedCylinder {
  readonly name: string
  readonly parent?: string | undefined
  readonly parentX?: number | undefined
  readonly lengthUm: number
  readonly diameterUm: number
  readonly nseg: number
  /** [µF/cm²] */
  readonly cm: number
  /** [Ω·cm] */
  readonly Ra: number
  /** Density mechanisms, with the parameters that differ from their defaults. */
  readonly mechanisms: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** `ena`, `ek` … [mV] */
  readonly reversals: Readonly<Record<string, number>>
}

/**
 * A cell as a list of cylinders, from which either side of a comparison builds it (neuronPeer.py, `listed`), with what
 * happens at one place of it.
 */
export interface ListedCell {
  readonly celsius: number
  readonly vInitMv: number
  /** NEURON's `usetable_hh`. */
  readonly usetable: 0 | 1
  readonly at: Location
  /** When v exceeds this there, that is a spike. */
  readonly thresholdMv: number
  /** Point processes there, by mechanism, with their parameters. */
  readonly points: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly sections: readonly ListedCylinder[]
}

/** Compartments of all sections together. */
export function compartmentsOf({ sections }: ListedCell): number {
  return sections.reduce((sum, { nseg }) => sum + nseg, 0)
}

/** The cell as a model. */
export function modelOfListed(cell: ListedCell): CellModel {
  const { mechanisms: _none, ...plain } = emptyModel('')
  const property = (property: string, region: string, value: number) => ({
    id: `${property} of ${region}`,
    property,
    region,
    value,
  })
  return {
    name: '',
    morphology: fromSections(
      cell.sections.map(({ name, parent, parentX, lengthUm, diameterUm }) => ({
        name,
        lengthUm,
        diameterUm,
        ...(parent === undefined ? {} : { parent, parentX: parentX ?? 1 }),
      })),
    ),
    description: {
      ...plain,
      mechanisms: cell.sections.flatMap(({ name, mechanisms }) =>
        Object.entries(mechanisms).map(([mechanism, parameters]) => ({
          id: `${mechanism} of ${name}`,
          mechanism,
          region: name,
          parameters,
        })),
      ),
      properties: cell.sections.flatMap(({ name, nseg, cm, Ra, reversals }) => [
        property('nseg', name, nseg),
        property('cm', name, cm),
        property('Ra', name, Ra),
        ...Object.entries(reversals).map(([reversal, value]) => property(reversal, name, value)),
      ]),
      pointProcesses: Object.entries(cell.points).map(([mechanism, parameters]) => ({
        id: mechanism,
        mechanism,
        at: cell.at,
        parameters,
      })),
      spikes: [{ id: 'spikes', at: cell.at, thresholdMv: cell.thresholdMv }],
    },
  }
}

/** Temperature, initial potential and length of a run of the cell; with a tolerance, in steps of adaptive length. */
export function settingsOfListed(
  { celsius, vInitMv }: ListedCell,
  tStopMs: number,
  tolerance?: number,
): SharedSettings {
  const { run, globals } = emptyModel('')
  const settings = { ...run, celsius, vInitMv, tStopMs }
  if (tolerance === undefined) return { run: settings, globals }
  const adaptive = {
    absoluteTolerance: tolerance,
    thresholds: 'interpolated',
    samples: 'every-step',
  } as const
  return { run: { ...settings, method: 'adaptive', adaptive }, globals }
}
