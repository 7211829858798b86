/** What the subtraction of two ends may leave in the last digits. */
const dust = 1e-9

/** Round values for an axis, and how many decimals tell them apart. */
export interface AxisTicks {
  readonly values: readonly number[]
  readonly decimals: number
}

/**
 * Round values (steps 1, 2, 5 × 10ⁿ) between two ends, both of which may be any number: at most `most` steps, but
 * never a single value where a finer step gives two, since one number says nothing of the scale.
 */
export function axisTicks(from: number, to: number, most: number): AxisTicks {
  for (let steps = most; steps <= 8; steps++) {
    const ticks = ticksOf(from, to, steps)
    if (ticks.values.length !== 1) return ticks
  }
  return ticksOf(from, to, most)
}

function ticksOf(from: number, to: number, most: number): AxisTicks {
  const width = to - from
  if (!(width > 0) || !Number.isFinite(width)) return { values: [], decimals: 0 }
  const rough = width / Math.max(1, most)
  const power = Math.floor(Math.log10(rough))
  const lead = rough / 10 ** power
  const step = (lead <= 1 + dust ? 1 : lead <= 2 + dust ? 2 : lead <= 5 + dust ? 5 : 10) * 10 ** power
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  const values: number[] = []
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  for (let tick = first; tick <= last; tick++) values.push(Number((tick * step).toFixed(decimals)))
  return { values, decimals }
}

/** A tick's text: plain digits with a true minus sign, powers of ten outside 10⁻⁴…10⁶. */
export function tickText(value: number, decimals: number): string {
  const size = Math.abs(value)
  const text =
    value !== 0 && (size < 1e-4 || size >= 1e6)
      ? value.toExponential().replace('e+', 'e')
      : value.toFixed(decimals)
  return text.replaceAll('-', '−')
}
