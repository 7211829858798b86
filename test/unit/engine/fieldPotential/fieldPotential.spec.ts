import { describe, expect, it } from 'vitest'
import type { Medium } from '../../../../src-engine/index.ts'
import { conductivityAt } from '../../../../src-engine/fieldPotential/media.ts'
import { lineSource, pointSource } from '../../../../src-engine/fieldPotential/sources.ts'
import { throughMedium } from '../../../../src-engine/fieldPotential/throughMedium.ts'
import { withMedia } from '../../../../src-engine/fieldPotential/withMedia.ts'
import { fourierTransform } from '../../../../src-engine/math/fourier.ts'

const origin = { x: 0, y: 0, z: 0 }

describe('sources in a homogeneous medium', () => {
  it('give I/(4πσr) for a point, and that of the membrane within it', () => {
    expect(pointSource(origin, { x: 3, y: 0, z: 4 }, 1, 0.3)).toBeCloseTo(1 / (4 * Math.PI * 0.3 * 5), 15)
    expect(pointSource(origin, origin, 2, 0.3)).toBeCloseTo(1 / (4 * Math.PI * 0.3 * 2), 15)
  })

  it('give the logarithm of Holt and Koch for a line, wherever the electrode is', () => {
    const line = { start: { x: -20, y: 0, z: 0 }, end: { x: 30, y: 0, z: 0 } }
    for (const [x, y] of [
      [0, 10],
      [5, 0.5],
      [80, 4],
      [-90, 7],
      [30, 2],
      [200, 300],
    ] as const) {
      const [l, h] = [x + 20, x - 30]
      const expected =
        Math.log(Math.abs((Math.hypot(h, y) - h) / (Math.hypot(l, y) - l))) / (4 * Math.PI * 0.3 * 50)
      // The formula as printed takes differences of nearly equal numbers.
      expect(lineSource(line, { x, y, z: 0 }, 0.1, 0.3) / expected - 1).toBeCloseTo(0, 10)
    }
  })

  it('let a line be what many points on it are', () => {
    const [start, end] = [
      { x: 1, y: 2, z: 3 },
      { x: 14, y: -7, z: 9 },
    ]
    const at = { x: 4, y: 11, z: -6 }
    const count = 4000
    let sum = 0
    for (let k = 0; k < count; k++) {
      const share = (k + 0.5) / count
      const on = (a: number, b: number) => a + share * (b - a)
      sum += pointSource({ x: on(1, 14), y: on(2, -7), z: on(3, 9) }, at, 0, 0.3) / count
    }
    expect(lineSource({ start, end }, at, 0, 0.3) / sum - 1).toBeCloseTo(0, 7)
  })

  it('look from afar like a point', () => {
    const line = { start: { x: -1, y: 0, z: 0 }, end: { x: 1, y: 0, z: 0 } }
    const at = { x: 3e4, y: 2e4, z: 0 }
    expect(lineSource(line, at, 1, 0.3) / pointSource(origin, at, 1, 0.3) - 1).toBeCloseTo(0, 8)
  })
})

describe('the Fourier transform', () => {
  it('is the sum that it is said to be, and comes back', () => {
    const re = Float64Array.from({ length: 16 }, (_, n) => Math.sin(n * n))
    const im = Float64Array.from({ length: 16 }, (_, n) => Math.cos(3 * n))
    const [x, y] = [re.slice(), im.slice()]
    fourierTransform(x, y)
    for (const k of [0, 3, 8, 15]) {
      let [a, b] = [0, 0]
      for (let n = 0; n < 16; n++) {
        const angle = (-2 * Math.PI * k * n) / 16
        a += re[n]! * Math.cos(angle) - im[n]! * Math.sin(angle)
        b += re[n]! * Math.sin(angle) + im[n]! * Math.cos(angle)
      }
      expect(x[k]).toBeCloseTo(a, 12)
      expect(y[k]).toBeCloseTo(b, 12)
    }
    fourierTransform(x, y, true)
    x.forEach((value, n) => expect(value).toBeCloseTo(re[n]!, 14))
  })
})

/** A resistor and a capacitor side by side, with a time constant of 2 ms. */
const leaky: Medium = {
  kind: 'cole-cole',
  sigmaSPerM: 0.3,
  permittivity: (0.3 * 2e-3) / 8.8541878128e-12,
  dispersions: [],
}

describe('media that depend on frequency', () => {
  it('are a low-pass where a capacitance lies beside a resistance', () => {
    const dt = 0.01
    const times = Float64Array.from({ length: 8001 }, (_, k) => k * dt)
    const pulse = times.map(t => Math.exp(-(((t - 20) / 1.5) ** 2)))
    const seen = throughMedium(pulse, dt, leaky)
    // τ·y' = x − y, by steps that are exact for straight lines of x.
    const decay = Math.exp(-dt / 2)
    let y = 0
    for (let k = 1; k < times.length; k++) {
      const [a, b] = [pulse[k - 1]!, (pulse[k]! - pulse[k - 1]!) / dt]
      y = y * decay + (a - 2 * b) * (1 - decay) + b * dt
      if (k % 500 === 0) expect(seen[k]).toBeCloseTo(y, 4)
    }
  })

  it('have the conductivity of grey matter', () => {
    // Gabriel, Lau & Gabriel 1996 (tables of the model): 0.0989 S/m at 1 kHz, 0.0275 at 10 Hz, 0.134 at 100 kHz.
    for (const [frequency, expected] of [
      [1000, 0.0989],
      [10, 0.0275],
      [1e5, 0.134],
    ] as const)
      expect(conductivityAt({ kind: 'grey-matter' }, frequency).re / expected - 1).toBeCloseTo(0, 1)
    expect(conductivityAt({ kind: 'grey-matter' }, 0).re).toBe(0.02)
  })

  it('change a sine in size and in phase as the conductivity says', () => {
    const dt = 0.025
    const frequency = 200
    const medium: Medium = { kind: 'grey-matter' }
    const trace = Float64Array.from({ length: 16001 }, (_, k) =>
      Math.sin(2 * Math.PI * frequency * k * dt * 1e-3),
    )
    const seen = throughMedium(trace, dt, medium)
    const { re, im } = conductivityAt(medium, frequency)
    const size = 0.02 / Math.hypot(re, im)
    const phase = -Math.atan2(im, re)
    for (const k of [7000, 7111, 8000, 8333])
      expect(seen[k]).toBeCloseTo(size * Math.sin(2 * Math.PI * frequency * k * dt * 1e-3 + phase), 3)
  })

  it('see a trace whole, whatever pieces it came in', () => {
    const trace = Float64Array.from({ length: 500 }, (_, k) => Math.sin(k / 20) + k / 300)
    const pieces = [trace.slice(0, 120), trace.slice(120, 121), trace.slice(121)]
    const other = new Float64Array(1)
    const slices = withMedia(
      pieces.map(piece => ({ traces: [other, piece] })),
      { electrodes: [{ medium: leaky }], dtMs: 0.1 },
    )
    const joined = slices.flatMap(({ traces }) => [...traces[1]!])
    expect(joined).toEqual([...throughMedium(trace, 0.1, leaky)])
    expect(slices[0]!.traces[0]).toBe(other)
  })
})
