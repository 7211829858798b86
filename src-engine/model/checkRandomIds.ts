import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import type { NetworkScope } from './checkEvents.ts'
import { mostRandomId } from './checkRunSettings.ts'
import { about, checkRegion, closestMechanism } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import type { RandomIdsUse } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'

/** The words of a stream begin anew after this many. */
const streamLength = 17179869184

const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most

/** Why the numbers of a use are none of a stream; undefined where they are. */
function wrongNumbers({ of, ids, sequence = 0 }: RandomIdsUse): string | undefined {
  if (ids.length > 3) return `it gives ${ids.length} ids`
  const word = ids.find(id => typeof id !== 'number')
  if ('process' in of && word !== undefined) return `"${word}" is no id of a process`
  const wrong = ids.find(id => typeof id === 'number' && !isWhole(id, mostRandomId))
  if (wrong !== undefined) return `${wrong} is no id`
  return isWhole(sequence, streamLength - 1) ? undefined : `${sequence} is no place in a stream`
}

/** The mechanism that a use is about, or what is wrong with how it says so. */
function ownerOf(
  { of }: RandomIdsUse,
  use: string,
  scope: NetworkScope,
): { readonly mechanism?: CompiledMechanism; readonly found: Diagnostic[] } {
  if ('process' in of) {
    const mechanism = scope.processes.get(of.process)
    if (mechanism) return { mechanism, found: [] }
    const facts = { name: of.process, use, meant: closestName(of.process, [...scope.processes.keys()]) }
    return { found: [diagnose(eventMessages, 'model/unknown-process', facts)] }
  }
  const mechanism = scope.mechanisms.get(of.mechanism)
  if (!mechanism) {
    const facts = { name: of.mechanism, meant: closestMechanism(of.mechanism, scope.mechanisms) }
    return { found: [diagnose(modelMessages, 'model/unknown-mechanism', facts)] }
  }
  const name = of.cell
  if (name !== undefined && !scope.cells.has(name)) {
    const facts = { name, use, meant: closestName(name, [...scope.cells.keys()]) }
    return { found: [diagnose(eventMessages, 'model/unknown-cell', facts)] }
  }
  const cells = [...scope.cells.values()].filter(cell => name === undefined || cell.name === name)
  const faults = cells.map(({ context }) => checkRegion(of.region, use, context))
  // In a simulation of several cells the region need not be in all of them.
  return { mechanism, found: faults.every(one => one.length > 0) ? (faults[0] ?? []) : [] }
}

/** What is wrong with the ids that a model gives to random streams. */
export function checkRandomIds(uses: readonly RandomIdsUse[], scope: NetworkScope): Diagnostic[] {
  return uses.flatMap(one => {
    const use = `Random ids "${one.id}"`
    const { mechanism, found } = ownerOf(one, use, scope)
    if (mechanism && !mechanism.randoms.includes(one.stream)) {
      const meant = closestName(one.stream, mechanism.randoms)
      const facts = { name: one.stream, mechanism: mechanism.name, meant }
      found.push(diagnose(eventMessages, 'model/unknown-stream', facts))
    }
    const what = wrongNumbers(one)
    if (what !== undefined) found.push(diagnose(eventMessages, 'model/bad-random-ids', { use, what }))
    return about(`randomIds.${one.id}`, found)
  })
}
