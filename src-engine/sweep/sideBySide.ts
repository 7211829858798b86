import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { sharesWrittenUniforms } from '../kernel/instance.ts'
import type { ModelDocument } from '../model/document.ts'
import { eventKinds } from '../program/effects.ts'
import { opcodes } from '../program/operations.ts'
import { type Program, wordsPerOperation } from '../program/program.ts'

/** What a document may have besides its cell; with any of it, variants would meet or be told apart by their numbers. */
const beyondTheCell = [
  'artificialCells',
  'connections',
  'pointers',
  'series',
  'streams',
  'randomIds',
  'transfers',
  'plays',
  'circuits',
  'electrodes',
  'processProbes',
  'processSpikes',
] as const

const halts = eventKinds.indexOf('halt')

function endsRuns({ body }: Program): boolean {
  for (let at = 0; at < body.length; at += wordsPerOperation)
    if (body[at] === opcodes.emit && body[at + 1] === halts) return true
  return false
}

/**
 * Whether variants of a model can lie side by side in one simulation with every bit as if each ran alone. Where streams of
 * random numbers, written GLOBALs, a common step length or a mechanism that ends the run are at work, each runs alone.
 */
export function runsSideBySide(
  document: ModelDocument,
  mechanism: (name: string) => CompiledMechanism | undefined,
): boolean {
  if (document.run.method === 'adaptive') return false
  if (beyondTheCell.some(part => (document[part]?.length ?? 0) > 0)) return false
  const used = new Set([...document.mechanisms, ...document.pointProcesses].map(use => use.mechanism))
  return [...used].every(name => {
    const found = mechanism(name)
    if (!found) return true
    const programs = Object.values(found.programs).filter(program => program !== undefined)
    return found.randoms.length === 0 && !sharesWrittenUniforms(found) && !programs.some(endsRuns)
  })
}
