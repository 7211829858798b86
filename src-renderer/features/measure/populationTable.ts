import type { FeatureInfo, PopulationDifference } from '../../../src-main/contract/index.ts'
import type { CsvTable } from './csvTable.ts'
import { unitText } from './featureRows.ts'

/** The comparison of two groups to take elsewhere: A is the first. */
export function populationTable(
  differences: readonly PopulationDifference[],
  features: readonly FeatureInfo[],
): CsvTable {
  const known = new Map(features.map(feature => [feature.id, feature]))
  return {
    name: 'comparison',
    header: [
      ...['feature', 'unit', 'n A', 'mean A', 'sd A', 'median A', 'n B', 'mean B', 'sd B', 'median B'],
      ...['Hedges g', 'Cliff delta', 'Welch t', 'p', 'p Holm', 'Mann-Whitney U', 'p', 'p Holm'],
      ...['Kolmogorov-Smirnov D', 'p', 'p Holm', 'definition'],
    ],
    rows: differences.map(({ feature, one, other, ...rest }) => {
      const info = known.get(feature)
      return [
        ...[feature, unitText(info?.unit ?? '1')],
        ...[one, other].flatMap(({ n, mean, sd, median }) => [n, mean, sd, median]),
        ...[rest.hedgesG, rest.cliffDelta],
        ...[rest.welch, rest.mannWhitney, rest.kolmogorovSmirnov].flatMap(test => [
          ...[test.statistic, test.p, test.pHolm],
        ]),
        info?.certain === false ? 'uncertain' : 'known',
      ]
    }),
  }
}
