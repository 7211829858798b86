import type { IonDefaults } from '../core/cellDefaults.ts'
import { accepted, type Checked, hasErrors, refused } from '../core/checked.ts'
import {
  type CallList,
  callLists,
  type NativeGroup,
  type NativeModel,
  nodeColumns,
  type ProgramCall,
  stepperUniforms,
} from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { bindProgram } from '../kernel/instance.ts'
import { concentrationProgram, nernstProgram } from '../kernel/ionPrograms.ts'
import { isLayers, layerFields } from '../kernel/outside.ts'
import type { IonStyle } from '../mechanisms/ions.ts'
import type { FunctionTableUse, SeriesUse } from '../model/document.ts'
import { layOutDiffusions } from './diffusionSets.ts'
import { fillWeights, forgottenColumns, layOutWeights, type WeightSet } from './eventSets.ts'
import { bindGroup, type GroupBindings } from './groupBindings.ts'
import { fillNodes, type GroupNodes, layOutNodes } from './groupNodes.ts'
import { type GroupUniforms, layOutUniforms, startOfUniform, type UniformSources } from './groupUniforms.ts'
import {
  columnsOf,
  densityInstances,
  fillInstances,
  type InstanceSet,
  processInstances,
} from './instanceSets.ts'
import { elementsOf, fillIon, type IonElements, type IonSet, layOutIon } from './ionSets.ts'
import {
  clearedColumns,
  ionCorrections,
  layOutMembraneCurrents,
  type MembraneColumns,
  membraneCurrents,
} from './membraneSets.ts'
import type { GroupPlan } from './packs.ts'
import { layOutOutside } from './outsideSets.ts'
import { compartmentsOfNodes, fillPointing, placePointers } from './pointerSets.ts'
import { fillStreams, type StreamSettings } from './randomSets.ts'
import { stateColumns } from './stateColumns.ts'
import { fillTable, type KeptSeries, keptSeries, layOutTables, type TableSet } from './tableSets.ts'
import type { TreePlaces } from './treePlaces.ts'

type Program = NativeModel['programs'][number]

/** Programs of a whole model, each once. */
export interface ProgramList {
  readonly programs: Program[]
  indexOf(program: Program): number
}

/** An empty list. */
export function createProgramList(): ProgramList {
  const programs: Program[] = []
  const indices = new Map<Program, number>()
  return {
    programs,
    indexOf(program) {
      const known = indices.get(program)
      if (known !== undefined) return known
      indices.set(program, programs.length)
      return programs.push(program) - 1
    },
  }
}

/** What all groups of a model share while they are laid out. */
export interface ModelContext extends StreamSettings {
  readonly places: TreePlaces
  readonly layout: ArenaLayout
  readonly programs: ProgramList
  /** Mechanisms in call order. */
  readonly mechanisms: readonly CompiledMechanism[]
  /** Whether compartments of this kind have this mechanism. */
  readonly hasMechanism: (kind: number, mechanism: string) => boolean
  readonly ionDefaults: (ion: string) => IonDefaults
  /** Own and ion columns that probes, detectors and pointers want although no program may touch them: `hh.m`, `ena`. */
  readonly recorded: ReadonlySet<string>
  readonly vInitMv: number
  readonly uniforms: UniformSources
  readonly functionTables: readonly FunctionTableUse[]
  readonly series: readonly SeriesUse[]
  readonly ionProgram: (kind: 'nernst' | 'concentrations', ion: string, valence: number) => Program
}

/** Ion programs, made once for each ion. */
export function createIonPrograms(): ModelContext['ionProgram'] {
  const made = new Map<string, Program>()
  return (kind, ion, valence) => {
    const key = `${kind} ${ion}`
    const program =
      made.get(key) ?? (kind === 'nernst' ? nernstProgram(ion, valence) : concentrationProgram(ion))
    made.set(key, program)
    return program
  }
}

