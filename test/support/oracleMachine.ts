import { hinesSolve } from '../../src-engine/cable/hinesSolve.ts'
import {
  abiVersion,
  type CableDiffusion,
  type CallList,
  type NativeGroup,
  type NativeModel,
} from '../../src-engine/kernel/abi.ts'
import {
  type AdvanceRequest,
  type AdvanceResult,
  type Asking,
  type FixedStepMethod,
  isCrankNicolson,
  type Machine,
  type Printed,
} from '../../src-engine/kernel/machine.ts'
import type { CableLayers } from '../../src-engine/kernel/cableLayers.ts'
import { interpret } from '../../src-engine/program/interpret.ts'
import type { EmittedEvent } from '../../src-engine/program/outcome.ts'
import { beginCircuits, stepCircuits } from './oracleCircuits.ts'
import { beginLayers, stepLayers } from './oracleLayers.ts'
import { type Firing, OracleEvents } from './oracleEvents.ts'
import { OracleTimes } from './oracleTimes.ts'

type Spike = readonly [group: number, source: number, timeMs: number]

/** One group of a model, stepped as kernel/abi.ts says: one lane at a time, nothing clever. */
class GroupOracle {
  readonly #values: Float64Array
  readonly #model: NativeModel
  readonly #group: NativeGroup
  readonly #above: boolean[]
  readonly #events: OracleEvents
  readonly times: OracleTimes
  #tabulated: readonly number[] = []
  #constructed = false
  readonly #spike: (source: number, timeMs: number) => void
  /** What its programs print and ask for. */
  readonly printed: Omit<Printed, 'group'>[] = []
  halt: Omit<Asking, 'group'> | undefined
  /** Firings since other groups were last told. */
  readonly fired: Firing[] = []

  constructor(
    values: Float64Array,
    model: NativeModel,
    group: NativeGroup,
    spike: (source: number, timeMs: number) => void,
  ) {
    this.#values = values
    this.#model = model
    this.#group = group
    this.#above = group.detectors.map(() => false)
    this.#events = new OracleEvents(group, firing => this.fired.push(firing))
    this.times = new OracleTimes(values, model, group)
    this.#spike = spike
  }

  hear(firing: Firing): void {
    this.#events.hear(firing)
  }

