import type { Message, Messages } from '../core/diagnostics/catalogue.ts'
import { nmodlMessages } from '../nmodl/diagnostics.ts'

/** Facts of a fault, in the user's names. */
export type FaultFacts = Readonly<Record<string, string | number>>

/** Faults that programs of any origin can end in. */
const programMessages: Readonly<Record<string, Message<FaultFacts>>> = {
  'program/index-out-of-range': {
    severity: 'error',
    text: ({ name }) => `"${name}" was indexed outside its elements.`,
    help: () => 'Check the numbers that the index is made of.',
  },
}

/** What a fault of a program means (program/program.ts, ProgramFault): a sentence, and what may help. */
export function describeProgramFault(
  code: string,
  facts: FaultFacts,
): { readonly text: string; readonly help: string | undefined } {
  const messages: Messages = { ...nmodlMessages, ...programMessages }
  const message: Message<FaultFacts> | undefined = Object.hasOwn(messages, code) ? messages[code] : undefined
  return { text: message?.text(facts) ?? `${code}.`, help: message?.help?.(facts) }
}
