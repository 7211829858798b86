import * as v from 'valibot'

const finite = v.pipe(v.number(), v.finite())
const location = v.object({ section: v.string(), x: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) })
const between = v.tuple([v.string(), v.string()])
const source = {
  id: v.string(),
  between,
  value: v.optional(finite),
  steps: v.optional(v.array(v.strictObject({ delayMs: finite, durationMs: finite, value: finite }))),
}

const element = v.variant('kind', [
  v.strictObject({ kind: v.literal('resistor'), id: v.string(), between, resistanceMohm: finite }),
  v.strictObject({ kind: v.literal('capacitor'), id: v.string(), between, capacitanceNf: finite }),
  v.strictObject({ kind: v.literal('inductor'), id: v.string(), between, inductanceH: finite }),
  v.strictObject({ kind: v.literal('voltage-source'), ...source }),
  v.strictObject({ kind: v.literal('current-source'), ...source }),
  v.strictObject({
    kind: v.literal('op-amp'),
    id: v.string(),
    inputs: between,
    output: v.string(),
    gain: finite,
    timeConstantMs: v.optional(finite),
  }),
])

const place = { cell: v.optional(v.string()), at: location }
const matrix = v.array(v.array(finite))

/** Circuits coupled to cells: of elements, or as matrices. */
export const circuitsSchema = v.array(
  v.union([
    v.strictObject({
      id: v.string(),
      elements: v.array(element),
      attached: v.array(v.strictObject({ ...place, node: v.string() })),
      initial: v.optional(v.record(v.string(), finite)),
    }),
    v.strictObject({
      id: v.string(),
      attached: v.array(v.strictObject(place)),
      c: matrix,
      g: matrix,
      b: v.array(finite),
      y0: v.optional(v.array(finite)),
    }),
  ]),
)
