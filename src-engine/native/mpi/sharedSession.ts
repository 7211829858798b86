import { createHash } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { InternalError } from '../../core/errors.ts'
import type {
  AdvanceRequest,
  AdvanceResult,
  MachineSession,
  Printed,
  RunFault,
} from '../../kernel/machine.ts'
import type { NativeModel } from '../../kernel/abi.ts'
import { type RankOccasion, RanksApart } from '../../kernel/ranks.ts'
import type { TakenSamples } from '../../kernel/samplings.ts'
import { joinIntegrations } from '../rawOutcomes.ts'
import type { Ranks } from './ranks.ts'
import { shareNumbers } from './sharedNumbers.ts'

/** A model that processes share, as each of them has it. */
export interface SharedModel {
  readonly model: NativeModel
  /** The model as the machine reads it. */
  readonly bytes: Uint8Array
  /** The arena. */
  readonly values: Float64Array
  /** The rank that steps each group. */
  readonly owners: Int32Array
}

type Spikes = AdvanceResult['spikes']
type PrintedPieces = ReturnType<MachineSession['printed']>

/** What one rank tells the others of an advance: what became of its own groups. */
interface RankOutcome {
  readonly result: AdvanceResult
  /** It was asked to stop, be it too late. */
  readonly stopAsked: boolean
  readonly printed: PrintedPieces
  /** Rows of its own groups, one after the other, each as long as its steps gave samples. */
  readonly traces: Float64Array
}

const nothingPrinted: PrintedPieces = { pieces: [], notKept: 0 }

/** The earliest fault; of several at one time that of the first group, as one process reports it. */
function firstFault(faults: readonly (RunFault | undefined)[]): RunFault | undefined {
  return faults
    .flatMap(fault => fault ?? [])
    .sort((a, b) => a.timeMs - b.timeMs || a.group - b.group)
    .at(0)
}

/** In the order of one process. */
function joinSpikes(parts: readonly Spikes[]): Spikes {
  const all = parts.flatMap(({ group, source, timeMs }) =>
    Array.from(timeMs, (time, at) => ({ group: group[at]!, source: source[at]!, time })),
  )
  all.sort((a, b) => a.time - b.time || a.group - b.group || a.source - b.source)
  return {
    group: Int32Array.from(all, ({ group }) => group),
    source: Int32Array.from(all, ({ source }) => source),
    timeMs: Float64Array.from(all, ({ time }) => time),
  }
}

/**
 * A session of a model that several processes share. Every rank has one, loads, initialises, advances and closes it alike,
 * and gets the same from it: what one process would have got. All ranks initialise all groups; then each steps its own.
 */
