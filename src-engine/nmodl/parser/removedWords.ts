import { spanOf, type Cursor } from './cursor.ts'

/** Words of SCoP and of early NMODL that NEURON no longer knows, with what to write instead. */
export const removedWords: ReadonlyMap<string, string> = new Map([
  ['PUTQ', 'Send an event to the mechanism itself with net_send.'],
  ['GETQ', 'Receive events in NET_RECEIVE.'],
  ['SENS', 'Run the model with a changed parameter and compare.'],
  ['MATCH', 'Give the states their values in INITIAL.'],
  ['RESET', 'Give the states their values in INITIAL.'],
  ['PLOT', 'Choose what is plotted in the workbench.'],
  ['TERMINAL', 'Use a BEFORE, AFTER or DESTRUCTOR block.'],
  ['PARTIAL', 'Write an equation for each compartment, or use LONGITUDINAL_DIFFUSION.'],
  ['DEFAULT', 'Give the value after "=".'],
  ['SECTION', 'Use RANGE or GLOBAL.'],
  ['MODEL', 'Use TITLE.'],
  ['MODEL_LEVEL', 'Leave it out.'],
  ['DEL', 'Write differences between compartments out.'],
  ['DEL2', 'Write differences between compartments out.'],
])

/** Refuses a removed word where a statement or a block may begin; the result is whether it did. */
export function refuseRemovedWord(cursor: Cursor): boolean {
  const token = cursor.peek()
  const instead = removedWords.get(token.text)
  if (instead === undefined || token.kind !== 'name' || cursor.atSymbol('=', 1)) return false
  cursor.report.add('nmodl/removed-word', { word: token.text, instead }, spanOf(token))
  cursor.lose()
  return true
}
