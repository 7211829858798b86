import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import type {
  AdvanceRequest,
  AdvanceResult,
  Machine,
  MachineSession,
  RunFault,
  StateRefusal,
} from '../kernel/machine.ts'
import { mostSteps } from '../model/checkRunSettings.ts'
import { isLocal } from './adaptiveSets.ts'
import { runMessages } from './diagnostics.ts'
import type { InitialisationHandler, LiveValues } from './initialisation.ts'
import { keepNumbers } from './parameterPlaces.ts'
import type { PreparedCells } from './preparedRun.ts'
import { createPrinter } from './printing.ts'
import { describeFault, describeHalt } from './runFaults.ts'
import type { RunCosts, RunHandle, RunSlice, SampledTrace } from './runHandle.ts'
import { tracesOfSamples } from './samplingSets.ts'
import { readRunState, writeRunState } from './runState.ts'

/** Most bytes of the buffer into which the machine writes traces; a longer stretch is cut short. */
const mostTraceBytes = 64 * 1024 * 1024

const stop = 0
const done = 1

/** The name of the place whose voltage lies at an address. */
function nameOfPlace({ cells, voltageAddress }: PreparedCells, address: number): string {
  const found = voltageAddress.indexOf(address)
  let first = 0
  for (const { name, sectionNames, compartments } of cells) {
    const compartment = found - first
    first += compartments.count
    if (compartment < 0 || compartment >= compartments.count) continue
    const section = compartments.section[compartment]!
    const start = compartments.firstOfSection[section]!
    const x = (compartment - start + 0.5) / (compartments.firstOfSection[section + 1]! - start)
    return `${name ? `${name}.` : ''}${sectionNames[section]}(${Number(x.toFixed(6))})`
  }
  return 'a fork or an end of a section'
}

/** Rows of the trace buffer, grown as needed. */
function createTraceBuffer(rows: number) {
  let capacity = 0
  let buffer = new SharedArrayBuffer(0)
  return {
    /** Most samples of one stretch. */
    most: Math.max(1, Math.floor(mostTraceBytes / (rows * Float64Array.BYTES_PER_ELEMENT)) - 1),
    reserve(samples: number): NonNullable<AdvanceRequest['traces']> {
      if (samples > capacity) {
        capacity = samples
        buffer = new SharedArrayBuffer(rows * capacity * Float64Array.BYTES_PER_ELEMENT)
      }
      return { buffer, capacity, first: 0, every: 1 }
    },
    /** A copy of the first samples of a row. */
    copy(row: number, samples: number): Float64Array {
      return new Float64Array(buffer, row * capacity * Float64Array.BYTES_PER_ELEMENT, samples).slice()
    },
  }
}

function costsOf(
  { groups, ended: _, ...all }: NonNullable<AdvanceResult['integration']>,
  { run, groupOfCell }: PreparedCells,
): RunCosts {
  if (!isLocal(run)) return all
  return { ...all, stepsOfCells: groupOfCell.map(group => groups[group]?.steps ?? 0) }
}

/** Spike times of each spike probe of a prepared run, up to a time. */
function spikesByProbe(
  prepared: PreparedCells,
  spikes: AdvanceResult['spikes'],
  untilMs: number,
): Float64Array[] {
  const times = new Map<string, number[]>()
  for (let i = 0; i < spikes.timeMs.length; i++) {
    if (spikes.timeMs[i]! > untilMs) continue
    const key = `${spikes.group[i]}/${spikes.source[i]}`
    const list = times.get(key)
    if (list) list.push(spikes.timeMs[i]!)
    else times.set(key, [spikes.timeMs[i]!])
  }
  return prepared.spikes.map(({ group, source }) => Float64Array.from(times.get(`${group}/${source}`) ?? []))
}

/** Samples up to a time. */
function samplesUpTo({ timesMs, values }: SampledTrace, untilMs: number): SampledTrace {
  const beyond = timesMs.findIndex(timeMs => timeMs > untilMs)
  return beyond < 0
    ? { timesMs, values }
    : { timesMs: timesMs.slice(0, beyond), values: values.slice(0, beyond) }
}

const joined = (first: Float64Array, rest: Float64Array) => {
  const whole = new Float64Array(first.length + rest.length)
  whole.set(first)
  whole.set(rest, first.length)
  return whole
}

const refusedState = (reason: StateRefusal) => diagnose(runMessages, 'run/state-refused', { reason })