  get #t(): number {
    return this.#values[this.#group.stepperUniforms[0]!]!
  }

  #run(list: CallList): void {
    for (const [index, call] of (this.#group.calls[list] ?? []).entries()) {
      const { program, count, columns, tables, uniforms, receiver = -1 } = call
      const { events, fault } = interpret(this.#model.programs[program]!, {
        arena: this.#values,
        count,
        columns,
        tables: Array.from(tables, table => this.#group.indexTables[table]?.indices),
        extents: Array.from(tables, table => this.#group.indexTables[table]?.extent),
        uniforms,
      })
      if (fault) throw new Error(`a program ended in fault ${fault.fault} of lane ${fault.lane}`)
      for (const event of events) {
        if (list === 'tabulate' || this.#isAsking(event, list, index, event.lane)) continue
        const instance = this.#events.instanceOf(receiver, event.lane)
        this.#take(event, instance, this.#events.rowWithoutConnection(instance))
      }
    }
  }

  /** Whether an event is none but a piece of text, or the wish to end the run. */
  #isAsking({ event, time, flag }: EmittedEvent, list: CallList, call: number, lane: number): boolean {
    const asking = { timeMs: this.#t, list, call, lane }
    if (event === 'print') this.printed.push({ ...asking, piece: flag, value: time })
    if (event === 'halt') this.halt = time === 0 ? undefined : asking
    return event === 'print' || event === 'halt'
  }

  destruct(): void {
    this.#run('destruct')
  }

  /** Tables hold for the uniforms with which they were made. */
  #tabulate(): void {
    const now = (this.#group.calls.tabulate ?? []).flatMap(({ uniforms }) =>
      Array.from(uniforms, address => this.#values[address]!),
    )
    if (now.every((value, index) => Object.is(value, this.#tabulated[index]))) return
    this.#tabulated = now
    this.#run('tabulate')
  }

  #take(event: EmittedEvent, instance: number, row: number): void {
    this.#events.take(event, instance, row, this.#t, this.#spike)
  }

  /** One instance handles one event. */
  #handle(list: 'netInitial' | 'netReceive', instance: number, row: number): void {
    const { receiver, lane } = this.#events.instance(instance)
    const index = this.#group.calls[list]?.findIndex(one => one.receiver === receiver) ?? -1
    const call = this.#group.calls[list]?.[index]
    if (!call) return
    const program = this.#model.programs[call.program]!
    const { events } = interpret(program, {
      arena: this.#values,
      count: 1,
      columns: call.columns.map((address, slot) => address + (call.tables[slot]! < 0 ? lane : 0)),
      tables: Array.from(call.tables, (table, slot) =>
        table < 0
          ? undefined
          : Int32Array.of(
              program.columns[slot]!.space === 'weight'
                ? row
                : this.#group.indexTables[table]!.indices[lane]!,
            ),
      ),
      extents: Array.from(call.tables, table => this.#group.indexTables[table]?.extent),
      uniforms: call.uniforms,
    })
    for (const event of events)
      if (!this.#isAsking(event, list, index, lane)) this.#take(event, instance, row)
  }

  #deliver(until: number): void {
    const [t] = this.#group.stepperUniforms
    const now = this.#t
    for (let event = this.#events.due(until); event; event = this.#events.due(until)) {
      this.times.pass(event.time)
      this.#values[t!] = event.time
      this.#values[this.#group.events!.flag] = event.flag
      this.#handle('netReceive', event.instance, event.row)
    }
    this.#values[t!] = now
    this.times.pass(until)
  }

  initialise(dtMs: number, method: FixedStepMethod, startMs: number): void {
    const { stepperUniforms, forgotten = [], events } = this.#group
    const [t, dt] = stepperUniforms
    this.#values[t!] = startMs
    this.#values[dt!] = dtMs
    beginCircuits(this.#values, this.#group)
    for (const layers of this.#group.layers ?? []) beginLayers(this.#values, this.#group, layers)
    this.#events.clear()
    this.#above.fill(false)
    for (let k = 0; k < forgotten.length; k += 2)
      this.#values.fill(0, forgotten[k], forgotten[k]! + forgotten[k + 1]!)
    this.#tabulated = []
    if (!this.#constructed) this.#run('construct')
    this.#constructed = true
    this.times.begin(startMs)
    this.#transfer()
    for (const list of ['beforeInitial', 'initialise'] as const) {
      this.#tabulate()
      this.#run(list)
    }
    this.#tabulate()
    events?.connections.target.forEach((instance, connection) => {
      this.#values[events.flag] = 0
      this.#handle('netInitial', instance, events.connections.row[connection]!)
    })
    this.#run('afterInitial')
    this.#deliver(startMs)
    this.#fillMatrix(dtMs, method)
    this.#run('beforeStep')
    this.times.beginSampling()
    this.halt = undefined
  }

  #transfer(): void {
    const { from, plus, to } = this.#group.transfers ?? { from: [], plus: [], to: [] }
    const carried = Array.from(from, (address, k) =>
      plus[k]! < 0 ? this.#values[address]! : this.#values[address]! + this.#values[plus[k]!]!,
    )
    to.forEach((address: number, k: number) => (this.#values[address] = carried[k]!))
  }

  #fillMatrix(dtMs: number, method: FixedStepMethod): void {
    const { nodes, nodeColumns, packs, cleared } = this.#group
    const values = this.#values
    const [v, rhs, diagonal, capacitance] = nodeColumns as unknown as readonly [
      number,
      number,
      number,
      number,
    ]
    const factor = (isCrankNicolson(method) ? 2 : 1) / dtMs
    for (let node = 0; node < nodes; node++) {
      const charge = factor * values[capacitance + node]!
      values[diagonal + node] = charge
      values[rhs + node] = charge * values[v + node]!
    }
    for (const [pack, { firstNode, rows, lanes, order, parent, axial }] of packs.entries())
      for (let k = this.#layersOf(pack) ? rows : 1; k < rows; k++)
        for (let lane = 0; lane < lanes; lane++) {
          const g = values[axial + k * lanes + lane]!
          values[diagonal + firstNode + order[k]! * lanes + lane]! += g
          values[diagonal + firstNode + parent[k]! * lanes + lane]! += g
        }
    this.#run('beforeBreakpoint')
    for (let k = 0; k < cleared.length; k += 2) values.fill(0, cleared[k], cleared[k]! + cleared[k + 1]!)
    this.#run('current')
  }

  #layersOf(pack: number): CableLayers | undefined {
    return this.#group.layers?.find(layers => layers.pack === pack)
  }

  #solve(dtMs: number, method: FixedStepMethod): void {
    const values = this.#values
    const [v, rhs, diagonal] = this.#group.nodeColumns as unknown as readonly [number, number, number]
    for (const [pack, { firstNode, rows, lanes, order, parent, axial }] of this.#group.packs.entries()) {
      const layers = this.#layersOf(pack)
      if (layers) stepLayers(values, this.#group, layers, { dtMs, method })
      for (let lane = 0; !layers && lane < lanes; lane++) {
        const column = (address: number) =>
          Float64Array.from({ length: rows }, (_, row) => values[address + row * lanes + lane]!)
        const solution = column(rhs + firstNode)
        hinesSolve({ order, parent, axialUs: column(axial) }, column(diagonal + firstNode), solution)
        solution.forEach((x, row) => {
          const node = v + firstNode + row * lanes + lane
          values[node] = isCrankNicolson(method) ? 2 * x - values[node]! : x
        })
      }
    }
  }

  step(dtMs: number, method: FixedStepMethod): void {
    const t = this.#group.stepperUniforms[0]!
    const { detectors, events } = this.#group
    this.#tabulate()
    detectors.forEach(({ address, threshold }, detector) => {
      const above = this.#values[address]! > threshold
      if (above && !this.#above[detector]) {
        if (!events || events.detectorsRecorded[detector]) this.#spike(detector, this.#t + 1e-10)
        this.#events.fire(detector, this.#t + 1e-10)
      }
      this.#above[detector] = above
    })
    this.#run('watch')
    this.#deliver(this.#t + 0.5 * dtMs)
    this.#values[t]! += 0.5 * dtMs
    this.times.follow(this.#t)
    this.#fillMatrix(dtMs, method)
    // Whole systems with circuits are solved as one.
    if (this.#group.circuits?.length) stepCircuits(this.#values, this.#group, dtMs)
    else this.#solve(dtMs, method)
    this.#values[t]! += 0.5 * dtMs
    this.times.follow(this.#t)
    this.#transfer()
    this.#run('state')
    for (const diffusion of this.#group.diffusions ?? []) this.#diffuse(diffusion, dtMs)
    this.#run('afterSolve')
    this.#run('beforeStep')
  }

  #diffuse({ states, volumes, conductivities, parent, lengthUm }: CableDiffusion, dtMs: number): void {
    const values = this.#values
    const diagonal = Float64Array.from(volumes, (address, k) => (values[address]! * lengthUm[k]!) / dtMs)
    const right = Float64Array.from(states, (address, k) => diagonal[k]! * values[address]!)
    const coupling = new Float64Array(states.length)
    parent.forEach((above, k) => {
      if (above < 0) return
      const conductivity = values[conductivities[k]!]! + values[conductivities[above]!]!
      coupling[k] = conductivity / (lengthUm[k]! + lengthUm[above]!)
      diagonal[k]! += coupling[k]!
      diagonal[above]! += coupling[k]!
    })
    for (let k = states.length - 1; k >= 0; k--) {
      const above = parent[k]!
      if (above < 0) continue
      const factor = coupling[k]! / diagonal[k]!
      diagonal[above]! -= factor * coupling[k]!
      right[above]! += factor * right[k]!
    }
    states.forEach((address, k) => {
      const above = parent[k]!
      const sum = above < 0 ? right[k]! : right[k]! + coupling[k]! * values[states[above]!]!
      values[address] = sum / diagonal[k]!
    })
  }

  /** What comes after the sample of a step. */
  finishStep(): void {
    this.#deliver(this.#t)
  }
}

/**
 * The whole machine in TypeScript, as slow and as obvious as can be: programs through `interpret`, cables through
 * `hinesSolve`, circuits dense. The native machine must agree with it to the last bit; tests of preparation need no addon with it.
 */
export const oracleMachine: Machine = {
  info: { abi: abiVersion, lanes: 2, isa: 'base', available: ['base'], compiler: 'none' },
  arenaOffset: () => 0,
  runOnce: () => {
    throw new Error('the oracle runs whole models')
  },
  load(model) {
    const values = new Float64Array(model.arena, 0, model.arenaLength)
    let spikes: Spike[] = []
    const groups = model.groups.map(
      (group, index) =>
        new GroupOracle(values, model, group, (source, timeMs) => spikes.push([index, source, timeMs])),
    )
    /** Events between groups take longer than a step. */
    const meet = () => {
      const all = groups.flatMap(({ fired }) => fired.splice(0))
      for (const firing of all) for (const group of groups) group.hear(firing)
    }
    const sample = (into: Float64Array, offset = 0, stride = 1) => {
      let row = 0
      for (const { probes } of model.groups)
        for (const address of probes) into[offset + stride * row++] = values[address]!
    }
    const advanceNow = ({ steps, dtMs, method, traces }: AdvanceRequest): AdvanceResult => {
      const into = traces && new Float64Array(traces.buffer)
      let taken = 0
      while (taken < steps && groups.every(group => !group.halt)) {
        const step = taken++
        for (const group of groups) group.step(dtMs, method)
        if (into && traces) sample(into, traces.first + step, traces.capacity)
        for (const group of groups) group.finishStep()
        meet()
      }
      const fired = spikes.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1])
      spikes = []
      const halted = groups.findIndex(group => group.halt)
      const halt = groups[halted]?.halt
      return {
        steps: taken,
        halt: halt && { ...halt, group: halted },
        stopped: false,
        seconds: 0,
        fault: undefined,
        spikes: {
          group: Int32Array.from(fired, ([group]) => group),
          source: Int32Array.from(fired, ([, source]) => source),
          timeMs: Float64Array.from(fired, ([, , timeMs]) => timeMs),
        },
      }
    }
    return {
      initialise({ dtMs, method, startMs = 0 }) {
        for (const group of groups) group.initialise(dtMs, method, startMs)
        meet()
        return undefined
      },
      advance: async request => advanceNow(request),
      advanceNow,
      touch: () => undefined,
      sample,
      printed: () => ({
        pieces: groups.flatMap(({ printed }, group) => printed.splice(0).map(piece => ({ ...piece, group }))),
        notKept: 0,
      }),
      sampled: untilMs => groups.flatMap(({ times }, group) => times.taken(group, untilMs)),
      save() {
        throw new Error('the oracle has no states')
      },
      restore() {
        throw new Error('the oracle has no states')
      },
      destruct() {
        for (const group of groups) group.destruct()
        return undefined
      },
      close: () => undefined,
    }
  },
}
