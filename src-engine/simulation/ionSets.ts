import type { IonDefaults } from '../core/cellDefaults.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import { ionColumnNames } from '../kernel/instance.ts'
import { initialColumn } from '../kernel/ionPrograms.ts'
import { ionStyle, type IonStyle } from '../mechanisms/ions.ts'
import type { CellPlan } from './cellPlan.ts'
import type { GroupNodes } from './groupNodes.ts'
import { indicesWhere, type InstanceSet } from './instanceSets.ts'

/** Where an ion is in use: an element for each node with a mechanism that uses it. */
export interface IonElements {
  readonly count: number
  /** Element → node, ascending. */
  readonly node: Int32Array
  /** Node → element; −1 where the ion is not in use. */
  readonly elementOfNode: Int32Array
}

/** One ion in one group. */
export interface IonSet extends IonElements {
  readonly ion: string
  readonly valence: number
  /** Column (`ena`, `ina`, `nai` …) → address. */
  readonly columns: ReadonlyMap<string, number>
  /** Elements of each style that asks for something. */
  readonly styles: readonly { readonly style: IonStyle; readonly elements: Int32Array }[]
}

/** The elements of an ion with these users. */
export function elementsOf(users: readonly InstanceSet[], nodes: GroupNodes): IonElements {
  const elementOfNode = new Int32Array(nodes.count).fill(-1)
  for (const set of users) for (const at of set.node) elementOfNode[at] = 0
  const node = indicesWhere(nodes.count, at => elementOfNode[at] === 0)
  node.forEach((at, element) => (elementOfNode[at] = element))
  return { count: node.length, node, elementOfNode }
}

/** Elements of one ion by the style that their mechanisms give them. */
function stylesOf(
  ion: string,
  node: Int32Array,
  sets: readonly InstanceSet[],
  nodes: number,
): IonSet['styles'] {
  const concentrations = [`${ion}i`, `${ion}o`]
  const touches = sets.some(({ mechanism }) =>
    mechanism.ions.some(use => [...use.reads, ...use.writes].some(name => concentrations.includes(name))),
  )
  if (!touches) return [] // the usual case: reversal potentials are plain numbers
  // The sets of mechanisms at a node, as a number that grows set by set.
  const members = new Int32Array(nodes)
  const combinations: { readonly of: readonly InstanceSet[]; readonly with: Map<InstanceSet, number> }[] = [
    { of: [], with: new Map() },
  ]
  for (const set of sets) {
    for (const at of set.node) {
      const here = combinations[members[at]!]!
      if (here.of.includes(set)) continue
      let next = here.with.get(set)
      if (next === undefined) {
        next = combinations.push({ of: [...here.of, set], with: new Map() }) - 1
        here.with.set(set, next)
      }
      members[at] = next
    }
  }
  const styles = new Map<string, { style: IonStyle; elements: number[] }>()
  const byCombination = combinations.map(({ of }) =>
    ionStyle(
      ion,
      of.map(set => set.mechanism),
    ),
  )
  node.forEach((at, element) => {
    const style = byCombination[members[at]!]!
    if (!style.restoresConcentrations && !style.computesReversalAtStart) return
    const key = JSON.stringify(style)
    const list = styles.get(key) ?? { style, elements: [] }
    styles.set(key, list)
    list.elements.push(element)
  })
  return [...styles.values()].map(({ style, elements }) => ({ style, elements: Int32Array.from(elements) }))
}

/** Decides what happens to an ion in a group, and reserves its columns. */
export function layOutIon(
  { ion, valence }: Pick<IonSet, 'ion' | 'valence'>,
  users: readonly InstanceSet[],
  elements: IonElements,
  recorded: Iterable<string>,
  layout: ArenaLayout,
): IonSet {
  const styles = stylesOf(ion, elements.node, users, elements.elementOfNode.length)
  const names = new Set<string>(recorded)
  for (const { mechanism } of users) for (const name of ionColumnNames(mechanism, ion)) names.add(name)
  const concentrations = [`${ion}i`, `${ion}o`]
  if (styles.some(({ style }) => style.computesReversalAtStart))
    for (const name of [...concentrations, `e${ion}`]) names.add(name)
  if (styles.some(({ style }) => style.restoresConcentrations))
    for (const name of concentrations) names.add(name).add(initialColumn(name))
  const columns = new Map([...names].map(name => [name, layout.column(elements.count)]))
  return { ...elements, ion, valence, columns, styles }
}

/** Writes concentrations and reversal potentials: what the model sets, else the ion's defaults. Currents begin at 0. */
export function fillIon(
  values: Float64Array,
  set: IonSet,
  defaults: IonDefaults,
  nodes: GroupNodes,
  plans: readonly CellPlan[],
): void {
  const { ion } = set
  const starts: readonly (readonly [column: string, setting: string, value: number])[] = [
    [`e${ion}`, `e${ion}`, defaults.reversalMv],
    [`${ion}i`, `${ion}i`, defaults.insideMm],
    [`${ion}o`, `${ion}o`, defaults.outsideMm],
    [initialColumn(`${ion}i`), `${ion}i`, defaults.insideMm],
    [initialColumn(`${ion}o`), `${ion}o`, defaults.outsideMm],
  ]
  for (const [column, setting, value] of starts) {
    const address = set.columns.get(column)
    if (address === undefined) continue
    values.fill(value, address, address + set.count)
    set.node.forEach((at, element) => {
      const chosen = plans[nodes.cell[at]!]!.ionSettings.get(setting)?.[nodes.section[at]!]
      if (chosen !== undefined && !Number.isNaN(chosen)) values[address + element] = chosen
    })
  }
}