/** Whether each step is a sample, and of any length: samples come when they come, up to the stop time. */
export function hasOpenSteps({ model }: PreparedCells): boolean {
  return model.groups.some(({ adaptive }) => adaptive && adaptive.sampleMs === undefined)
}

/**
 * Initialises a prepared simulation and hands back the run, standing at its start: v is the initial potential
 * everywhere, INITIAL blocks have run, currents are valid. The stop time counts from the start.
 */
export function startRun(
  prepared: PreparedCells,
  machine: Machine,
  {
    startMs = 0,
    onInitialise,
    readsNumbers = false,
  }: {
    readonly startMs?: number
    readonly onInitialise?: InitialisationHandler | undefined
    /** Whether numbers will be read, or set, between stretches: then each process has them all (`Machine.ranks`). */
    readonly readsNumbers?: boolean
  } = {},
): RunHandle {
  const { model, run, voltageAddress, steps, traceRows, timeRow } = prepared
  const values = new Float64Array(
    model.arena,
    machine.arenaOffset(model.arena) * Float64Array.BYTES_PER_ELEMENT,
    model.arenaLength,
  )
  const control = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  const traces = createTraceBuffer(traceRows)
  const session: MachineSession = machine.load(model)
  let written = false
  let busy = false
  const live: LiveValues = {
    read: address => values[address]!,
    write(address, value) {
      if (busy) throw new InternalError('a number of a run was set while it was advancing', { address })
      values[address] = value
      written = true
    },
  }
  /** Lets the machine know of numbers that were set. */
  const touch = () => {
    if (written) session.touch()
    written = false
  }
  onInitialise?.('before', live)
  for (const { nodes, nodeColumns } of model.groups)
    values.fill(run.vInitMv, nodeColumns[0]!, nodeColumns[0]! + nodes)
  // Where steps are of adaptive length the model says so, and nothing else has a method.
  const method = run.method === 'adaptive' ? 'backward-euler' : run.method
  const isOpen = hasOpenSteps(prepared)
  const begin = { dtMs: run.dtMs, method, startMs }
  onInitialise?.('voltages', live)
  touch()
  let failedAtStart: RunFault | undefined
  if (onInitialise) {
    failedAtStart = session.initialise({ ...begin, part: 'until-states' })
    if (!failedAtStart) {
      onInitialise('states', live)
      touch()
      failedAtStart = session.initialise({ ...begin, part: 'from-states' })
    }
    if (!failedAtStart) onInitialise('end', live)
    touch()
  } else failedAtStart = session.initialise(begin)
  const start = new Float64Array(traceRows)
  session.sample(start)
  const now = new Float64Array(traceRows)

  let taken = 0
  /** Time of the last sample. */
  let lastMs = startMs
  let samples = 0
  const placeOf = (address: number) => nameOfPlace(prepared, address)
  const describe = (fault: RunFault) => describeFault(fault, prepared, placeOf)
  const printer = createPrinter(prepared, placeOf)
  /** A mechanism has ended the run. */
  let ended = false
  /** Steps of any length have come to the stop time. */
  let atStop = false
  let failed: Diagnostic | undefined = failedAtStart && describe(failedAtStart)
  const rowOf = (first: Float64Array | undefined, row: number, count: number) => {
    const rest = traces.copy(row, count)
    return first ? joined(first.subarray(row, row + 1), rest) : rest
  }

  const samplingWidths = model.groups.map(group => (group.samplings ?? []).map(one => one.addresses.length))
  /** New samples; at the end of the run also those that rounding has left to the next step. */
  const samplesUntil = (finished: boolean) => {
    const end = finished && !failed && !ended ? startMs + run.tStopMs : undefined
    return prepared.sampled.length > 0 ? session.sampled(end) : []
  }

  /** Turns what the machine did into a slice; the first one begins with the sample of the moment where the run began. */
  const sliceOf = (result: AdvanceResult): RunSlice => {
    const first = samples === taken ? start : undefined
    const firstSample = samples
    taken += result.steps
    samples = taken + 1
    if (result.fault) failed = describe(result.fault)
    const halt = result.fault ? undefined : result.halt
    if (halt) ended = true
    atStop = isOpen && result.integration?.ended === true
    const finished = (!isOpen && taken >= steps) || atStop || ended
    const timesMs = rowOf(first, timeRow, result.steps)
    lastMs = timesMs.at(-1) ?? lastMs
    // Other groups may have gone on when one could not: what they did is no part of the run.
    const untilMs = result.fault ? lastMs : Infinity
    const sampled = tracesOfSamples(prepared.sampled, samplingWidths, samplesUntil(finished))
    return {
      firstSample,
      timesMs,
      traces: prepared.probes.map(({ row, plus = [] }) => {
        const trace = rowOf(first, row, result.steps)
        for (const other of plus)
          rowOf(first, other, result.steps).forEach((value, index) => (trace[index]! += value))
        return trace
      }),
      sampled: sampled.map(one => samplesUpTo(one, untilMs)),
      spikes: spikesByProbe(prepared, result.spikes, untilMs),
      finished,
      stopped: result.stopped,
      seconds: result.seconds,
      integration: result.integration && costsOf(result.integration, prepared),
      diagnostics: failed ? [failed] : halt ? [describeHalt(halt, prepared, placeOf)] : [],
      printed: printer.lines(session.printed()),
    }
  }

  return {
    steps,
    isOpen,
    get stepsDone() {
      return busy ? taken + Atomics.load(control, done) : taken
    },
    async advance(wanted) {
      if (busy) throw new InternalError('a run was advanced while it was advancing')
      const stretch =
        failed || ended || atStop
          ? 0
          : Math.max(0, Math.min(Math.floor(wanted), isOpen ? mostSteps : steps - taken, traces.most))
      touch()
      Atomics.store(control, stop, 0)
      Atomics.store(control, done, 0)
      busy = true
      try {
        const result = await session.advance({
          steps: stretch,
          dtMs: run.dtMs,
          method,
          threads: prepared.threads,
          traces: traces.reserve(stretch),
          control: control.buffer as SharedArrayBuffer,
        })
        if (readsNumbers) session.gatherNumbers?.()
        return sliceOf(result)
      } finally {
        busy = false
      }
    },
    stop() {
      Atomics.store(control, stop, 1)
    },
    values: live,
    snapshot() {
      if (busy || failed) throw new InternalError('a run was saved that was advancing, or has failed')
      const { layoutThreads, layoutRanks } = prepared
      session.gatherNumbers?.()
      session.sample(now)
      const progress = {
        layoutThreads,
        layoutRanks,
        tMs: now[timeRow]!,
        taken,
        samples,
        ended,
        printer: printer.save(),
      }
      const bytes = writeRunState({ progress, machine: session.save() })
      return { tMs: progress.tMs, stepsDone: taken, bytes }
    },
    restore(bytes, { parameters = 'state', samplesAgain = false } = {}) {
      if (busy) throw new InternalError('a run was restored while it was advancing')
      const state = readRunState(bytes)
      if (typeof state === 'string') return refusedState(state)
      if (state.progress.layoutThreads !== prepared.layoutThreads) return refusedState('another-model')
      const before = printer.save()
      const kept = parameters === 'model' ? keepNumbers(prepared.parameters(), values) : undefined
      if (!printer.restore(state.progress.printer)) return refusedState('another-model')
      const refusal = session.restore(state.machine)
      if (refusal) {
        printer.restore(before)
        return refusedState(refusal)
      }
      ;({ taken, samples, ended } = state.progress)
      lastMs = state.progress.tMs
      const stands = state.progress.tMs - startMs
      // With another step there are other numbers of steps before this moment.
      if (!isOpen && Math.abs(stands - taken * run.dtMs) > run.dtMs / 2) {
        samples += Math.round(stands / run.dtMs) - taken
        taken = Math.round(stands / run.dtMs)
      }
      if (samplesAgain) samples = taken
      atStop = false
      failed = undefined
      // Steps of adaptive length begin anew where something was set; where nothing was, every bit is as if nobody had asked.
      if (kept?.()) session.touch()
      session.sample(start)
      return undefined
    },
    readVoltages(into) {
      voltageAddress.forEach((address, compartment) => (into[compartment] = values[address]!))
    },
    close() {
      const fault = failed ? undefined : session.destruct()
      const printed = [...printer.lines(session.printed()), ...printer.rest()]
      if (prepared.series.length > 0) session.gatherNumbers?.()
      const series = prepared.series.map(({ process, series: name, address, count }) => {
        const length = typeof count === 'number' ? count : values[count.address]!
        return { process, series: name, values: values.slice(address, address + length) }
      })
      session.close()
      return { series, printed, notKept: printer.notKept, diagnostics: fault ? [describe(fault)] : [] }
    },
  }
}
