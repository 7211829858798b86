import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import { circuitsSchema } from './circuits.ts'
import { mediumSchema } from './media.ts'
import { sweepSchema } from './sweeps.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** The project's model, what is wrong with it, and how big it is. */
export interface ModelState {
  /** Undefined while the project has no morphology. */
  readonly document: ModelDocument | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly compartments: number
  /** Compartments of each section, in the morphology's order. */
  readonly compartmentsOfSection: Int32Array
}

/** Everything on the cell: regions, stimuli, probes, run settings. Every save is an undoable edit on disk. */
export interface ModelsService {
  current: HostMethod<void, ModelState>
  /**
   * Stores a new version. `label` names the edit in the history ("Insert hh in soma"). Saves in a row with the
   * same `gesture` (one drag of a slider) become one edit.
   */
  save: HostMethod<
    { readonly document: ModelDocument; readonly label: string; readonly gesture?: string | undefined },
    ModelState
  >
  onChange: HostEvent<ModelState>
}

const finite = v.pipe(v.number(), v.finite())
/** Most numbers that a series can have. */
const mostRoom = 10_000_000
const numbers = v.record(v.string(), finite)
const location = v.object({ section: v.string(), x: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) })

const sampleTimes = {
  everyMs: v.optional(v.pipe(finite, v.gtValue(0))),
  timesMs: v.optional(v.array(finite)),
}

const gid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1))

const randomWord = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))

