import type { SomaChoice } from '../../../src-engine/index.ts'
import { printJson, printTable } from '../output.ts'

const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2, useGrouping: false })

/** Prints what every soma rule makes of a file. */
export function printSomaChoices(choices: readonly SomaChoice[], json: boolean): void {
  if (json) return printJson({ soma: choices })
  printTable([
    ['rule', 'soma length', 'soma area', 'total area', 'change', ''],
    ...choices.map(({ rule, somaLengthUm, somaAreaUm2, totalAreaUm2, areaChange, title, why }) => [
      rule,
      `${number(somaLengthUm)} µm`,
      `${number(somaAreaUm2)} µm²`,
      `${number(totalAreaUm2)} µm²`,
      `${number(areaChange * 100)} %`,
      why || title,
    ]),
  ])
}
