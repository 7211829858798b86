import * as v from 'valibot'

const finite = v.pipe(v.number(), v.finite())

/** What lies around cells, as a part of a document. */
export const mediumSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('resistive'), sigmaSPerM: v.pipe(finite, v.gtValue(0)) }),
  v.strictObject({
    kind: v.literal('cole-cole'),
    sigmaSPerM: v.pipe(finite, v.gtValue(0)),
    permittivity: v.pipe(finite, v.minValue(1)),
    dispersions: v.array(
      v.strictObject({
        increment: v.pipe(finite, v.minValue(0)),
        tauMs: v.pipe(finite, v.gtValue(0)),
        broadening: v.pipe(finite, v.minValue(0), v.ltValue(1)),
      }),
    ),
  }),
  v.strictObject({ kind: v.literal('grey-matter') }),
])
