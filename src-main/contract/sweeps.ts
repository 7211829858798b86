import * as v from 'valibot'

const finite = v.pipe(v.number(), v.finite())
const name = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** A model run with many sets of parameters, as a part of its document. */
export const sweepSchema = v.strictObject({
  parameters: v.array(
    v.strictObject({
      id: name,
      target: v.variant('kind', [
        v.strictObject({ kind: v.literal('mechanism'), mechanism: name, region: name, parameter: name }),
        v.strictObject({ kind: v.literal('property'), property: name, region: name }),
        v.strictObject({ kind: v.literal('process'), process: name, parameter: name }),
        v.strictObject({ kind: v.literal('global'), global: name }),
        v.strictObject({ kind: v.literal('run'), setting: v.picklist(['celsius', 'vInitMv']) }),
      ]),
      values: v.optional(v.array(finite)),
      from: v.optional(finite),
      to: v.optional(finite),
      steps: v.optional(count),
      scale: v.optional(v.picklist(['linear', 'log'])),
    }),
  ),
  design: v.picklist(['grid', 'random', 'sobol', 'list']),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295))),
  count: v.optional(count),
  rows: v.optional(v.array(v.array(finite))),
})