/** The wire form of a model document; unknown members are refused. */
export const modelDocumentSchema = v.strictObject({
  version: v.literal(1),
  morphology: v.string(),
  discretisation: v.variant('kind', [
    v.strictObject({
      kind: v.literal('fixed'),
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32767)),
    }),
    v.strictObject({ kind: v.literal('maximum-length'), lengthUm: v.pipe(finite, v.gtValue(0)) }),
    v.strictObject({
      kind: v.literal('d-lambda'),
      fraction: v.pipe(finite, v.gtValue(0)),
      frequencyHz: v.pipe(finite, v.gtValue(0)),
    }),
  ]),
  mechanisms: v.array(
    v.strictObject({ id: v.string(), mechanism: v.string(), region: v.string(), parameters: numbers }),
  ),
  globals: numbers,
  properties: v.array(
    v.strictObject({ id: v.string(), property: v.string(), region: v.string(), value: finite }),
  ),
  pointProcesses: v.array(
    v.strictObject({ id: v.string(), mechanism: v.string(), at: location, parameters: numbers }),
  ),
  probes: v.array(v.strictObject({ id: v.string(), at: location, variable: v.string(), ...sampleTimes })),
  spikes: v.array(
    v.strictObject({ id: v.string(), at: location, thresholdMv: finite, gid: v.optional(gid) }),
  ),
  artificialCells: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        mechanism: v.string(),
        gid: v.optional(gid),
        parameters: numbers,
      }),
    ),
  ),
  connections: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        source: v.variant('kind', [
          v.strictObject({
            kind: v.literal('threshold'),
            cell: v.exactOptional(v.string()),
            at: location,
            variable: v.string(),
            threshold: finite,
          }),
          v.strictObject({ kind: v.literal('process'), process: v.string() }),
          v.strictObject({ kind: v.literal('gid'), gid }),
        ]),
        target: v.string(),
        delayMs: v.pipe(finite, v.minValue(0)),
        weights: v.array(finite),
        active: v.optional(v.boolean()),
        leastDelayMs: v.optional(v.pipe(finite, v.minValue(0))),
      }),
    ),
  ),
  pointers: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        of: v.union([
          v.strictObject({ process: v.string() }),
          v.strictObject({ mechanism: v.string(), region: v.string() }),
        ]),
        pointer: v.string(),
        to: v.strictObject({
          cell: v.optional(v.string()),
          at: v.exactOptional(location),
          variable: v.string(),
        }),
      }),
    ),
  ),
  functionTables: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        mechanism: v.string(),
        function: v.string(),
        x: v.union([v.array(finite), v.strictObject({ from: finite, to: finite })]),
        x2: v.optional(v.array(finite)),
        y: v.array(finite),
      }),
    ),
  ),
  series: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        process: v.string(),
        series: v.string(),
        values: v.array(finite),
        room: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostRoom))),
      }),
    ),
  ),
  streams: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        mechanism: v.string(),
        stream: v.string(),
        distribution: v.picklist(['uniform', 'negexp', 'normal']),
      }),
    ),
  ),
  electrodes: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        at: v.strictObject({ xUm: finite, yUm: finite, zUm: finite }),
        sources: v.picklist(['point', 'line']),
        medium: mediumSchema,
      }),
    ),
  ),
  plays: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        targets: v.array(
          v.strictObject({
            connection: v.optional(v.string()),
            cell: v.optional(v.string()),
            at: v.optional(location),
            region: v.optional(v.string()),
            variable: v.string(),
            scale: v.optional(v.union([finite, v.array(finite)])),
          }),
        ),
        values: v.array(finite),
        timesMs: v.union([v.array(finite), v.strictObject({ intervalMs: v.pipe(finite, v.gtValue(0)) })]),
        course: v.picklist(['linear', 'stepped']),
        beyond: v.optional(v.picklist(['hold', 'extrapolate'])),
      }),
    ),
  ),
  circuits: v.optional(circuitsSchema),
  randomIds: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        of: v.union([
          v.strictObject({ process: v.string() }),
          v.strictObject({ mechanism: v.string(), region: v.string(), cell: v.optional(v.string()) }),
        ]),
        stream: v.string(),
        ids: v.pipe(v.array(v.union([randomWord, v.picklist(['cell', 'compartment'])])), v.maxLength(3)),
        sequence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(17179869183))),
      }),
    ),
  ),
  transfers: v.optional(
    v.array(
      v.strictObject({
        id: v.string(),
        from: v.strictObject({ cell: v.optional(v.string()), at: location, variable: v.string() }),
        to: v.strictObject({ process: v.string(), variable: v.string() }),
      }),
    ),
  ),
  processProbes: v.optional(
    v.array(v.strictObject({ id: v.string(), variable: v.string(), ...sampleTimes })),
  ),
  processSpikes: v.optional(v.array(v.strictObject({ id: v.string(), process: v.string() }))),
  sweep: v.optional(sweepSchema),
  run: v.strictObject({
    celsius: finite,
    vInitMv: finite,
    dtMs: v.pipe(finite, v.gtValue(0)),
    tStopMs: v.pipe(finite, v.minValue(0)),
    method: v.picklist(['backward-euler', 'crank-nicolson', 'crank-nicolson-corrected', 'adaptive']),
    adaptive: v.optional(
      v.strictObject({
        absoluteTolerance: v.optional(finite),
        relativeTolerance: v.optional(finite),
        maximumOrder: v.optional(finite),
        smallestStepMs: v.optional(finite),
        largestStepMs: v.optional(finite),
        scales: v.optional(v.record(v.string(), finite)),
        thresholds: v.optional(v.picklist(['step-end', 'interpolated'])),
        samples: v.optional(v.picklist(['dt', 'every-step'])),
        step: v.optional(v.picklist(['global', 'local'])),
      }),
    ),
    eventOrder: v.optional(v.picklist(['hillock', 'neuron', 'neuron-binned'])),
    randomGlobalIndex: v.optional(randomWord),
    startFrom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
})

export const modelsSpec = {
  current: { kind: 'call', arg: v.void() },
  save: {
    kind: 'call',
    arg: v.object({
      document: modelDocumentSchema,
      label: v.pipe(v.string(), v.maxLength(500)),
      gesture: v.optional(v.string()),
    }),
  },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<ModelsService>
