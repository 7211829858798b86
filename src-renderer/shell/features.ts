import type { CommandContribution, Feature, PanelContribution, StoryStep } from './feature.ts'

/** Every feature of the workbench; the order is that of lists, bars and the palette. */
export const features: readonly Feature[] = []

/** All panels, in the order of the features. */
export const allPanels: readonly PanelContribution[] = features.flatMap(feature => feature.panels ?? [])

/** All commands that features contribute. */
export const allCommands: readonly CommandContribution[] = features.flatMap(feature => feature.commands ?? [])

/** The steps of the story that exist, in their order. */
export const allSteps: readonly StoryStep[] = features
  .flatMap(feature => feature.steps ?? [])
  .toSorted((first, second) => first.order - second.order)
