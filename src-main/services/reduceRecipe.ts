import * as v from 'valibot'
import { accepted, refused, type Checked } from '../../src-engine/core/checked.ts'
import { readSettings, reduceMorphology } from '../../src-engine/index.ts'
import type { PassiveCable, ReductionMethod, ReductionSettings } from '../../src-engine/index.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'

/** Values of sections: one where all have the same. */
type StoredColumn = number | readonly number[]

/** The cable that a reduction started from, as it is stored: what the model says later does not change the cell. */
export type StoredCable = { readonly [column in keyof PassiveCable]: StoredColumn }

/** A cell that was reduced. */
export interface ReduceRecipe {
  readonly kind: 'reduce'
  /** Name of the file that it all began with. */
  readonly name: string
  /** What the reduced cell is called. */
  readonly title: string
  /** What was done, for people. */
  readonly label: string
  readonly method: ReductionMethod
  readonly settings: ReductionSettings
  readonly cable: StoredCable
}

const columnSchema = v.union([v.number(), v.array(v.number())])

/** The stored form of a cable. */
export const storedCableSchema = v.strictObject({
  raOhmCm: columnSchema,
  cmUfCm2: columnSchema,
  conductanceSCm2: columnSchema,
})

/** A cable as it is stored. */
export function storeCable(cable: PassiveCable): StoredCable {
  const store = (values: Float64Array): StoredColumn => {
    const [first = 0] = values
    return values.every(value => value === first) ? first : Array.from(values)
  }
  return {
    raOhmCm: store(cable.raOhmCm),
    cmUfCm2: store(cable.cmUfCm2),
    conductanceSCm2: store(cable.conductanceSCm2),
  }
}

function readCable(cable: StoredCable, sections: number): PassiveCable {
  const read = (column: StoredColumn) =>
    Float64Array.from({ length: sections }, (_, section) =>
      typeof column === 'number' ? column : (column[section] ?? NaN),
    )
  return {
    raOhmCm: read(cable.raOhmCm),
    cmUfCm2: read(cable.cmUfCm2),
    conductanceSCm2: read(cable.conductanceSCm2),
  }
}

/** Reduces a cell as the recipe says. */
export function takeReduction(
  cell: Morphology,
  { method, settings, cable, title }: ReduceRecipe,
): Checked<Morphology> {
  const reduction = readSettings(method, settings)
  if (!reduction.value) return refused(reduction.diagnostics)
  const { value, diagnostics } = reduceMorphology(
    cell,
    readCable(cable, cell.sections.count),
    reduction.value,
  )
  return value ? accepted({ ...value.morphology, name: title }) : refused(diagnostics)
}
