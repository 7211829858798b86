import type { DockviewApi } from 'dockview-vue'
import type { PanelArea, PanelContribution } from './feature.ts'

/** Shares of the window that the areas of the default layout take, within what is comfortable to read. */
export interface LayoutSizes {
  readonly left: number
  readonly right: number
  readonly below: number
  readonly leftBelow: number
}

/** Sizes [px] of the default layout in a window of this size. */
export function defaultSizes(width: number, height: number): LayoutSizes {
  const between = (low: number, wanted: number, high: number): number =>
    Math.round(Math.min(high, Math.max(low, wanted)))
  return {
    left: between(220, width * 0.2, 340),
    right: between(280, width * 0.235, 400),
    below: between(180, height * 0.36, 460),
    leftBelow: between(200, height * 0.55, 640),
  }
}

/** The panels of an area that are open at start, in their order. */
export function panelsOf(
  area: PanelArea,
  panels: readonly PanelContribution[],
): readonly PanelContribution[] {
  return panels
    .filter(panel => panel.defaultArea === area && panel.openAtStart !== false)
    .toSorted((first, second) => (first.order ?? 0) - (second.order ?? 0))
}

/**
 * Fills an empty dock: the cell in the middle with the traces below it, the project and its sections at the left,
 * the inspectors at the right. The size is the window's [px].
 */
export function buildDefaultLayout(
  dock: DockviewApi,
  panels: readonly PanelContribution[],
  title: (panel: PanelContribution) => string,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const sizes = defaultSizes(width, height)
  const first: Partial<Record<PanelArea, string>> = {}

  function place(
    area: PanelArea,
    beside: string | undefined,
    direction: 'left' | 'right' | 'below' | undefined,
    size: { initialWidth?: number; initialHeight?: number },
  ): void {
    for (const panel of panelsOf(area, panels)) {
      const sibling = first[area]
      const position = sibling
        ? { referencePanel: sibling, direction: 'within' as const }
        : beside && direction
          ? { referencePanel: beside, direction }
          : undefined
      dock.addPanel({
        id: panel.id,
        component: panel.id,
        title: title(panel),
        inactive: sibling !== undefined,
        ...(position ? { position } : {}),
        ...(sibling ? {} : size),
      })
      first[area] ??= panel.id
    }
  }

  place('centre', undefined, undefined, {})
  const centre = first.centre
  place('left', centre, 'left', { initialWidth: sizes.left })
  place('right', centre, 'right', { initialWidth: sizes.right })
  place('below', centre, 'below', { initialHeight: sizes.below })
  place('left-below', first.left ?? centre, first.left ? 'below' : 'left', { initialHeight: sizes.leftBelow })
}

/** Where a panel that was closed opens again: beside a panel of its area, else anywhere. */
export function reopenPanel(
  dock: DockviewApi,
  panel: PanelContribution,
  panels: readonly PanelContribution[],
  title: string,
): void {
  const sibling = panels.find(other => other.defaultArea === panel.defaultArea && dock.getPanel(other.id))
  dock.addPanel({
    id: panel.id,
    component: panel.id,
    title,
    ...(sibling ? { position: { referencePanel: sibling.id, direction: 'within' as const } } : {}),
  })
}