/** The instances of a group and what they touch, with addresses. */
export interface AssembledMembrane {
  readonly nodes: GroupNodes
  readonly sets: readonly InstanceSet[]
  readonly ions: readonly IonSet[]
  readonly uniforms: GroupUniforms
  readonly currents: MembraneColumns
}

/** A group with addresses but without numbers: those come with `fill`, once the arena exists. */
export interface AssembledGroup extends AssembledMembrane {
  readonly native: Omit<NativeGroup, 'detectors' | 'probes' | 'events'>
  readonly weights: ReadonlyMap<InstanceSet, WeightSet>
  readonly tables: ReadonlyMap<InstanceSet, readonly TableSet[]>
  /** Whose instances the lanes of each call are; undefined for the calls of ions. */
  readonly owners: { readonly [list in CallList]?: readonly (InstanceSet | undefined)[] }
  /** Series that programs change. */
  readonly series: readonly KeptSeries[]
  fill(values: Float64Array): void
}

/** The instances of every mechanism in a group, and the ions that they use. */
function layOutMembrane(
  group: GroupPlan,
  index: number,
  nodes: GroupNodes,
  context: ModelContext,
): Pick<AssembledMembrane, 'sets' | 'ions'> {
  const { plans, layout, recorded } = context
  const recordedOf = (owner: string) =>
    [...recorded].filter(name => name.startsWith(`${owner}.`)).map(name => name.slice(owner.length + 1))
  const here = { index, artificialCells: group.artificialCells }
  const sets = context.mechanisms.flatMap(mechanism => {
    const read = isLayers(mechanism) ? layerFields : recordedOf(mechanism.name)
    const columns = columnsOf(mechanism, read, layout)
    const set =
      mechanism.kind === 'density'
        ? densityInstances(mechanism, nodes, plans, columns, context.hasMechanism)
        : processInstances(mechanism, here, columns, context)
    return set ? [set] : []
  })
  const names = [...new Set(sets.flatMap(set => set.mechanism.ions.map(use => use.ion)))]
  // Ions with the same users have the same elements: sodium and potassium of hh.
  const known = new Map<string, IonElements>()
  const ions = names.map(ion => {
    const users = sets.filter(set => set.mechanism.ions.some(use => use.ion === ion))
    const columns = [`e${ion}`, `${ion}i`, `${ion}o`, `i${ion}`].filter(name => recorded.has(name))
    const key = users.map(set => set.mechanism.name).join(' ')
    const elements = known.get(key) ?? elementsOf(users, nodes)
    known.set(key, elements)
    return layOutIon({ ion, valence: context.ionDefaults(ion).valence }, users, elements, columns, layout)
  })
  return { sets, ions }
}

/** The calls that belong to no mechanism: an ion's concentrations and reversal potential. */
function ionCalls(
  ions: readonly IonSet[],
  kind: 'nernst' | 'concentrations',
  applies: (style: IonStyle) => boolean,
  { context, bindings }: { readonly context: ModelContext; readonly bindings: GroupBindings },
): ProgramCall[] {
  return ions.flatMap(ion =>
    ion.styles
      .filter(({ style }) => applies(style))
      .map(({ elements }) => {
        const program = context.ionProgram(kind, ion.ion, ion.valence)
        return bindProgram(program, context.programs.indexOf(program), bindings.ofElements(ion, elements))
      }),
  )
}

/** Lists of calls that are a hook's programs; tables have programs of their own. */
const hookLists = callLists.filter(list => list !== 'tabulate')

