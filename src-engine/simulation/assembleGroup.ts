import {
  type NativeGroup,
  type NativeModel,
  nodeColumns,
  type ProgramCall,
  type SpikeDetector,
  stepperUniforms,
} from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism, HookName } from '../kernel/compiledMechanism.ts'
import { type Binding, bindProgram } from '../kernel/instance.ts'
import { concentrationProgram, nernstProgram } from '../kernel/ionPrograms.ts'
import type { IonDefaults, IonStyle } from '../mechanisms/ions.ts'
import type { CellPlan } from './cellPlan.ts'
import { bindGroup } from './groupBindings.ts'
import { fillNodes, type GroupNodes, layOutNodes } from './groupNodes.ts'
import { type GroupUniforms, layOutUniforms } from './groupUniforms.ts'
import {
  columnsOf,
  densityInstances,
  fillInstances,
  type InstanceSet,
  pointInstances,
} from './instanceSets.ts'
import { elementsOf, fillIon, type IonElements, type IonSet, layOutIon } from './ionSets.ts'
import type { GroupPlan } from './packs.ts'
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
export interface ModelContext {
  readonly plans: readonly CellPlan[]
  readonly places: TreePlaces
  readonly layout: ArenaLayout
  readonly programs: ProgramList
  /** Mechanisms in call order. */
  readonly mechanisms: readonly CompiledMechanism[]
  /** Whether compartments of this kind have this mechanism. */
  readonly hasMechanism: (kind: number, mechanism: string) => boolean
  readonly ionDefaults: (ion: string) => IonDefaults
  /** Own and ion columns that probes want although no program may touch them: `hh.m`, `ena`. */
  readonly recorded: ReadonlySet<string>
  readonly vInitMv: number
  /** Value of a uniform at the start: `celsius`, `hh.q10`. */
  readonly uniform: (mechanism: CompiledMechanism | undefined, name: string) => number
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

/** A group with addresses but without numbers: those come with `fill`, once the arena exists. */
export interface AssembledGroup {
  readonly nodes: GroupNodes
  readonly sets: readonly InstanceSet[]
  readonly ions: readonly IonSet[]
  readonly uniforms: GroupUniforms
  readonly native: Omit<NativeGroup, 'detectors' | 'probes'>
  fill(values: Float64Array): void
}

/** The instances of every mechanism in a group, and the ions that they use. */
function layOutMembrane(group: number, nodes: GroupNodes, context: ModelContext) {
  const { plans, layout, recorded, places } = context
  const recordedOf = (owner: string) =>
    [...recorded].filter(name => name.startsWith(`${owner}.`)).map(name => name.slice(owner.length + 1))
  const sets = context.mechanisms.flatMap(mechanism => {
    const columns = columnsOf(mechanism, recordedOf(mechanism.name), layout)
    const set =
      mechanism.kind === 'density'
        ? densityInstances(mechanism, nodes, plans, columns, context.hasMechanism)
        : pointInstances(mechanism, group, plans, columns, places)
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

/** Lays out one group: its nodes, instances, ions and uniforms, and the calls of its programs. */
export function assembleGroup(group: GroupPlan, index: number, context: ModelContext): AssembledGroup {
  const { plans, layout, programs } = context
  const nodes = layOutNodes(group, plans, layout)
  const { sets, ions } = layOutMembrane(index, nodes, context)
  const uniforms = layOutUniforms(
    sets.map(set => set.mechanism),
    layout,
  )
  const bindings = bindGroup(nodes, ions, uniforms)
  const call = (program: Program, binding: Binding) =>
    bindProgram(program, programs.indexOf(program), binding)
  const callsOf = (hook: HookName): ProgramCall[] =>
    sets.flatMap(set => {
      const program = set.mechanism.programs[hook]
      return program ? [call(program, bindings.ofInstances(set))] : []
    })
  const ionCalls = (
    kind: 'nernst' | 'concentrations',
    applies: (style: IonStyle) => boolean,
  ): ProgramCall[] =>
    ions.flatMap(ion =>
      ion.styles
        .filter(({ style }) => applies(style))
        .map(({ elements }) =>
          call(context.ionProgram(kind, ion.ion, ion.valence), bindings.ofElements(ion, elements)),
        ),
    )
  const cleared = ions.flatMap(ion => {
    const address = ion.columns.get(`i${ion.ion}`)
    return address === undefined ? [] : [address, ion.count]
  })
  return {
    nodes,
    sets,
    ions,
    uniforms,
    native: {
      nodes: nodes.count,
      nodeColumns: Int32Array.from(nodeColumns, name => nodes.columns[name]),
      stepperUniforms: Int32Array.from(stepperUniforms, name => uniforms.address(name)),
      packs: nodes.packs,
      indexTables: bindings.tables,
      cleared: Int32Array.from(cleared),
      initialise: [
        ...ionCalls('concentrations', style => style.restoresConcentrations),
        ...ionCalls('nernst', style => style.computesReversalAtStart),
        ...callsOf('initialise'),
      ],
      current: [...ionCalls('nernst', style => style.computesReversalEachStep), ...callsOf('current')],
      state: callsOf('state'),
    },
    fill(values) {
      fillNodes(values, group, plans, nodes, context.vInitMv)
      for (const set of sets) fillInstances(values, set)
      for (const ion of ions) fillIon(values, ion, context.ionDefaults(ion.ion), nodes, plans)
      for (const [key, owner] of uniforms.owners) values[uniforms.address(key)] = context.uniform(owner, key)
    },
  }
}

/** A threshold detector on the voltage of a node. */
export function detectorAt(group: AssembledGroup, node: number, threshold: number): SpikeDetector {
  return { address: group.nodes.columns.v + node, threshold }
}
