import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import {
  hasErrors,
  printedText,
  startRun,
  stepCount,
  type Machine,
  type PreparedCells,
  type RunHandle,
  type RunSlice,
} from '../../src-engine/index.ts'
import type { InitialisationPhase, LiveValues } from '../../src-engine/simulation/initialisation.ts'
import { Process, type Place } from './cell.ts'
import { libraryMessages, ModelError } from './modelError.ts'
import { numberIn, type Quantity } from './quantity.ts'
import { reportAtExit, reportRecorded } from './recordedReport.ts'

/** What was recorded of a variable. */
export interface Trace {
  readonly timesMs: Float64Array
  readonly values: Float64Array
  readonly unit: string
  /** `soma(0.5).v` */
  readonly label: string
}

/** Something that is done at a time; where it gives a promise, the run waits for it. */
export type AtTime = (run: Run) => unknown

type Refusal = 'run-is-closed' | 'run-is-advancing' | 'begun-already' | 'steps-of-their-own'

const clean = (label: string, code: Refusal) =>
  new ModelError([{ ...diagnose(libraryMessages, `library/${code}`, {}), subject: label }])

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * A run of a model, stretch by stretch: `await run.advance(10)`. Between stretches, and in callbacks, any variable can be
 * read and set; what is set takes effect with the next step. It ends at the model's tStopMs.
 */
export class Run {
  readonly #prepared: PreparedCells
  readonly #machine: Machine
  readonly #slices: RunSlice[] = []
  readonly #handlers: { readonly phase: InitialisationPhase; readonly act: (run: Run) => unknown }[] = []
  readonly #calls: { readonly ms: number; readonly act: AtTime }[] = []
  readonly #watchers: AtTime[] = []
  #handle: RunHandle | undefined
  #values: LiveValues | undefined
  #tMs = 0
  #steps = 0
  #state: 'new' | 'beginning' | 'ready' | 'advancing' | 'calling' | 'closed' = 'new'
  #ended = false
  readonly #reported: () => void

  /** Made by `model.start()`. */
  constructor(prepared: PreparedCells, machine: Machine) {
    this.#prepared = prepared
    this.#machine = machine
    this.#reported = reportAtExit(() => reportRecorded(prepared, this.#slices))
  }

  /** Where the run is [ms]. */
  get tMs(): number {
    return this.#tMs
  }

  /** Whether it is at the model's tStopMs, or a mechanism has ended it. */
  get finished(): boolean {
    return this.#ended
  }

