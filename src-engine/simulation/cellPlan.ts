import type { Compartments } from '../cable/compartments.ts'
import { discretise } from '../cable/discretise/discretise.ts'
import { type CableProperties, lowerCell, type LoweredCell } from '../cable/lowerCell.ts'
import type { SectionEnd } from '../cable/nodes.ts'
import { accepted, type Checked, refused } from '../core/checked.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { Discretisation, Location } from '../model/document.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { ionsOf } from '../model/properties.ts'
import { indexSections, type SectionIndex } from '../model/regions.ts'
import type { Morphology } from '../morphology/morphology.ts'
import type { CellModel } from './cellModel.ts'
import { checkReversals } from './checkReversals.ts'
import { createKindTable, type KindTable, kindsOfSections } from './kinds.ts'
import {
  densityUses,
  type DensityUse,
  type IonSettings,
  sectionProperties,
  type SectionProperties,
} from './membrane.ts'
import { type Outside, outsideOf } from './outsideSets.ts'
import { keptEnds, nodeOf } from './places.ts'

/** A point process with its place in the lowered cell. */
export interface PointPlan {
  readonly id: string
  readonly mechanism: CompiledMechanism
  /** Node of the cable graph. */
  readonly node: number
  readonly parameters: Readonly<Record<string, number>>
}

/** What cells with equal cable share. */
export interface CableShape {
  readonly sections: SectionIndex
  readonly cable: CableProperties
  /** Kind of each section: its set of density mechanisms. */
  readonly kinds: Int32Array
  readonly compartments: Compartments
  readonly lowered: LoweredCell
}

/** A cell cut into compartments and lowered to trees, with everything that sits on it. */
export interface CellPlan {
  readonly model: CellModel
  readonly shape: CableShape
  readonly densities: readonly DensityUse[]
  readonly points: readonly PointPlan[]
  readonly ionSettings: IonSettings
  /** Layers outside the membrane; undefined where the outside of the whole cell is ground. */
  readonly outside: Outside | undefined
}

/** Plans cells one after the other; equal cable is cut and lowered once. */
export interface Planner {
  /** The sets of mechanisms that the kinds of rows stand for. */
  readonly kinds: KindTable
  /**
   * Cuts and lowers one cell whose description has been checked.
   *
   * @param read places whose voltage others read
   */
  plan(model: CellModel, read: readonly Location[]): Checked<CellPlan>
}

/** What is known of one morphology: spread properties and lowered shapes, each with what it was made from. */
interface Known {
  readonly sections: SectionIndex
  readonly spread: {
    readonly from: CellModel['description']['properties']
    readonly ions: string
    readonly properties: SectionProperties
  }[]
  readonly shapes: { readonly key: ShapeKey; readonly shape: CableShape }[]
}

/** All that a cell's compartments and trees depend on. */
interface ShapeKey {
  readonly discretisation: Discretisation
  readonly cable: CableProperties
  readonly kinds: Int32Array
  readonly kept: readonly SectionEnd[]
}

const sameNumbers = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return a.length === b.length
}

const sameCounts = (a: Float64Array | undefined, b: Float64Array | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.every((count, section) => Object.is(count, b[section])))

function sameShape(a: ShapeKey, b: ShapeKey): boolean {
  return (
    sameNumbers(a.kinds, b.kinds) &&
    (a.cable === b.cable ||
      (sameNumbers(a.cable.raOhmCm, b.cable.raOhmCm) &&
        sameNumbers(a.cable.cmUfCm2, b.cable.cmUfCm2) &&
        sameCounts(a.cable.nseg, b.cable.nseg))) &&
    (a.discretisation === b.discretisation ||
      JSON.stringify(a.discretisation) === JSON.stringify(b.discretisation)) &&
    a.kept.length === b.kept.length &&
    a.kept.every(
      ({ section, end }, index) => section === b.kept[index]!.section && end === b.kept[index]!.end,
    )
  )
}

function spreadProperties(model: CellModel, known: Known, ions: readonly string[]): SectionProperties {
  const from = model.description.properties
  const key = ions.join(' ')
  const same = known.spread.find(
    one => one.ions === key && (one.from === from || (one.from.length === 0 && from.length === 0)),
  )
  if (same) return same.properties
  const properties = sectionProperties(model.description, known.sections, ions)
  known.spread.push({ from, ions: key, properties })
  return properties
}

function shapeOf(morphology: Morphology, key: ShapeKey, { sections, shapes }: Known): Checked<CableShape> {
  const same = shapes.find(one => sameShape(one.key, key))
  if (same) return accepted(same.shape)
  const { value: compartments, diagnostics } = discretise(morphology, key.discretisation, key.cable)
  if (!compartments) return refused(diagnostics)
  const lowered = lowerCell(morphology.sections, compartments, key.cable, key.kinds, key.kept)
  const shape = { sections, cable: key.cable, kinds: key.kinds, compartments, lowered }
  shapes.push({ key, shape })
  return accepted(shape, diagnostics)
}

/** A planner for cells whose mechanisms a lookup knows. */
export function createPlanner(lookup: MechanismLookup): Planner {
  const kinds = createKindTable()
  const morphologies = new Map<Morphology, Known>()
  const knownOf = (morphology: Morphology): Known => {
    const known = morphologies.get(morphology) ?? {
      sections: indexSections(morphology),
      spread: [],
      shapes: [],
    }
    morphologies.set(morphology, known)
    return known
  }
  return {
    kinds,
    plan(model, read) {
      const { description, morphology } = model
      const known = knownOf(morphology)
      const densities = densityUses(description, known.sections, lookup)
      const pointMechanisms = description.pointProcesses.flatMap(use => lookup.get(use.mechanism) ?? [])
      const ions = ionsOf([...densities.map(use => use.mechanism), ...pointMechanisms])
      const { cable, ionSettings } = spreadProperties(model, known, ions)
      const kindOfSection = kindsOfSections(densities, morphology.sections.count, kinds)
      const kept = keptEnds(description, known.sections, read)
      const key = { discretisation: description.discretisation, cable, kinds: kindOfSection, kept }
      const { value: shape, diagnostics } = shapeOf(morphology, key, known)
      if (!shape) return refused<CellPlan>(diagnostics)
      const points = description.pointProcesses.flatMap(use => {
        const mechanism = lookup.get(use.mechanism)
        return mechanism
          ? [{ id: use.id, mechanism, node: nodeOf(use.at, shape), parameters: use.parameters }]
          : []
      })
      const reversals = checkReversals(description, known.sections, densities, { lookup, ions })
      const outside = outsideOf(model, shape, densities)
      const plan = { model, shape, densities, points, ionSettings, outside }
      return accepted(plan, [...diagnostics, ...reversals])
    },
  }
}
