import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with a model of its own that is to be solved, and with how it is to be. */
export const solveMessages = declareMessages({
  'solve/needs-membrane': {
    severity: 'error',
    text: ({ name, kind }: { name: string; kind: string }) =>
      `"${name}" is a ${kind} mechanism, which needs a cell around it, and cannot be solved by itself.`,
    help: () => 'A file without NEURON block is a model of its own; run mechanisms by "hillock simulate".',
  },
  'solve/no-end': {
    severity: 'error',
    text: ({ name }: { name: string }) => `Nothing says how far "${name}" is to be solved.`,
    help: () => 'Write INDEPENDENT { t FROM 0 TO 100 WITH 1000 } into the file, or say until when.',
  },
  'solve/ends-before-start': {
    severity: 'error',
    text: ({ from, until }: { from: number; until: number }) =>
      `The run from ${from} to ${until} has no length.`,
    help: () => 'Let it end after its beginning.',
  },
  'solve/step-too-long': {
    severity: 'error',
    text: ({ step, from, until }: { step: number; from: number; until: number }) =>
      `A step of ${step} leads out of the run from ${from} to ${until}.`,
    help: () => 'Take a shorter step, or let the run end later.',
  },
  'solve/unknown-variable': {
    severity: 'error',
    text: ({ name, model, meant }: { name: string; model: string; meant: string | undefined }) =>
      `The model "${model}" has no variable "${name}".${didYouMean(meant)}`,
    help: () => 'STATE, ASSIGNED and PARAMETER can be recorded, of an array its elements as x[3] too.',
  },
  'solve/too-many-runs': {
    severity: 'error',
    text: ({ runs, most }: { runs: number; most: number }) =>
      `The stepped values make ${runs} combinations, and at most ${most} are run.`,
    help: () => 'Step through fewer values, or give one of the parameters a value.',
  },
  'solve/too-many-samples': {
    severity: 'error',
    text: ({ samples, most }: { samples: number; most: number }) =>
      `${samples} numbers would be recorded, and at most ${most} are kept.`,
    help: () => 'Record fewer variables, only every so many steps, or take longer steps.',
  },
  'solve/not-finite': {
    severity: 'error',
    text: ({ name, variable, at }: { name: string; variable: string; at: string }) =>
      `"${variable}" of "${name}" is no longer a number ${at}.`,
    help: () => 'Try a smaller step; then look for a division by 0 and for parameters out of their range.',
  },
})