/** Lays out one group: its nodes, instances, ions and uniforms, and the calls of its programs. */
export function assembleGroup(
  group: GroupPlan,
  index: number,
  context: ModelContext,
): Checked<AssembledGroup> {
  const { plans, layout, programs, network } = context
  const nodes = layOutNodes(group, plans, layout)
  const { sets, ions } = layOutMembrane(group, index, nodes, context)
  const uniforms = layOutUniforms(
    sets.map(set => set.mechanism),
    layout,
  )
  const currents = layOutMembraneCurrents(context.recorded, nodes, layout)
  const membrane: AssembledMembrane = { nodes, sets, ions, uniforms, currents }
  const weights = layOutWeights(sets, network, layout)
  const tables = layOutTables(sets, context, layout)
  const { pointers, diagnostics } = placePointers(membrane, context)
  if (hasErrors(diagnostics)) return refused(diagnostics)
  const outside = layOutOutside(group, plans, membrane, layout)
  const bindings = bindGroup({ nodes, ions, uniforms, weights, tables, pointers })

  const calls: { [list in CallList]?: readonly ProgramCall[] } = {}
  const owners: { [list in CallList]?: readonly (InstanceSet | undefined)[] } = {}
  for (const list of hookLists) {
    const users = sets.filter(set => set.mechanism.programs[list])
    calls[list] = users.map(set => {
      const program = set.mechanism.programs[list]!
      const receiver = weights.get(set)?.receiver
      const call = bindProgram(program, programs.indexOf(program), bindings.ofInstances(set))
      return receiver === undefined ? call : { ...call, receiver }
    })
    owners[list] = users
  }
  const made = sets.flatMap(set =>
    (tables.get(set) ?? []).flatMap(table =>
      table.content.kind === 'made' ? [{ set, table, program: table.content.routine.program }] : [],
    ),
  )
  calls.tabulate = made.map(({ set, table, program }) =>
    bindProgram(program, programs.indexOf(program), bindings.ofTable(set, table)),
  )
  owners.tabulate = made.map(({ set }) => set)
  const own = { context, bindings }
  const before = [
    ...ionCalls(ions, 'concentrations', style => style.restoresConcentrations, own),
    ...ionCalls(ions, 'nernst', style => style.computesReversalAtStart, own),
  ]
  const each = ionCalls(ions, 'nernst', style => style.computesReversalEachStep, own)
  const prepend = (list: 'initialise' | 'current', first: readonly ProgramCall[]) => {
    calls[list] = [...first, ...(calls[list] ?? [])]
    owners[list] = [...first.map(() => undefined), ...(owners[list] ?? [])]
  }
  prepend('initialise', before)
  prepend('current', each)
  const ofMembrane = membraneCurrents(currents, owners, nodes)

  return accepted({
    ...membrane,
    weights,
    tables,
    owners,
    series: keptSeries(tables),
    native: {
      nodes: nodes.count,
      nodeColumns: Int32Array.from(nodeColumns, name => nodes.columns[name]),
      stepperUniforms: Int32Array.from(stepperUniforms, name => uniforms.address(name)),
      packs: nodes.packs,
      indexTables: bindings.tables,
      cleared: Int32Array.from(clearedColumns(ions)),
      forgotten: Int32Array.from(forgottenColumns(weights)),
      stateColumns: Int32Array.from(
        stateColumns({ sets }).flatMap(({ set, address }) => [address, set.count]),
      ),
      calls,
      diffusions: layOutDiffusions(group, membrane, plans),
      layers: outside.native,
      ionCorrections: ionCorrections(ions),
      ...(ofMembrane ? { membrane: ofMembrane } : {}),
    },
    fill(values) {
      fillNodes(values, group, plans, nodes, context.vInitMv)
      let compartments: Int32Array | undefined
      const compartmentOfNode = () => (compartments ??= compartmentsOfNodes(membrane, context))
      outside.fill(values)
      for (const set of sets) {
        fillInstances(values, set)
        fillStreams(values, set, { nodes, compartmentOfNode }, context)
        fillPointing(values, set, pointers.get(set) ?? new Map())
      }
      for (const [set, ofSet] of weights) fillWeights(values, set, ofSet, network)
      for (const [set, ofSet] of tables) for (const table of ofSet) fillTable(values, table, set)
      for (const ion of ions) fillIon(values, ion, context.ionDefaults(ion.ion), nodes, plans)
      for (const [key, owner] of uniforms.owners)
        values[uniforms.address(key)] = startOfUniform(owner, key, context.uniforms)
    },
  })
}
