import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { about, closestMechanism } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import { type StreamUse, streamDistributions } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import type { MechanismLookup } from './mechanismLookup.ts'

/** What is wrong with the random streams that a model gives to mechanisms. */
export function checkStreams(streams: readonly StreamUse[], mechanisms: MechanismLookup): Diagnostic[] {
  return streams.flatMap(use => about(`streams.${use.id}`, checkStream(use, mechanisms)))
}

function checkStream({ mechanism: name, stream, distribution }: StreamUse, mechanisms: MechanismLookup) {
  const mechanism = mechanisms.get(name)
  if (!mechanism) {
    const facts = { name, meant: closestMechanism(name, mechanisms) }
    return [diagnose(modelMessages, 'model/unknown-mechanism', facts)]
  }
  if (!mechanism.randoms.includes(stream)) {
    const facts = { name: stream, mechanism: name, meant: closestName(stream, mechanism.randoms) }
    return [diagnose(eventMessages, 'model/unknown-stream', facts)]
  }
  if (streamDistributions.includes(distribution)) return []
  const facts = { name: distribution, known: streamDistributions.join(', ') }
  return [diagnose(eventMessages, 'model/unknown-distribution', facts)]
}