export function shareSession(
  local: MachineSession,
  ranks: Ranks,
  { model, bytes, values, owners }: SharedModel,
): MachineSession {
  const isMine = ({ group }: { readonly group: number }) => owners[group] === ranks.rank
  const firstRow = rowsOf(model)
  const rowOfOwner = (owner: number) =>
    model.groups.flatMap((_, group) =>
      owners[group] === owner ? range(firstRow[group]!, firstRow[group + 1]!) : [],
    )
  const minePieces = ({ pieces, notKept }: PrintedPieces): PrintedPieces => ({
    pieces: pieces.filter(isMine),
    notKept,
  })
  /** What has been printed on all ranks and not been asked for yet. */
  let printed = nothingPrinted
  const keepPrinted = (parts: readonly PrintedPieces[]) => {
    const pieces: Printed[] = [printed, ...parts].flatMap(part => part.pieces)
    // Group by group as it happened: the order of one process.
    pieces.sort((a, b) => a.group - b.group)
    printed = { pieces, notKept: [printed, ...parts].reduce((sum, part) => sum + part.notKept, 0) }
  }
  /** Numbers were written from outside, the same ones on every rank. */
  let changed = true
  /** The arena is right for all groups, not only for this rank's. */
  let isWhole = true
  const numbers = shareNumbers(ranks, values, {
    bounds: model.arenaOfGroups ?? new Int32Array(1),
    owners,
  })

  const together = <T>(occasion: RankOccasion, mine: T): readonly T[] => {
    return ranks.gather(occasion, serialize(mine)).map(letter => deserialize(letter) as T)
  }

  const agreementOf = ({ steps, dtMs, method, traces }: AdvanceRequest): number => {
    const hash = createHash('sha256').update(JSON.stringify([steps, dtMs, method, traces?.every]))
    if (changed && isWhole) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return hash.digest().readUIntBE(0, 6)
  }

  const tracesOf = (request: AdvanceRequest, steps: number): Float64Array => {
    if (!request.traces) return new Float64Array()
    const { buffer, capacity, first, every } = request.traces
    const samples = Math.floor(steps / every)
    const own = rowOfOwner(ranks.rank)
    const rows = new Float64Array(own.length * samples)
    own.forEach((row, at) =>
      rows.set(new Float64Array(buffer, 8 * (row * capacity + first), samples), at * samples),
    )
    return rows
  }

  const takeTraces = (request: AdvanceRequest, { result, traces }: RankOutcome, rank: number) => {
    if (!request.traces || rank === ranks.rank) return
    const { buffer, capacity, first, every } = request.traces
    const samples = Math.floor(result.steps / every)
    const all = new Float64Array(buffer)
    rowOfOwner(rank).forEach((row, at) =>
      all.set(traces.subarray(at * samples, (at + 1) * samples), row * capacity + first),
    )
  }

  /** Puts together what all ranks have done: what one process would have done. */
  const joinOutcomes = (request: AdvanceRequest, outcomes: readonly RankOutcome[]): AdvanceResult => {
    const results = outcomes.map(({ result }) => result)
    const fault = firstFault(results.map(one => one.fault))
    const halt = fault
      ? undefined
      : results.flatMap(one => one.halt ?? []).sort((a, b) => a.group - b.group)[0]
    const steps = Math.min(...results.map(one => one.steps))
    outcomes.forEach((outcome, rank) => {
      takeTraces(request, outcome, rank)
    })
    keepPrinted(outcomes.map(outcome => outcome.printed))
    return {
      steps,
      stopped: !fault && !halt && outcomes.some(({ stopAsked }) => stopAsked),
      seconds: Math.max(...results.map(one => one.seconds)),
      spikes: joinSpikes(results.map(one => one.spikes)),
      fault,
      halt,
      integration: joinIntegrations(
        results.map(one => one.integration),
        owners,
      ),
    }
  }

  const outcomeOf = (request: AdvanceRequest, result: AdvanceResult) => {
    if (result.apart) throw ranks.comeApart(result.apart)
    const { group, source, timeMs } = result.spikes
    const own = [...group.keys()].filter(at => owners[group[at]!] === ranks.rank)
    const spikes: Spikes = {
      group: Int32Array.from(own, at => group[at]!),
      source: Int32Array.from(own, at => source[at]!),
      timeMs: Float64Array.from(own, at => timeMs[at]!),
    }
    const mine: RankOutcome = {
      result: { ...result, spikes },
      stopAsked: new Int32Array(request.control)[0] !== 0,
      printed: minePieces(local.printed()),
      traces: tracesOf(request, result.steps),
    }
    return joinOutcomes(request, together('outcome', mine))
  }

  const agreed = (request: AdvanceRequest): AdvanceRequest => {
    const asked = { ...request, agreement: agreementOf(request) }
    if (isWhole) numbers.note()
    else if (changed) throw new InternalError('numbers were set that other ranks have not got')
    changed = isWhole = false
    return asked
  }

  ranks.agree('load', createHash('sha256').update(bytes).digest())
  return {
    initialise(request) {
      const fault = local.initialise(request)
      changed = isWhole = true
      // Every rank has printed what all groups have to say here.
      if (fault) keepPrinted([local.printed()])
      return fault
    },
    advance: request =>
      ranks.inTurn(async () => {
        return outcomeOf(request, await local.advance(agreed(request)))
      }),
    advanceNow(request) {
      return outcomeOf(request, local.advanceNow(agreed(request)))
    },
    touch() {
      changed = true
      local.touch()
    },
    gatherNumbers() {
      if (isWhole) return
      numbers.gather()
      isWhole = true
    },
    sample: into => local.sample(into),
    printed() {
      const all = printed
      printed = nothingPrinted
      return all
    },
    sampled(untilMs) {
      const mine: TakenSamples[] = local.sampled(untilMs).filter(isMine)
      return together('samples', mine)
        .flat()
        .sort((a, b) => a.group - b.group || a.sampling - b.sampling)
    },
    save() {
      if (!isWhole)
        throw new InternalError('a run that processes share was saved before its numbers were gathered')
      try {
        return local.save()
      } catch (error) {
        throw error instanceof RanksApart ? ranks.comeApart(error.failure) : error
      }
    },
    restore(state) {
      const refusal = local.restore(state)
      if (!refusal) changed = isWhole = true
      return refusal
    },
    destruct() {
      const fault = local.destruct()
      const all = together('destruct', { fault, printed: minePieces(local.printed()) })
      keepPrinted(all.map(one => one.printed))
      return all.flatMap(one => one.fault ?? []).sort((a, b) => a.group - b.group)[0]
    },
    close: () => local.close(),
  }
}

/** The first row of each group's probes, and one more. */
function rowsOf({ groups }: NativeModel): number[] {
  const rows = [0]
  for (const { probes } of groups) rows.push(rows.at(-1)! + probes.length)
  return rows
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at)
}
