import type { CommandContribution, Feature, PanelContribution, StoryStep } from './feature.ts'

/** What the features add to the window, sorted by kind. */
export interface Contributions {
  readonly features: readonly Feature[]
  readonly panels: readonly PanelContribution[]
  readonly commands: readonly CommandContribution[]
  /** In the order of the story. */
  readonly steps: readonly StoryStep[]
}

let contributions: Contributions = { features: [], panels: [], commands: [], steps: [] }

/** Gives the window its features: once at start, or some of them in a test. */
export function provideFeatures(features: readonly Feature[]): void {
  contributions = {
    features,
    panels: features.flatMap(feature => feature.panels ?? []),
    commands: features.flatMap(feature => feature.commands ?? []),
    steps: features
      .flatMap(feature => feature.steps ?? [])
      .toSorted((first, second) => first.order - second.order),
  }
}

/** What the features add. The parts of the window ask here, so that features may use them without a circle. */
export function useContributions(): Contributions {
  return contributions
}
