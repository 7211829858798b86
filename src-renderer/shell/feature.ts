import type { Component } from 'vue'

/** Where a panel opens when the layout is the default one. */
export type PanelArea = 'left' | 'left-below' | 'centre' | 'below' | 'right'

/** A view that can be docked anywhere in the window. Titles are message keys of `i18n/`. */
export interface PanelContribution {
  readonly id: string
  readonly title: string
  readonly icon: Component
  readonly component: Component
  readonly defaultArea: PanelArea
  /** Place among the panels of its area in the default layout: lower ones come first. */
  readonly order?: number
  /** False for panels that only open on demand (from the palette or another view). */
  readonly openAtStart?: boolean
}

/** Something the user can do, from the palette, by a shortcut, or through a button that names it. */
export interface CommandContribution {
  readonly id: string
  /** Message key. */
  readonly title: string
  /** `Mod+K`, `Mod+Shift+Z`, `F5`, `Space`: `Mod` is ⌘ on a Mac and Ctrl elsewhere. The first one is shown. */
  readonly shortcut?: string | readonly string[]
  /** Reads reactive state; commands without it are always enabled. */
  readonly enabled?: () => boolean
  readonly run: () => unknown
}

/** How a step of the story stands. `waiting` needs an earlier step first. */
export type StepState = 'waiting' | 'ready' | 'done' | 'attention' | 'busy'

/** One step of the strip at the top: import, biophysics, protocol, run, figures. */
export interface StoryStep {
  readonly id: string
  /** Message key. */
  readonly title: string
  readonly order: number
  readonly state: () => StepState
  /** A short word beside the title, e.g. a count; already translated or a number. */
  readonly note?: () => string | undefined
  /** What a click does: usually shows a panel. */
  readonly run: () => unknown
}

/** Files that a feature takes when they are dropped on the window or chosen in a dialog. */
export interface FileTaker {
  /** Lower-case endings with their dot: `.swc`. */
  readonly extensions: readonly string[]
  readonly take: (file: File) => unknown
}

/** What one folder of `features/` adds to the workbench. */
export interface Feature {
  readonly id: string
  /** Message key. */
  readonly title: string
  readonly icon: Component
  readonly panels?: readonly PanelContribution[]
  readonly commands?: readonly CommandContribution[]
  readonly steps?: readonly StoryStep[]
  readonly files?: FileTaker
  /** Shown at the left of the title strip. */
  readonly titleBar?: Component
  /** Shown in the bar at the bottom of the window, in the order of the features. */
  readonly statusBar?: Component
}
