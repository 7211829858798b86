import { accepted, type Checked, hasErrors, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type { Machine } from '../kernel/machine.ts'
import { atan2, log } from '../math/elementary.ts'
import type { Location } from '../model/document.ts'
import type { PreparedCells } from '../simulation/preparedRun.ts'
import { membraneAdmittance } from './admittance.ts'
import { electrotonicDistances, type Tree, treeOf } from './cable.ts'
import { type Complex, magnitude, quotient } from './complex.ts'
import { type Coupling, solveCoupled, treesTogether } from './coupled.ts'
import { impedanceMessages } from './diagnostics.ts'
import {
  type Derivatives,
  type GroupState,
  lineariseLinks,
  lineariseMembrane,
  type LinearNode,
  nodeAddress,
  presentMembrane,
} from './linearise.ts'
import { type Link, linkedGroup } from './links.ts'
import { compartmentsOf, nodeAt, noPlace, statesOf } from './places.ts'

/** A place of a prepared simulation. */
export interface Place {
  /** '' for a document's only cell. */
  readonly cell: string
  readonly at: Location
}

/** A place of the site's cell, or of another one. */
export interface ImpedanceLocation extends Location {
  readonly cell?: string
}

/** What is asked about a cell. */
export interface ImpedanceRequest {
  /** Where current flows in and the potential is compared with that elsewhere. */
  readonly site: Place
  /**
   * Places that are looked at: of the site's cell, or of another by its name, where cells are coupled. All compartments of the
   * site's cell where none are given.
   */
  readonly places?: readonly ImpedanceLocation[]
  readonly frequenciesHz: readonly number[]
  /** Present: the conductances that the membrane has now. Extended: states answer to the potential, too. */
  readonly membrane: 'present' | 'extended'
  /** Only of the extended membrane. */
  readonly derivatives?: Derivatives
}

/** What a place and the site are to one another at one frequency. */
export interface PlaceImpedance {
  /** |Z|: potential at the site for current into the place [MΩ], and its phase [rad]; either way where couplings are mutual. */
  readonly transferMohm: number
  readonly transferPhase: number
  /** |Z| at the place itself [MΩ], and its phase [rad]. */
  readonly inputMohm: number
  readonly inputPhase: number
  /** |v(site)/v(place)| for current into the place. */
  readonly ratio: number
  /** ln |v(place)/v(site)| for current into the place: what is lost on the way to the site. */
  readonly logAttenuationIn: number
  /** ln |v(site)/v(place)| for current into the site. */
  readonly logAttenuationOut: number
}

/** Impedances of one cell at one moment. */
export interface Impedance {
  readonly places: readonly {
    readonly at: ImpedanceLocation
    /** From the site, by the conductances that the membrane has now; NaN where one of them is negative, or in another cell. */
    readonly electrotonicDistance: number
  }[]
  readonly frequencies: readonly {
    readonly hz: number
    /** At the site. */
    readonly inputMohm: number
    readonly inputPhase: number
    /** Shape [places]. */
    readonly places: readonly PlaceImpedance[]
  }[]
}

const zero: Complex = { re: 0, im: 0 }
const phase = ({ re, im }: Complex) => atan2(im, re)
/** 2π·10⁻³: from Hz to rad/ms. */
const radiansPerMsHz = 0.006283185307179586

/**
 * Impedances of a cell where a prepared simulation stands: initialised by `startRun`, and advanced if wanted. The
 * simulation must have been prepared with `linearise`.
 */
export function computeImpedance(
  prepared: PreparedCells,
  machine: Pick<Machine, 'arenaOffset'>,
  request: ImpedanceRequest,
): Checked<Impedance> {
  const { model } = prepared
  const begin = machine.arenaOffset(model.arena) * Float64Array.BYTES_PER_ELEMENT
  const values = new Float64Array(model.arena, begin, model.arenaLength).slice()
  const diagnostics = refusalsOf(request)
  const places = request.places ?? compartmentsOf(prepared, request.site.cell)
  const nodes = [request.site.at, ...places].map((at: ImpedanceLocation) => {
    const cell = at.cell ?? request.site.cell
    const found = nodeAt(prepared, cell, at)
    if (!found) diagnostics.push(noPlace(prepared, cell, at))
    return found
  })
  const [site, ...others] = nodes.flatMap(node => node ?? [])
  if (hasErrors(diagnostics) || !site) return refused(diagnostics)
  const group = model.groups[site.group]
  if (!group) throw new InternalError('a place lies in no group', { group: site.group })
  if (group.layers?.length) diagnostics.push(diagnose(impedanceMessages, 'impedance/layers', {}))
  const plain: GroupState = { group, programs: model.programs, values }
  const { flowing, frozen } = statesOf(prepared, site.group)
  const isExtended = request.membrane === 'extended'
  const {
    state,
    links,
    refused: coupling,
  } = linkedGroup(plain, isExtended ? flowing : [], prepared.membranes[site.group] ?? [])
  if (coupling !== undefined)
    diagnostics.push(diagnose(impedanceMessages, 'impedance/coupled', { mechanism: coupling }))
  if (isExtended)
    for (const facts of frozen) diagnostics.push(diagnose(impedanceMessages, 'impedance/frozen', facts))
  if (hasErrors(diagnostics)) return refused(diagnostics)

  const present = presentMembrane(state)
  const derivatives = (isExtended ? request.derivatives : undefined) ?? { kind: 'exact' }
  const membrane = isExtended ? lineariseMembrane(state, flowing, derivatives) : present
  const couplings = lineariseLinks(state, links, membrane, flowing, derivatives)
  const tree = treeOf(group, site.node, values)
  const trees = treesTogether(site.node, links, node => treeOf(group, node, values))
  const positionOf = new Map(Array.from(tree.nodes, (node, position) => [node, position]))
  const positions = others.map(place =>
    place.group === site.group ? (positionOf.get(place.node) ?? -1) : -1,
  )
  const at = positionOf.get(site.node) ?? 0
  const capacitance = nodeAddress(group, 'capacitance')
  const solved = request.frequenciesHz.map(hz => {
    const impedances = solveAt(
      trees,
      { membrane, links, couplings },
      {
        hz,
        site: site.node,
        capacitance: node => values[capacitance + node] ?? 0,
      },
    )
    if ('state' in impedances) {
      diagnostics.push(diagnose(impedanceMessages, 'impedance/integrates', { state: impedances.state }))
      return undefined
    }
    const input = impedances.solved?.between(site.node, site.node)
    if (!input || !Number.isFinite(magnitude(input))) {
      diagnostics.push(diagnose(impedanceMessages, 'impedance/not-finite', { hz }))
      return undefined
    }
    return {
      hz,
      inputMohm: magnitude(input),
      inputPhase: phase(input),
      places: others.map(({ node, group: where }) => {
        const between = (to: number, from: number) =>
          (where === site.group ? impedances.solved?.between(to, from) : undefined) ?? zero
        return describe(between(site.node, node), between(node, node), {
          outward: between(node, site.node),
          ofSite: input,
        })
      }),
    }
  })
  if (hasErrors(diagnostics)) return refused(diagnostics)
  const conductance = Array.from(tree.nodes, node => present[node]?.conductance ?? 0)
  const distances = electrotonicDistances(tree, conductance, at)
  return accepted(
    {
      places: places.map((place, index) => ({
        at: place,
        electrotonicDistance: distances[positions[index] ?? -1] ?? NaN,
      })),
      frequencies: solved.flatMap(frequency => frequency ?? []),
    },
    diagnostics,
  )
}

/** The membranes of a group, and what reaches them from elsewhere. */
interface LinearGroup {
  readonly membrane: readonly LinearNode[]
  readonly links: readonly Link[]
  /** Of each link. */
  readonly couplings: readonly LinearNode[]
}

function solveAt(
  trees: readonly Tree[],
  { membrane, links, couplings }: LinearGroup,
  {
    hz,
    site,
    capacitance,
  }: { readonly hz: number; readonly site: number; capacitance(node: number): number },
) {
  const omega = radiansPerMsHz * hz
  const admittances: Complex[][] = []
  for (const { nodes } of trees) {
    const ofTree: Complex[] = []
    for (const node of nodes) {
      const linear = membrane[node]
      if (!linear) throw new InternalError('a node has no membrane', { node })
      const admittance = membraneAdmittance(linear, omega)
      if ('state' in admittance) return admittance
      ofTree.push({ re: admittance.re, im: admittance.im + omega * capacitance(node) })
    }
    admittances.push(ofTree)
  }
  const inTrees = new Set(trees.flatMap(({ nodes }) => [...nodes]))
  const present: Coupling[] = []
  for (const [index, { node, source }] of links.entries()) {
    const linear = couplings[index]
    if (!inTrees.has(node) || !linear) continue
    const admittance = membraneAdmittance(linear, omega)
    if ('state' in admittance) return admittance
    present.push({ node, source, admittance })
  }
  return { solved: solveCoupled(trees, admittances, { couplings: present, site }) }
}

function describe(
  transfer: Complex,
  input: Complex,
  { outward, ofSite }: { readonly outward: Complex; readonly ofSite: Complex },
): PlaceImpedance {
  const lost = (from: Complex, to: Complex) => log(magnitude(quotient(from, to)))
  return {
    transferMohm: magnitude(transfer),
    transferPhase: phase(transfer),
    inputMohm: magnitude(input),
    inputPhase: phase(input),
    ratio: magnitude(quotient(transfer, input)),
    logAttenuationIn: lost(input, transfer),
    logAttenuationOut: lost(ofSite, outward),
  }
}

/** What is wrong with a request by itself. */
function refusalsOf({ frequenciesHz, derivatives }: ImpedanceRequest): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const hz of frequenciesHz)
    if (!(hz >= 0 && Number.isFinite(hz)))
      found.push(diagnose(impedanceMessages, 'impedance/frequency', { hz }))
  if (derivatives?.kind === 'quotients' && !(derivatives.increment > 0 && derivatives.increment < 1e6))
    found.push(diagnose(impedanceMessages, 'impedance/increment', { increment: derivatives.increment }))
  return found
}
