import { hinesSolve } from '../../src-engine/cable/hinesSolve.ts'
import type {
  AdvanceRequest,
  AdvanceResult,
  FixedStepMethod,
  Machine,
  NativeGroup,
  NativeModel,
  ProgramCall,
} from '../../src-engine/kernel/abi.ts'
import { interpret } from '../../src-engine/program/interpret.ts'

type Spike = readonly [group: number, detector: number, timeMs: number]

/** One group of a model, stepped as kernel/abi.ts says: one lane at a time, nothing clever. */
class GroupOracle {
  readonly #values: Float64Array
  readonly #model: NativeModel
  readonly #group: NativeGroup
  readonly #above: boolean[]

  constructor(values: Float64Array, model: NativeModel, group: NativeGroup) {
    this.#values = values
    this.#model = model
    this.#group = group
    this.#above = group.detectors.map(() => false)
  }

  #run(calls: readonly ProgramCall[]): void {
    for (const { program, count, columns, tables, uniforms } of calls)
      interpret(this.#model.programs[program]!, {
        arena: this.#values,
        count,
        columns,
        tables: Array.from(tables, table => this.#group.indexTables[table]?.indices),
        uniforms,
      })
  }

  initialise(dtMs: number, method: FixedStepMethod): void {
    const [t, dt] = this.#group.stepperUniforms
    this.#values[t!] = 0
    this.#values[dt!] = dtMs
    this.#run(this.#group.initialise)
    this.#fillMatrix(dtMs, method)
  }

  #fillMatrix(dtMs: number, method: FixedStepMethod): void {
    const { nodes, nodeColumns, packs, cleared, current } = this.#group
    const values = this.#values
    const [v, rhs, diagonal, capacitance] = nodeColumns as unknown as readonly [
      number,
      number,
      number,
      number,
    ]
    const factor = (method === 'crank-nicolson' ? 2 : 1) / dtMs
    for (let node = 0; node < nodes; node++) {
      const charge = factor * values[capacitance + node]!
      values[diagonal + node] = charge
      values[rhs + node] = charge * values[v + node]!
    }
    for (const { firstNode, rows, lanes, order, parent, axial } of packs)
      for (let k = 1; k < rows; k++)
        for (let lane = 0; lane < lanes; lane++) {
          const g = values[axial + k * lanes + lane]!
          values[diagonal + firstNode + order[k]! * lanes + lane]! += g
          values[diagonal + firstNode + parent[k]! * lanes + lane]! += g
        }
    for (let k = 0; k < cleared.length; k += 2) values.fill(0, cleared[k], cleared[k]! + cleared[k + 1]!)
    this.#run(current)
  }

  #solve(method: FixedStepMethod): void {
    const values = this.#values
    const [v, rhs, diagonal] = this.#group.nodeColumns as unknown as readonly [number, number, number]
    for (const { firstNode, rows, lanes, order, parent, axial } of this.#group.packs)
      for (let lane = 0; lane < lanes; lane++) {
        const column = (address: number) =>
          Float64Array.from({ length: rows }, (_, row) => values[address + row * lanes + lane]!)
        const solution = column(rhs + firstNode)
        hinesSolve({ order, parent, axialUs: column(axial) }, column(diagonal + firstNode), solution)
        solution.forEach((x, row) => {
          const node = v + firstNode + row * lanes + lane
          values[node] = method === 'crank-nicolson' ? 2 * x - values[node]! : x
        })
      }
  }

  step(dtMs: number, method: FixedStepMethod, emit: (detector: number, timeMs: number) => void): void {
    const t = this.#group.stepperUniforms[0]!
    this.#group.detectors.forEach(({ address, threshold }, detector) => {
      const above = this.#values[address]! > threshold
      if (above && !this.#above[detector]) emit(detector, this.#values[t]! + 1e-10)
      this.#above[detector] = above
    })
    this.#values[t]! += 0.5 * dtMs
    this.#fillMatrix(dtMs, method)
    this.#solve(method)
    this.#values[t]! += 0.5 * dtMs
    this.#run(this.#group.state)
  }
}

/**
 * The whole machine in TypeScript, as slow and as obvious as can be: programs through `interpret`, cables through
 * `hinesSolve`. The native machine must agree with it to the last bit; tests of preparation need no addon with it.
 */
export const oracleMachine: Machine = {
  info: { abi: 1, lanes: 2, isa: 'base', available: ['base'], compiler: 'none' },
  arenaOffset: () => 0,
  runOnce: () => {
    throw new Error('the oracle runs whole models')
  },
  load(model) {
    const values = new Float64Array(model.arena, 0, model.arenaLength)
    const groups = model.groups.map(group => new GroupOracle(values, model, group))
    const sample = (into: Float64Array, offset = 0, stride = 1) => {
      let row = 0
      for (const { probes } of model.groups)
        for (const address of probes) into[offset + stride * row++] = values[address]!
    }
    const advanceNow = ({ steps, dtMs, method, traces }: AdvanceRequest): AdvanceResult => {
      const spikes: Spike[] = []
      const into = traces && new Float64Array(traces.buffer)
      for (let step = 0; step < steps; step++) {
        groups.forEach((group, index) =>
          group.step(dtMs, method, (detector, timeMs) => spikes.push([index, detector, timeMs])),
        )
        if (into && traces) sample(into, traces.first + step, traces.capacity)
      }
      return {
        steps,
        stopped: false,
        seconds: 0,
        fault: undefined,
        spikes: {
          group: Int32Array.from(spikes, ([group]) => group),
          detector: Int32Array.from(spikes, ([, detector]) => detector),
          timeMs: Float64Array.from(spikes, ([, , timeMs]) => timeMs),
        },
      }
    }
    return {
      initialise: ({ dtMs, method }) => groups.forEach(group => group.initialise(dtMs, method)),
      advance: async request => advanceNow(request),
      advanceNow,
      touch: () => undefined,
      sample,
      close: () => undefined,
    }
  },
}
