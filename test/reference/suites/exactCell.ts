/** An RC cell of one compartment: membrane [nF, µS], resting potential [mV]. */
export interface RcCell {
  readonly capacitanceNf: number
  readonly leakUs: number
  readonly restMv: number
}

/** A cylinder without ends of this length and diameter [µm], of cm [µF/cm²] and g [S/cm²]. */
export function rcCell(lengthUm: number, diameterUm: number, cm: number, g: number): Omit<RcCell, 'restMv'> {
  const areaCm2 = Math.PI * lengthUm * diameterUm * 1e-8
  return { capacitanceNf: cm * areaCm2 * 1e3, leakUs: g * areaCm2 * 1e6 }
}

/**
 * C·dv/dt = −g·(v − rest) − s(t)·(v − reversal) by Runge and Kutta’s fourth order with steps of 0.1 µs, whose error is
 * below 1e-12 of v here.
 *
 * @param conductance s [µS] at a time [ms] since the event
 * @returns v at multiples of a time apart, the first at 0
 */
export function withSynapse(
  { capacitanceNf, leakUs, restMv }: RcCell,
  conductance: (ms: number) => number,
  reversalMv: number,
  { apartMs, untilMs }: { readonly apartMs: number; readonly untilMs: number },
): Float64Array {
  const slope = (ms: number, v: number) =>
    -(leakUs * (v - restMv) + conductance(ms) * (v - reversalMv)) / capacitanceNf
  const count = Math.round(untilMs / apartMs)
  const values = new Float64Array(count + 1).fill(restMv)
  const between = Math.max(1, Math.round(apartMs / 1e-3))
  const h = apartMs / between
  for (let sample = 0, v = restMv; sample < count; sample++) {
    for (let step = 0; step < between; step++) {
      const ms = sample * apartMs + step * h
      const k1 = slope(ms, v)
      const k2 = slope(ms + h / 2, v + (h / 2) * k1)
      const k3 = slope(ms + h / 2, v + (h / 2) * k2)
      const k4 = slope(ms + h, v + h * k3)
      v += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
    }
    values[sample + 1] = v
  }
  return values
}

/**
 * Steady v − rest [mV] along a tapered cable with sealed far end, from its near end on, for a current [nA] into that:
 * dV/dx = −Ra·I/(π·r²), dI/dx = −2π·r·√(1 + r′²)·g·V, from the far end back by Runge and Kutta’s fourth order.
 *
 * @returns V at the near end, in the middle, at the far end
 */
export function taperedCable(cable: {
  readonly lengthUm: number
  readonly fromUm: number
  readonly toUm: number
  readonly ra: number
  readonly g: number
  readonly ampNa: number
}): readonly [number, number, number] {
  const { lengthUm, fromUm, toUm, ra, g, ampNa } = cable
  const length = lengthUm * 1e-4
  const radius = (x: number) => ((fromUm + ((toUm - fromUm) * x) / length) / 2) * 1e-4
  const tilt = Math.sqrt(1 + (((toUm - fromUm) * 0.5) / lengthUm) ** 2)
  const slope = (x: number, v: number, i: number) =>
    [(-ra * i) / (Math.PI * radius(x) ** 2), -2 * Math.PI * radius(x) * tilt * g * v] as const
  const steps = 20_000
  const h = -length / steps
  let [v, i, middle] = [1, 0, 0]
  for (let step = 0; step < steps; step++) {
    if (step === steps / 2) middle = v
    const x = length + step * h
    const [v1, i1] = slope(x, v, i)
    const [v2, i2] = slope(x + h / 2, v + (h / 2) * v1, i + (h / 2) * i1)
    const [v3, i3] = slope(x + h / 2, v + (h / 2) * v2, i + (h / 2) * i2)
    const [v4, i4] = slope(x + h, v + h * v3, i + h * i3)
    v += (h / 6) * (v1 + 2 * v2 + 2 * v3 + v4)
    i += (h / 6) * (i1 + 2 * i2 + 2 * i3 + i4)
  }
  // The solution is as large as its current; 1 nA is 1e-9 A, 1 V is 1000 mV.
  const scale = (ampNa * 1e-9 * 1e3) / i
  return [v * scale, middle * scale, scale]
}
