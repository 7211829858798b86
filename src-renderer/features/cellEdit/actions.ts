import type { MorphologyEdit } from '../../../src-engine/morphology/edit/morphologyEdit.ts'
import { translate } from '../../i18n/index.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import type { CommandContribution } from '../../shell/feature.ts'
import { useCellEditStore } from '../../stores/cellEditStore.ts'
import { editCell } from '../../stores/editCell.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore } from '../../stores/selectionStore.ts'
import { roundX } from '../../stores/modelEdits.ts'
import { pointsOf } from './points.ts'
import { operations } from './operations.ts'

/** The sample that is chosen on the selected section, if it is still there. */
export function chosenSample(): { readonly section: string; readonly sample: number } | undefined {
  const [{ sample }, { primary }, { view }] = [useCellEditStore(), useSelectionStore(), useMorphologyStore()]
  if (!sample || sample.section !== primary || !view) return undefined
  const points = pointsOf(view.morphology, primary)
  return points && sample.sample < points.count ? sample : undefined
}

const editing = (): boolean => useSelectionStore().tool === 'edit' && useMorphologyStore().view !== undefined
const withSection = (): boolean => editing() && useSelectionStore().primary !== undefined
const withSample = (): boolean => editing() && chosenSample() !== undefined

/** An edit of the selected section, or of its chosen sample. */
function act(
  id: string,
  shortcut: string,
  needs: 'section' | 'sample',
  edit: (section: string, sample: number) => MorphologyEdit | undefined,
): CommandContribution {
  return {
    id: `cellEdit.do.${id}`,
    title: `cellEdit.do.${id}`,
    shortcut,
    enabled: needs === 'sample' ? withSample : withSection,
    run: async () => {
      const section = useSelectionStore().primary
      const sample = chosenSample()?.sample
      if (section === undefined || (needs === 'sample' && sample === undefined)) return
      const made = edit(section, sample ?? 0)
      if (made) await editCell([made], 'cell')
    },
  }
}

/** Waits for the place on another branch to which the selected one shall be attached. */
function attach(by: 'cable' | 'wire', shortcut: string): CommandContribution {
  return {
    id: `cellEdit.do.attach-${by}`,
    title: `cellEdit.do.attach-${by}`,
    shortcut,
    enabled: withSection,
    run: () => {
      const selection = useSelectionStore()
      const section = selection.primary
      if (section === undefined) return
      useLayoutStore().showPanel('cell')
      selection.pick({
        kind: 'place',
        hint: translate(`cellEdit.pick-${by}`, { section }),
        take: ({ at }) => {
          if (at) void editCell([{ kind: 'attach', section, to: at.section, x: roundX(at.x), by }], 'cell')
        },
      })
    },
  }
}

/** A sample half way to the next one, or before the last. */
function insertHalfWay(section: string, sample: number): MorphologyEdit | undefined {
  const view = useMorphologyStore().view
  const points = view && pointsOf(view.morphology, section)
  if (!points) return undefined
  const from = Math.min(sample, points.count - 2)
  const [near, far] = [points.at(from), points.at(from + 1)]
  const between = (column: 0 | 1 | 2): number => (near[column] + far[column]) / 2
  const diameter = (Math.abs(near[3]) + Math.abs(far[3])) / 2
  const point = [between(0), between(1), between(2), diameter] as const
  return { kind: 'insert-sample', section, before: from + 1, point }
}

/** What can be done by a key: cutting, joining, taking away. */
export const actionCommands: readonly CommandContribution[] = [
  act('cut', 'C', 'sample', (section, sample) => ({ kind: 'cut', section, sample })),
  act('insert', 'I', 'sample', insertHalfWay),
  act('delete-sample', 'Delete', 'sample', (section, sample) => ({
    kind: 'delete-samples',
    section,
    samples: [sample],
  })),
  act('detach', 'D', 'section', section => ({ kind: 'detach', section })),
  attach('cable', 'A'),
  attach('wire', 'W'),
  act('merge', 'M', 'section', section => ({ kind: 'merge', section })),
  act('reroot-start', 'R', 'section', section => ({ kind: 'reroot', section, end: 0 })),
  act('reroot-end', 'Shift+R', 'section', section => ({ kind: 'reroot', section, end: 1 })),
  act('delete-section', 'X', 'section', section => ({ kind: 'delete-section', section })),
  act('delete-subtree', 'Shift+X', 'section', section => ({ kind: 'delete-subtree', section })),
]

/** Operations with numbers: they open their form. */
export const formCommands: readonly CommandContribution[] = operations.map(({ id, reach, shortcut }) => ({
  id: `cellEdit.do.form-${id}`,
  title: `cellEdit.open.${id}`,
  ...(shortcut === undefined ? {} : { shortcut }),
  enabled: reach === 'cell' ? editing : withSection,
  run: () => {
    useCellEditStore().operation = id
    useLayoutStore().showPanel('cellEdit')
  },
}))
