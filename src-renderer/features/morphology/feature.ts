import { Rotate3d } from '@lucide/vue'
import NeuronIcon from '../../components/NeuronIcon.vue'
import type { CommandContribution, Feature } from '../../shell/feature.ts'
import { useLayoutStore } from '../../shell/layoutStore.ts'
import { cellEndings } from '../../stores/cellEndings.ts'
import { useMorphologyStore } from '../../stores/morphologyStore.ts'
import { useSelectionStore, type Tool } from '../../stores/selectionStore.ts'
import CellPanel from './CellPanel.vue'
import { colourModes, useCellViewStore } from './cellViewStore.ts'
import { chooseCellFile, importCellFile } from './importCell.ts'

const hasCell = (): boolean => useMorphologyStore().view !== undefined

const toolCommand = (tool: Tool, title: string, shortcut: string): CommandContribution => ({
  id: `cell.tool.${tool}`,
  title,
  shortcut,
  enabled: hasCell,
  run: () => useSelectionStore().setTool(tool),
})

function openDialog(which: 'picture' | 'animation'): void {
  useLayoutStore().showPanel('cell')
  useCellViewStore().exporting = which
}

/** The cell: imported, seen in three dimensions, pointed at. */
export const morphologyFeature: Feature = {
  id: 'morphology',
  title: 'cell.title',
  icon: NeuronIcon,
  panels: [{ id: 'cell', title: 'cell.title', icon: Rotate3d, component: CellPanel, defaultArea: 'centre' }],
  files: { extensions: cellEndings, take: importCellFile },
  commands: [
    { id: 'cell.open', title: 'cell.command.open', shortcut: 'Mod+O', run: chooseCellFile },
    toolCommand('select', 'cell.tool.select', 'V'),
    toolCommand('place-stimulus', 'cell.tool.stimulus', 'S'),
    toolCommand('place-probe', 'cell.tool.probe', 'P'),
    toolCommand('edit', 'cell.tool.edit', 'E'),
    {
      id: 'cell.picture',
      title: 'picture.command',
      enabled: hasCell,
      run: () => openDialog('picture'),
    },
    {
      id: 'cell.animation',
      title: 'film.command',
      enabled: hasCell,
      run: () => openDialog('animation'),
    },
    {
      id: 'cell.annotations',
      title: 'cell.command.annotations',
      enabled: () => useMorphologyStore().view?.morphology.annotations !== undefined,
      run: () => {
        const view = useCellViewStore()
        view.annotated = !view.annotated
      },
    },
    ...colourModes.map((mode): CommandContribution => ({
      id: `cell.colour.${mode}`,
      title: `cell.command.colour.${mode}`,
      enabled: hasCell,
      run: () => useCellViewStore().choose(mode),
    })),
  ],
  steps: [
    {
      id: 'import',
      title: 'cell.step',
      order: 10,
      state: () => {
        const { view, importing, refused } = useMorphologyStore()
        if (importing) return 'busy'
        if (refused) return 'attention'
        if (!view) return 'ready'
        return view.summary.diagnostics.some(({ severity }) => severity !== 'hint') ? 'attention' : 'done'
      },
      run: () => {
        useLayoutStore().showPanel('cell')
        if (!hasCell()) chooseCellFile()
      },
    },
  ],
}
