import { InternalError } from '../core/errors.ts'
import { type IndexTable, type NativeGroup, type NativeModel, type ProgramCall, type SpikeDetector, stepperUniforms } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Binding, bindProgram, type Hook, uniformNames } from '../kernel/instance.ts'
import { concentrationProgram, nernstProgram } from '../kernel/ionPrograms.ts'
import type { IonDefaults } from '../mechanisms/ions.ts'
import type { CellPlan } from './cellPlan.ts'
import { fillNodes, type GroupNodes, layOutNodes } from './groupNodes.ts'
import { densityInstances, fillInstances, type InstanceSet, pointInstances } from './instanceSets.ts'
import { fillIon, type IonSet, layOutIon } from './ionSets.ts'
import type { GroupPlan } from './packs.ts'

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
    const program = made.get(key) ?? (kind === 'nernst' ? nernstProgram(ion, valence) : concentrationProgram(ion))
    made.set(key, program)
    return program
  }
}

/** A group with addresses but without numbers: those come with `fill`, once the arena exists. */
export interface AssembledGroup {
  readonly nodes: GroupNodes
  readonly sets: readonly InstanceSet[]
  readonly ions: readonly IonSet[]
  readonly uniforms: ReadonlyMap<string, number>
  readonly native: Omit<NativeGroup, 'detectors' | 'probes'>
  fill(values: Float64Array): void
}

const uniformKey = (mechanism: CompiledMechanism | undefined, name: string) =>
  mechanism?.fields.some(field => field.scope === 'global' && field.name === name) ? `${mechanism.name}.${name}` : name

/** The uniforms of a group, side by side in one column: each group has its own, so that threads share nothing. */
function layOutUniforms(mechanisms: readonly CompiledMechanism[], layout: ArenaLayout) {
  const owners = new Map<string, CompiledMechanism | undefined>([...stepperUniforms, 'celsius'].map(name => [name, undefined]))
  for (const mechanism of mechanisms) for (const name of uniformNames(mechanism)) owners.set(uniformKey(mechanism, name), mechanism)
  const base = layout.column(owners.size)
  const addresses = new Map([...owners.keys()].map((key, index) => [key, base + index]))
  return { owners, addresses }
}

/** Index tables of a group, equal ones only once. */
function createTables() {
  const tables: IndexTable[] = []
  const same = (a: IndexTable, indices: Int32Array, extent: number) =>
    a.extent === extent && a.indices.length === indices.length && a.indices.every((value, i) => value === indices[i])
  return {
    tables,
    indexOf(indices: Int32Array, extent: number): number {
      const known = tables.findIndex(table => same(table, indices, extent))
      return known >= 0 ? known : tables.push({ indices, extent }) - 1
    },
  }
}

/** Lays out one group: its nodes, instances, ions and uniforms, and the calls of its programs. */
export function assembleGroup(group: GroupPlan, context: ModelContext): AssembledGroup {
  const { plans, layout, programs, recorded } = context
  const nodes = layOutNodes(group, plans, layout)
  const cells = [...new Set(group.packs.flatMap(pack => pack.trees.slice(0, pack.liveLanes).map(({ cell }) => cell)))].sort((a, b) => a - b)
  const recordedOf = (owner: string) =>
    [...recorded].filter(name => name.startsWith(`${owner}.`)).map(name => name.slice(owner.length + 1))

  const sets = context.mechanisms.flatMap(mechanism => {
    const wanted = recordedOf(mechanism.name)
    const set =
      mechanism.kind === 'density'
        ? densityInstances(mechanism, nodes, plans, kind => context.hasMechanism(kind, mechanism.name), wanted, layout)
        : pointInstances(mechanism, nodes, plans, cells, wanted, layout)
    return set ? [set] : []
  })
  const ionNames = [...new Set(sets.flatMap(set => set.mechanism.ions.map(use => use.ion)))]
  const ions = ionNames.map(ion => {
    const users = sets.filter(set => set.mechanism.ions.some(use => use.ion === ion))
    const columns = [`e${ion}`, `${ion}i`, `${ion}o`, `i${ion}`].filter(name => recorded.has(name))
    return layOutIon(ion, context.ionDefaults(ion).valence, users, nodes, columns, layout)
  })
  const { owners, addresses: uniforms } = layOutUniforms(sets.map(set => set.mechanism), layout)

  const { tables, indexOf: tableOf } = createTables()
  const ionOf = (space: string) => ions.find(set => space === `ion:${set.ion}`)
  const bindingOf = (count: number, own: ReadonlyMap<string, number>, node: Int32Array, mechanism?: CompiledMechanism): Binding => ({
    count,
    column: (space, name) => {
      if (space === 'own') return own.get(name)
      if (space === 'node') return nodes.columns[name as keyof typeof nodes.columns]
      return ionOf(space)?.columns.get(name)
    },
    table: space => {
      if (space === 'node') return tableOf(node, nodes.count)
      const ion = ionOf(space)
      return ion && tableOf(node.map(at => ion.elementOfNode[at]!), ion.count)
    },
    uniform: name => uniforms.get(uniformKey(mechanism, name)),
  })
  const call = (program: Program, binding: Binding) => bindProgram(program, programs.indexOf(program), binding)
  const callsOf = (hook: Hook): ProgramCall[] =>
    sets.flatMap(set => {
      const program = set.mechanism.programs[hook]
      return program ? [call(program, bindingOf(set.count, set.columns, set.node, set.mechanism))] : []
    })
  const ionCalls = (kind: 'nernst' | 'concentrations', applies: (style: IonSet['styles'][number]['style']) => boolean): ProgramCall[] =>
    ions.flatMap(ion =>
      ion.styles
        .filter(({ style }) => applies(style))
        .map(({ elements }) => {
          const node = elements.map(element => ion.node[element]!)
          return call(context.ionProgram(kind, ion.ion, ion.valence ?? 0), bindingOf(elements.length, new Map(), node))
        }),
    )

  const cleared = ions.flatMap(ion => {
    const address = ion.columns.get(`i${ion.ion}`)
    return address === undefined ? [] : [address, ion.count]
  })
  const address = (name: string) => {
    const found = uniforms.get(name)
    if (found === undefined) throw new InternalError('a stepper uniform has no address', { name })
    return found
  }
  return {
    nodes,
    sets,
    ions,
    uniforms,
    native: {
      nodes: nodes.count,
      nodeColumns: Int32Array.from(Object.values(nodes.columns)),
      stepperUniforms: Int32Array.from(stepperUniforms, address),
      packs: nodes.packs,
      indexTables: tables,
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
      for (const [key, owner] of owners) values[address(key)] = context.uniform(owner, key)
    },
  }
}

/** A threshold detector on the voltage of a node. */
export function detectorAt(group: AssembledGroup, node: number, threshold: number): SpikeDetector {
  return { address: group.nodes.columns.v + node, threshold }
}