  /** Calls something while the run begins: at `before`, `voltages`, `states` or `end` (NEURON's types 3, 0, 1 and 2). */
  onInitialise(phase: InitialisationPhase, act: (run: Run) => unknown): this {
    if (this.#state !== 'new') throw clean('onInitialise', 'begun-already')
    this.#handlers.push({ phase, act })
    return this
  }

  /** Calls something at a time, at the step that is nearest to it; those of one time in the order of these calls. */
  at(ms: number, act: AtTime): this {
    if (!(ms >= this.#tMs)) throw badTime(ms, this.#tMs)
    const behind = this.#calls.findIndex(call => call.ms > ms)
    this.#calls.splice(behind < 0 ? this.#calls.length : behind, 0, { ms, act })
    return this
  }

  /** Calls something after every step. The run then goes step by step, which takes longer. */
  onStep(act: AtTime): this {
    this.#watchers.push(act)
    return this
  }

  /** Begins the run: INITIAL, events due at 0, the first currents. Advancing, reading and setting do it by themselves. */
  initialise(): this {
    if (this.#state !== 'new') return this
    this.#state = 'beginning'
    this.#handle = startRun(this.#prepared, this.#machine, {
      readsNumbers: true,
      ...(this.#handlers.length > 0
        ? {
            onInitialise: (phase, values) => {
              this.#values = values
              for (const handler of this.#handlers) if (handler.phase === phase) handler.act(this)
            },
          }
        : {}),
    })
    this.#values = this.#handle.values
    this.#state = 'ready'
    return this
  }

  /** Goes on for so long [ms], to the nearest step; at most to the model's tStopMs. */
  async advance(ms: number): Promise<this> {
    return this.advanceTo(this.#tMs + ms)
  }

  /** Goes on to a time [ms]. */
  async advanceTo(ms: number): Promise<this> {
    const handle = this.#usable('advance')
    if (!(ms >= this.#tMs)) throw badTime(ms, this.#tMs)
    const { dtMs, adaptive, method } = this.#prepared.run
    const isOpen = method === 'adaptive' && adaptive?.samples === 'every-step' && adaptive.step !== 'local'
    if (isOpen && (ms < Infinity || this.#calls.length > 0 || this.#watchers.length > 0))
      throw clean('advance', 'steps-of-their-own')
    const target = isOpen
      ? Infinity
      : Math.min(this.#prepared.steps, ms === Infinity ? Infinity : stepCount(ms, dtMs))
    this.#state = 'advancing'
    try {
      await this.#callsDue()
      while (this.#steps < target && !this.#ended) {
        const next = this.#calls[0]
        const stretchEnd = Math.min(
          target,
          next ? Math.max(this.#steps + 1, stepCount(next.ms, dtMs)) : Infinity,
          this.#watchers.length > 0 ? this.#steps + 1 : Infinity,
        )
        await this.#stretch(handle, stretchEnd - this.#steps)
        await this.#callAll(this.#watchers)
        await this.#callsDue()
      }
    } finally {
      this.#state = 'ready'
    }
    return this
  }

  /** Goes on to the model's tStopMs. */
  async finish(): Promise<this> {
    return this.advanceTo(Infinity)
  }

  /** Ends the stretch under way at its next step. */
  stop(): void {
    this.#handle?.stop()
  }

  /** The value of a variable: at a place (`run.read(soma.at(0.5), 'hh.m')`) or of a process (`run.read(clamp, 'i')`). */
  read(where: Place | Process, variable = 'v'): number {
    const { address } = this.#find(where, variable)
    return this.#live('read').read(address)
  }

  /** The unit of a variable. */
  unitOf(where: Place | Process, variable = 'v'): string {
    return this.#find(where, variable).unit
  }

  /** Sets a variable; it takes effect with the next step. */
  write(where: Place | Process, variable: string, value: Quantity): this {
    const { address, unit } = this.#find(where, variable)
    this.#live('write').write(address, this.#number(value, unit, variable))
    return this
  }

  /** What can be set of a connection, by the id that `connect` gave: `weight`, `weight[1]`, `delay`, `threshold`, `active`. */
  readConnection(id: string, variable: string): number {
    const { address } = this.#findOfConnection(id, variable)
    return this.#live('read').read(address)
  }

  /**
   * Sets it: a weight for events that arrive from now on, all else for what is fired from now on. A delay may become no
   * shorter than the connection's `leastDelayMs`; a threshold is that of all connections from the same variable with the
   * same threshold; a connection with `active` 0 lets nothing through.
   */
  writeConnection(id: string, variable: string, value: Quantity): this {
    const { address, unit, kind, leastMs } = this.#findOfConnection(id, variable)
    const number = this.#number(value, unit, variable)
    if (kind === 'delay' && number < leastMs)
      throw new ModelError([
        diagnose(libraryMessages, 'library/delay-too-short', { id, ms: number, leastMs }),
      ])
    if (kind === 'active' && number !== 0 && number !== 1)
      throw new ModelError([diagnose(libraryMessages, 'library/not-a-switch', { id, value: number })])
    this.#live('write').write(address, number)
    return this
  }

  /** The value of a GLOBAL (`hh.usetable`) or of `celsius`. */
  readGlobal(name: string): number {
    return this.#live('read').read(this.#findGlobal(name)[0]!)
  }

  /** Sets a GLOBAL or `celsius`; it takes effect with the next step. */
  writeGlobal(name: string, value: Quantity): this {
    const addresses = this.#findGlobal(name)
    const number = this.#number(value, name === 'celsius' ? 'degC' : '', name)
    for (const address of addresses) this.#live('write').write(address, number)
    return this
  }

  /** What was recorded of a variable so far: one sample at 0 and one a step, or those of the times that were given. */
  trace({ id }: { readonly id: string }): Trace {
    const own = this.#prepared.sampled.findIndex(one => one.id === id)
    const sampled = this.#prepared.sampled[own]
    if (sampled) {
      const parts = this.#slices.map(slice => slice.sampled[own]!)
      const timesMs = joined(parts.map(part => part.timesMs))
      const values = joined(parts.map(part => part.values))
      return { timesMs, values, unit: sampled.unit, label: sampled.label }
    }
    const index = this.#prepared.probes.findIndex(probe => probe.id === id)
    const probe = this.#prepared.probes[index]
    if (!probe) throw new ModelError([diagnose(libraryMessages, 'library/not-recorded', { id })])
    return {
      timesMs: joined(this.#slices.map(({ timesMs }) => timesMs)),
      values: joined(this.#slices.map(({ traces }) => traces[index]!)),
      unit: probe.unit,
      label: probe.label,
    }
  }

  /** Spike times [ms] recorded so far. */
  spikes({ id }: { readonly id: string }): Float64Array {
    const index = this.#prepared.spikes.findIndex(probe => probe.id === id)
    if (index < 0) throw new ModelError([diagnose(libraryMessages, 'library/not-recorded', { id })])
    return joined(this.#slices.map(({ spikes }) => spikes[index]!))
  }

  /** Gives the run up: DESTRUCTOR runs, memory is let go. What was recorded stays. */
  close(): void {
    if (this.#state === 'closed') return
    if (this.#state === 'advancing' || this.#state === 'calling') throw clean('close', 'run-is-advancing')
    const end = this.#handle?.close()
    this.#state = 'closed'
    this.#handle = undefined
    this.#reported()
    reportRecorded(this.#prepared, this.#slices)
    for (const line of end?.printed ?? []) process.stderr.write(`${printedText(line)}\n`)
    if (end && hasErrors(end.diagnostics)) throw new ModelError(end.diagnostics)
  }

  async #stretch(handle: RunHandle, steps: number): Promise<void> {
    const slice = await handle.advance(steps)
    this.#slices.push(slice)
    this.#steps = handle.stepsDone
    this.#tMs = slice.timesMs.at(-1) ?? this.#tMs
    for (const line of slice.printed) process.stderr.write(`${printedText(line)}\n`)
    this.#ended = slice.finished
    if (!hasErrors(slice.diagnostics)) return
    this.#ended = true
    throw new ModelError(slice.diagnostics.filter(({ severity }) => severity === 'error'))
  }

  /** Calls what is due by now: at a time that is not beyond the middle of the next step. */
  async #callsDue(): Promise<void> {
    const half = 0.5 * this.#prepared.run.dtMs
    for (let call = this.#calls[0]; call && call.ms <= this.#tMs + half; call = this.#calls[0]) {
      this.#calls.shift()
      await this.#callAll([call.act])
    }
  }

  async #callAll(acts: readonly AtTime[]): Promise<void> {
    if (acts.length === 0) return
    this.#state = 'calling'
    try {
      for (const act of acts) await act(this)
    } finally {
      this.#state = 'advancing'
    }
  }

  #usable(what: string): RunHandle {
    if (this.#state === 'closed') throw clean(what, 'run-is-closed')
    if (this.#state === 'advancing' || this.#state === 'calling') throw clean(what, 'run-is-advancing')
    this.initialise()
    return this.#handle!
  }

  #live(what: 'read' | 'write'): LiveValues {
    if (this.#state === 'closed') throw clean(what, 'run-is-closed')
    if (this.#state === 'advancing') throw clean(what, 'run-is-advancing')
    this.initialise()
    return this.#values!
  }

  #find(where: Place | Process, variable: string) {
    const { live } = this.#prepared
    const found =
      where instanceof Process
        ? live.findOfProcess(`${where.id}.${variable}`)
        : live.find(where.cell.name, where.at, variable)
    if (found) return found
    const place = where instanceof Process ? `"${where.id}"` : `${where.at.section}(${where.at.x})`
    throw new ModelError([diagnose(libraryMessages, 'library/cannot-be-found', { name: variable, place })])
  }

  #findOfConnection(id: string, variable: string) {
    const found = this.#prepared.live.findOfConnection(id, variable)
    if (found) return found
    const facts = { name: variable, place: `the connection "${id}"` }
    throw new ModelError([diagnose(libraryMessages, 'library/cannot-be-found', facts)])
  }

  #findGlobal(name: string): readonly number[] {
    const found = this.#prepared.live.findGlobal(name)
    if (found.length > 0) return found
    const facts = { what: 'GLOBAL in use', name, meant: undefined }
    throw new ModelError([diagnose(libraryMessages, 'library/unknown-name', facts)])
  }

  #number(value: Quantity, unit: string, name: string): number {
    const number = numberIn(value, unit, name)
    if (Number.isFinite(number)) return number
    throw new ModelError([diagnose(libraryMessages, 'library/not-a-number', { name })])
  }
}

function badTime(ms: number, tMs: number): ModelError {
  return new ModelError([diagnose(libraryMessages, 'library/bad-time', { ms, tMs })])
}
