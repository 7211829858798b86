import { defineStore } from 'pinia'
import { markRaw, shallowRef } from 'vue'
import type { MorphologyId, MorphologyView } from '../../../src-main/contract/index.ts'
import type { SearchGroup } from '../../components/searchMatches.ts'
import { describeFault, type Fault } from '../../host/fault.ts'
import { useHost } from '../../host/useHost.ts'
import { translate } from '../../i18n/index.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'

/** One side of the comparison. */
export interface Side {
  readonly id: MorphologyId
  /** Undefined while it is fetched. */
  readonly view: MorphologyView | undefined
  readonly fault: Fault | undefined
}

export type SideName = 'left' | 'right'

/** Two cells of the project, or two states of one. */
export const useCompareStore = defineStore('compare', () => {
  const left = shallowRef<Side>()
  const right = shallowRef<Side>()
  /** What can be compared: each cell as it is, and as it was before each of its steps. */
  const groups = shallowRef<readonly SearchGroup[]>([])
  const sides = { left, right }

  async function choose(name: SideName, id: MorphologyId): Promise<void> {
    const side = sides[name]
    if (side.value?.id === id && !side.value.fault) return
    side.value = { id, view: undefined, fault: undefined }
    try {
      const view = markRaw(await useHost().morphologies.view({ id }))
      if (side.value.id === id) side.value = { id, view, fault: undefined }
    } catch (error) {
      if (side.value.id === id) side.value = { id, view: undefined, fault: describeFault(error) }
    }
  }

  /** Looks which cells there are, and shows two of them: at first the cell of the model and what it was made from. */
  async function refresh(): Promise<void> {
    const { list, view } = useMorphologyStore()
    const histories = await Promise.all(list.map(({ id }) => useHost().morphologies.history({ id })))
    groups.value = list.map(({ id, name }, index) => {
      const { steps = [], first = id } = histories[index] ?? {}
      const states = [
        { id: first, title: steps.length === 0 ? name : translate('compare.asRead', { name }) },
        ...steps.map(step => ({ id: step.id, title: translate('compare.after', { step: step.label }) })),
      ]
      return { title: name, items: states.toReversed() }
    })
    const all = groups.value.flatMap(({ items }) => items.map(({ id }) => id))
    const shown = view?.summary.id ?? all[0]
    const known = (side: Side | undefined): boolean => side !== undefined && all.includes(side.id)
    const own = groups.value.find(({ items }) => items.some(({ id }) => id === shown))?.items ?? []
    const before = own.at(-1)?.id
    const other = before !== shown ? before : (all.find(id => id !== shown) ?? shown)
    await Promise.all([
      shown !== undefined && !known(left.value) ? choose('left', shown) : undefined,
      other !== undefined && !known(right.value) ? choose('right', other) : undefined,
    ])
  }

  return { left, right, groups, choose, refresh }
})
