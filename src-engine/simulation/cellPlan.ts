import type { Compartments } from '../cable/compartments.ts'
import { discretise } from '../cable/discretise/discretise.ts'
import { lowerCell, type LoweredCell } from '../cable/lowerCell.ts'
import { compartmentAt, type SectionEnd } from '../cable/nodes.ts'
import { accepted, type Checked, refused } from '../core/checked.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { Location } from '../model/document.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { ionsOf } from '../model/properties.ts'
import { indexSections, type SectionIndex } from '../model/regions.ts'
import type { CellModel } from './cellModel.ts'
import { densityUses, type DensityUse, type IonSettings, sectionProperties } from './membrane.ts'

/** A point process with its place in the lowered cell. */
export interface PointPlan {
  readonly id: string
  readonly mechanism: CompiledMechanism
  /** Node of the cable graph. */
  readonly node: number
  readonly parameters: Readonly<Record<string, number>>
}

/** A cell cut into compartments and lowered to trees, with everything that sits on it. */
export interface CellPlan {
  readonly model: CellModel
  readonly sections: SectionIndex
  readonly compartments: Compartments
  readonly densities: readonly DensityUse[]
  readonly points: readonly PointPlan[]
  readonly ionSettings: IonSettings
  readonly lowered: LoweredCell
  /** The sets of mechanisms that the kinds of the lowered trees stand for; one table for all cells of a planner. */
  readonly kinds: KindTable
}

/** Numbers the sets of mechanisms that occur, so that rows of different cells can be compared. */
export interface KindTable {
  readonly numbers: Map<string, number>
  /** Number → names of the mechanisms. */
  readonly members: string[][]
}

function createKindTable(): KindTable {
  return { numbers: new Map(), members: [] }
}

function kindsOfSections(densities: readonly DensityUse[], sections: number, table: KindTable): Int32Array {
  return Int32Array.from({ length: sections }, (_, section) => {
    const members = densities.filter(use => use.inserted[section] === 1).map(use => use.mechanism.name)
    members.sort()
    const key = members.join(' ')
    const known = table.numbers.get(key)
    if (known !== undefined) return known
    table.numbers.set(key, table.members.length)
    return table.members.push(members) - 1
  })
}

/** The compartment of a place; x = 0 and x = 1 mean the first and the last. */
export function compartmentOf(at: Location, sections: SectionIndex, compartments: Compartments): number {
  const section = sections.section(at.section) ?? 0
  const first = compartments.firstOfSection[section] as number
  const count = (compartments.firstOfSection[section + 1] as number) - first
  return first + compartmentAt(count, at.x)
}

/** The node of a place: an end's own node at x = 0 and x = 1, a compartment elsewhere. */
export function nodeOf(at: Location, sections: SectionIndex, compartments: Compartments, lowered: LoweredCell): number {
  const section = sections.section(at.section) ?? 0
  if (at.x === 0) return lowered.graph.startNode[section] as number
  if (at.x === 1) return lowered.graph.endNode[section] as number
  return compartmentOf(at, sections, compartments)
}

/** The ends that must stay nodes: those with a point process, a voltage probe or a spike detector. */
function keptEnds({ description }: CellModel, sections: SectionIndex): SectionEnd[] {
  const places = [
    ...description.pointProcesses.map(use => use.at),
    ...description.probes.filter(probe => probe.variable === 'v').map(probe => probe.at),
    ...description.spikes.map(probe => probe.at),
  ]
  return places.flatMap(({ section: name, x }) => {
    const section = sections.section(name)
    return section !== undefined && (x === 0 || x === 1) ? [{ section, end: x }] : []
  })
}

/** What decides a cell’s compartments and trees: cells that agree in it share them. */
interface LoweredShape {
  readonly key: string
  readonly compartments: Compartments
  readonly lowered: LoweredCell
}

/** Plans cells one after the other; equal cable is cut and lowered once. */
export interface Planner {
  /** Cuts and lowers one cell whose description has been checked. */
  plan(model: CellModel): Checked<CellPlan>
}

/** A planner for cells whose mechanisms a lookup knows. */
export function createPlanner(lookup: MechanismLookup): Planner {
  const kinds = createKindTable()
  const known = new Map<CellModel['morphology'], { readonly sections: SectionIndex; readonly shapes: LoweredShape[] }>()
  return {
    plan(model) {
      const { description, morphology } = model
      const { sections, shapes } = known.get(morphology) ?? { sections: indexSections(morphology), shapes: [] }
      known.set(morphology, { sections, shapes })
      const densities = densityUses(description, sections, lookup)
      const pointMechanisms = description.pointProcesses.flatMap(use => lookup.get(use.mechanism) ?? [])
      const ions = ionsOf([...densities.map(use => use.mechanism), ...pointMechanisms])
      const { cable, ionSettings } = sectionProperties(description, sections, ions)
      const kindOfSection = kindsOfSections(densities, morphology.sections.count, kinds)
      const kept = keptEnds(model, sections)
      const key = JSON.stringify([description.discretisation, ...[cable.raOhmCm, cable.cmUfCm2, kindOfSection].map(String), kept])
      let shape = shapes.find(candidate => candidate.key === key)
      let diagnostics: readonly Diagnostic[] = []
      if (!shape) {
        const cut = discretise(morphology, description.discretisation, cable)
        if (!cut.value) return refused(cut.diagnostics)
        diagnostics = cut.diagnostics
        const compartments = cut.value
        const kindOf = compartments.section.map(section => kindOfSection[section]!)
        shape = { key, compartments, lowered: lowerCell(morphology.sections, compartments, cable, kindOf, kept) }
        shapes.push(shape)
      }
      const { compartments, lowered } = shape
      const points = description.pointProcesses.flatMap(use => {
        const mechanism = lookup.get(use.mechanism)
        const node = nodeOf(use.at, sections, compartments, lowered)
        return mechanism ? [{ id: use.id, mechanism, node, parameters: use.parameters }] : []
      })
      return accepted({ model, sections, compartments, densities, points, ionSettings, lowered, kinds }, diagnostics)
    },
  }
}
