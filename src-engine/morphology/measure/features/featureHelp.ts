import type { FeatureScope } from '../cell/selection.ts'
import type { Feature } from './feature.ts'
import { morphologyFeatures } from './registry.ts'

const titles: Readonly<Record<FeatureScope, string>> = {
  cell: 'Of the whole cell',
  neurite: 'Of each neurite',
  bifurcation: 'Of each bifurcation',
  section: 'Of each section',
  segment: 'Of each segment',
}

/** Under which names others measure a feature, in one line. */
export function sourceInWords({ source: { neurom, lMeasure, paper } }: Feature): string {
  return [neurom && `NeuroM ${neurom}`, lMeasure && `L-Measure ${lMeasure}`, paper]
    .filter(name => name !== undefined)
    .join('; ')
}

/** The table of features in Markdown, a part for each scope, as the help page has it. */
export function featureHelp(): string {
  return (['cell', 'neurite', 'bifurcation', 'section', 'segment'] as const)
    .map(scope => {
      const rows = morphologyFeatures
        .filter(feature => feature.scope === scope)
        .map(feature => {
          const { id, certain, unit, definition } = feature
          // A bar would end the cell of a table.
          const words = definition.replaceAll('|', '\\|')
          const name = `\`${id}\`${certain ? '' : ' ?'}`
          return `| ${name} | ${unit === '1' ? '' : unit} | ${words} | ${sourceInWords(feature)} |`
        })
      return [
        `### ${titles[scope]}`,
        '',
        '| feature | unit | what it is | elsewhere |',
        '|---|---|---|---|',
        ...rows,
      ].join('\n')
    })
    .join('\n\n')
}
