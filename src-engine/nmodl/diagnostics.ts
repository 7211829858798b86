import { declareMessages } from '../core/diagnostics/catalogue.ts'
import { checkMessages } from './checks/messages.ts'
import { loweringMessages } from './lowering/messages.ts'
import { eventMessages } from './lowering/events/messages.ts'
import { kineticMessages } from './lowering/kinetic/messages.ts'
import { libraryMessages } from './lowering/library/messages.ts'
import { randomMessages } from './lowering/random/messages.ts'
import { declarationMessages } from './model/messages.ts'
import { syntaxMessages } from './parser/messages.ts'
import { unitMessages } from './units/messages.ts'
import { verbatimMessages } from './verbatim/messages.ts'

/** Everything the NMODL compiler says about a file. */
export const nmodlMessages = declareMessages({
  ...unitMessages,
  ...verbatimMessages,
  ...eventMessages,
  ...libraryMessages,
  ...randomMessages,
  ...kineticMessages,
  ...syntaxMessages,
  ...declarationMessages,
  ...checkMessages,
  'nmodl/recursive-call': {
    severity: 'error',
    text: ({ name, path }: { name: string; path: string }) => `"${name}" calls itself (${path}).`,
    help: () => 'Functions are written out where they are called, so they cannot call themselves.',
  },
  'nmodl/too-large': {
    severity: 'error',
    text: ({ what, limit }: { what: string; limit: number }) =>
      `The mechanism is too large: more than ${limit} ${what}.`,
    help: () => 'Shorten loops, or call large functions from fewer places.',
  },
  'nmodl/local-before-set': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `The LOCAL variable "${name}" is read before it is set; 0 is used.`,
    help: ({ name }) => `Assign ${name} first.`,
  },
  'nmodl/breakpoint-runs-twice': {
    severity: 'warning',
    text: ({ name }: { name: string }) =>
      `BREAKPOINT changes "${name}" from its own old value, and it runs twice a step, as in NEURON.`,
    help: () => 'Move what must happen once a step into the block that SOLVE names.',
  },
  'nmodl/sequential': {
    severity: 'hint',
    text: ({ name }: { name: string }) =>
      `"${name}" is shared by all instances and is read before it is written, so instances run one after another.`,
    help: ({ name }) => `If each instance may have its own ${name}, list it as RANGE: it then runs faster.`,
  },
  'nmodl/mixed-currents': {
    severity: 'warning',
    text: ({ name, electrode }: { name: string; electrode: string }) =>
      `"${name}" stands beside the ELECTRODE_CURRENT "${electrode}", so it is taken for inward as well, as in NEURON.`,
    help: () => 'Give each kind of current a mechanism of its own.',
  },
  'nmodl/current-not-assigned': {
    severity: 'warning',
    text: ({ name }: { name: string }) => `The current "${name}" is never assigned in BREAKPOINT; it is 0.`,
  },
  ...loweringMessages,
})
