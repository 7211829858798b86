import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with measured data, and with fitting a model to them. */
export const fitMessages = declareMessages({
  'fit/no-table': {
    severity: 'error',
    text: ({ reason }: { reason: string }) => `The data are no table of numbers: ${reason}.`,
    help: () => 'Write a first line with names, t among them, and lines of numbers with commas between.',
  },
  'fit/not-a-number': {
    severity: 'error',
    text: ({ text, column }: { text: string; column: string }) =>
      `"${text}" in column "${column}" is not a number.`,
    help: () => 'Leave out what was not measured: between two commas there may be nothing.',
  },
  'fit/row-length': {
    severity: 'error',
    text: ({ cells, columns }: { cells: number; columns: number }) =>
      `The line has ${cells} values, and the table has ${columns} columns.`,
  },
  'fit/time-outside': {
    severity: 'error',
    text: ({ time, from, until }: { time: number; from: number; until: number }) =>
      `The data have a value at t = ${time}, and the model runs from ${from} to ${until}.`,
    help: () => 'Leave the line out, or let the model run over it.',
  },
  'fit/other-unit': {
    severity: 'warning',
    text: ({ column, unit, own }: { column: string; unit: string; own: string }) =>
      `The data have "${column}" in ${unit}, the model has it in ${own}; numbers are compared as they stand.`,
    help: ({ own }) => `Write the data in ${own}.`,
  },
  'fit/nothing-to-vary': {
    severity: 'error',
    text: () => 'No parameter may vary.',
    help: () => 'Name the parameters that are to be found.',
  },
  'fit/not-a-parameter': {
    severity: 'error',
    text: ({ name, meant }: { name: string; meant: string | undefined }) =>
      `"${name}" is not a parameter that can vary.${didYouMean(meant)}`,
    help: () => 'What varies stands under PARAMETER.',
  },
  'fit/start-outside-limits': {
    severity: 'error',
    text: ({ name, value, low, high }: { name: string; value: number; low: number; high: number }) =>
      `"${name}" would begin at ${value}, outside its limits ${low} to ${high}.`,
    help: () => 'Give it a value within, or change the limits in PARAMETER.',
  },
  'fit/stepped': {
    severity: 'error',
    text: ({ names }: { names: string }) => `A fit is one run, and ${names} would be stepped.`,
    help: () => 'Give what is stepped one value, or let it vary.',
  },
  'fit/no-time': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" has no time, along which data could be compared.`,
    help: () => 'Write INDEPENDENT { t FROM 0 TO 100 WITH 1000 } into the file.',
  },
  'fit/too-few-data': {
    severity: 'error',
    text: ({ data, parameters }: { data: number; parameters: number }) =>
      `${data} measured values cannot determine ${parameters} parameters.`,
  },
  'fit/not-converged': {
    severity: 'error',
    text: ({ iterations }: { iterations: number }) =>
      `The search has not ended after ${iterations} iterations.`,
    help: () => 'Begin nearer to the solution, set limits, or vary fewer parameters.',
  },
  'fit/not-computable': {
    severity: 'error',
    text: () => 'The model cannot be computed around the parameters that the search has come to.',
    help: () => 'Set limits in PARAMETER that keep the search where the model has a solution.',
  },
  'fit/not-determined': {
    severity: 'warning',
    text: ({ names }: { names: string }) =>
      `The data do not determine ${names}: other values would fit as well.`,
    help: () => 'Vary fewer parameters, or measure what tells them apart.',
  },
})
