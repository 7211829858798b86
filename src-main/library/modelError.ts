import { declareMessages } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { didYouMean } from '../../src-engine/core/closestName.ts'
import { hasErrors, renderLine, type Checked } from '../../src-engine/index.ts'

/** What is wrong with a model or a run, as one readable error: a line for each finding, with what to do about it. */
export class ModelError extends Error {
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics
        .map(diagnostic => `${renderLine(diagnostic)}${diagnostic.help ? `\n    ${diagnostic.help}` : ''}`)
        .join('\n'),
    )
    this.name = 'ModelError'
    this.diagnostics = diagnostics
  }
}

/** The value of something checked. @throws ModelError with its errors */
export function valueOf<T>({ value, diagnostics }: Checked<T>): T {
  if (value === undefined || hasErrors(diagnostics))
    throw new ModelError(diagnostics.filter(({ severity }) => severity === 'error'))
  return value
}

/** What the library itself has to say. */
export const libraryMessages = declareMessages({
  'library/unknown-section': {
    severity: 'error',
    text: ({ name, cell, meant }: { name: string; cell: string; meant: string | undefined }) =>
      `${cell} has no section "${name}".${didYouMean(meant)}`,
  },
  'library/cell-is-whole': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `Section "${name}" cannot be added: the cell comes from a file, or was saved.`,
    help: () => 'Build all sections in code, or add the section to the file.',
  },
  'library/bad-place': {
    severity: 'error',
    text: ({ section, x }: { section: string; x: number }) =>
      `There is no place ${x} on section "${section}": places run from 0 to 1.`,
  },
  'library/bad-quantity': {
    severity: 'error',
    text: ({ name, text, unit }: { name: string; text: string; unit: string }) =>
      `"${text}" is no value for ${name}, which is in ${unit || 'plain numbers'}.`,
    help: ({ unit }) =>
      `Give a number, or a number with a unit that can be converted${unit ? ` to ${unit}` : ''}.`,
  },
  'library/unknown-name': {
    severity: 'error',
    text: ({ what, name, meant }: { what: string; name: string; meant: string | undefined }) =>
      `There is no ${what} "${name}".${didYouMean(meant)}`,
  },
  'library/repeated-cell': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      name ? `There are two cells called "${name}".` : 'There is more than one cell without a name.',
    help: () => 'Give each cell of a network a name of its own.',
  },
  'library/bad-cell-name': {
    severity: 'error',
    text: ({ name }: { name: string }) => `A cell cannot be called "${name}".`,
    help: () => 'Use letters, digits and underscores, and a number in brackets if you like.',
  },
  'library/no-threshold': {
    severity: 'error',
    text: () => 'The threshold of a place from which events come must be a finite number [mV].',
  },
  'library/cannot-read': {
    severity: 'error',
    text: ({ path, why }: { path: string; why: string }) => `"${path}" cannot be read: ${why}.`,
  },
  'library/no-engine': {
    severity: 'error',
    text: ({ problem }: { problem: string }) => problem,
  },
  'library/run-is-closed': {
    severity: 'error',
    text: () => 'The run has been closed.',
    help: () => 'What it recorded can still be read; start the model again to run it.',
  },
  'library/run-is-advancing': {
    severity: 'error',
    text: () => 'The run is advancing: it cannot be read, set or advanced just now.',
    help: () => 'Write `await` before run.advance(…), or use run.at(…) to do something at a time.',
  },
  'library/begun-already': {
    severity: 'error',
    text: () => 'The run has begun already, so nothing can be added to its beginning.',
    help: () => 'Call run.onInitialise(…) before the run is first advanced, read or set.',
  },
  'library/bad-time': {
    severity: 'error',
    text: ({ ms, tMs }: { ms: number; tMs: number }) =>
      `${ms} ms is no time to run to: the run is at ${tMs} ms already.`,
  },
  'library/cannot-be-found': {
    severity: 'error',
    text: ({ name, place }: { name: string; place: string }) => `There is no variable "${name}" at ${place}.`,
    help: () =>
      'Variables are v, hh.m, ina, ena, nai …; the voltage of a section’s end can be reached where something sits on it or records it.',
  },
  'library/steps-of-their-own': {
    severity: 'error',
    text: () => 'A run that records every step of adaptive length goes to its end at once.',
    help: () => 'Use model.run() or run.finish(), or record at every dt (samples: "dt").',
  },
  'library/not-a-number': {
    severity: 'error',
    text: ({ name }: { name: string }) => `"${name}" can only be set to a finite number.`,
  },
  'library/delay-too-short': {
    severity: 'error',
    text: ({ id, ms, leastMs }: { id: string; ms: number; leastMs: number }) =>
      `The delay of "${id}" cannot become ${ms} ms: it is never shorter than ${leastMs} ms.`,
    help: () =>
      'Threads run apart for as long as the shortest delays last. Give the connection a leastDelayMs (0, if need be) when it is made.',
  },
  'library/not-a-switch': {
    severity: 'error',
    text: ({ id, value }: { id: string; value: number }) =>
      `"active" of "${id}" is 1 (events go through) or 0, not ${value}.`,
  },
  'library/not-recorded': {
    severity: 'error',
    text: ({ id }: { id: string }) => `The run has not recorded "${id}".`,
    help: () => 'Record it before the model is started.',
  },
  'library/bad-file': {
    severity: 'error',
    text: ({ what }: { what: string }) => `This is no saved model: ${what}.`,
  },
})
