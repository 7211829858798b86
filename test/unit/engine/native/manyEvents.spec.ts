import { describe, expect, it } from 'vitest'
import type { Machine } from '../../../../src-engine/index.ts'
import { singleCompartment } from '../../../support/cells.ts'
import { catalogueWith, documentOf, machine, machineProblem, simulate } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'

/**
 * Sends itself `count` events, at multiples of 2^-grain ms that look random, so that many are due at one time. What is
 * handled is compared with what was handled before, by whatever instance: time, then source, then number of the emission.
 */
const flood = `
NEURON { ARTIFICIAL_CELL Flood  RANGE id, count, grain  GLOBAL lastTime, lastSource, lastNumber, disorder, handled }
PARAMETER { id = 0  count = 1  grain = 65536  lastTime = -1  lastSource = 0  lastNumber = 0  disorder = 0  handled = 0 }
ASSIGNED { k  x }
INITIAL {
  k = 0
  x = 7*id + 1
  while (k < count) {
    x = fmod(x*16807, 2147483647)
    net_send(floor(fmod(x, 10*grain))/grain, k + 2)
    k = k + 1
  }
}
NET_RECEIVE (w) {
  if (t < lastTime) {
    disorder = disorder + 1
  } else if (t == lastTime && id < lastSource) {
    disorder = disorder + 1
  } else if (t == lastTime && id == lastSource && flag <= lastNumber) {
    disorder = disorder + 1
  }
  lastTime = t
  lastSource = id
  lastNumber = flag
  handled = handled + 1
}`

/** Counts its events, each in a way that depends on how many there were: what is chosen changes all the time. */
const moody = `
NEURON { ARTIFICIAL_CELL Moody  RANGE n, odd, late, product }
PARAMETER { n = 0  odd = 0  late = 0  product = 1 }
INITIAL { n = 0  odd = 0  late = 0  product = 1  net_send(0.01, 1) }
NET_RECEIVE (w) {
  n = n + 1
  if (fmod(n, 2) == 1) {
    odd = odd + 1
    if (n > 500) { late = late + n }
  } else {
    product = exp(log(product) + 1/n)
  }
  if (n < 1000 || flag == 2) { net_send(0.01, 1) }
  if (n == 700) { net_send(0.005, 2) }
}`

/** Fires `count` times at multiples of 1/8 ms, some twice at one time. */
const pulses = `
NEURON { ARTIFICIAL_CELL Pulses  RANGE id, count }
PARAMETER { id = 0  count = 1 }
ASSIGNED { k  x }
INITIAL { k = 0  x = 7*id + 1  net_send(0, 1) }
NET_RECEIVE (w) {
  if (flag == 1) {
    net_event(t)
    k = k + 1
    x = fmod(x*16807, 2147483647)
    if (k < count) { net_send(floor(fmod(x, 3))/8, 1) }
  }
}`

/** Numbers that tell in which order arrivals came. */
const listener = `
NEURON { ARTIFICIAL_CELL Listener  RANGE n, trail, last }
ASSIGNED { n  trail  last }
INITIAL { n = 0  trail = 1  last = 0 }
NET_RECEIVE (w) {
  n = n + 1
  trail = fmod(trail*1009 + 31*w + 8*t, 1000003)
  last = t
}`

/** log of numbers of all sizes, made one after the other by events. */
const logs = `
NEURON { ARTIFICIAL_CELL Logs  RANGE x, y }
ASSIGNED { x  y  k }
INITIAL { k = 0  x = 4e-324  y = 0  net_send(0.01, 1) }
NET_RECEIVE (w) {
  y = log(x)
  x = x*1.63
  k = k + 1
  if (k == 3000) { x = 0 }
  if (k > 3000) { x = -x - 1 }
  if (k < 3010) { net_send(0.01, 1) }
}`

describe.skipIf(machineProblem !== undefined)('native events, many of them', () => {
  const instances = (count: number, parameters: Readonly<Record<string, number>>) =>
    Array.from({ length: count }, (_, id) => ({
      id: `f${id}`,
      mechanism: 'Flood',
      parameters: { ...parameters, id },
    }))
  const probes = ['disorder', 'handled'].map(name => ({ id: name, variable: `f0.${name}` }))

  it.each([65536, 16])('keeps a million that wait in their one order, on a grid of 1/%i ms', async grain => {
    const document = documentOf({
      artificialCells: instances(1000, { count: 1000, grain }),
      processProbes: probes,
      run: { tStopMs: 10.05 },
    })
    const { traces } = await simulate(document, singleCompartment(), {
      catalogue: catalogueWith({ 'flood.mod': flood }),
    })
    expect(traces.handled!.at(-1)).toBe(1_000_000)
    expect(traces.disorder!.at(-1)).toBe(0)
  })

  it('handles them as the oracle does where choices change from one to the next', async () => {
    const names = ['n', 'odd', 'late', 'product']
    const document = documentOf({
      artificialCells: [{ id: 'm', mechanism: 'Moody', parameters: {} }],
      processProbes: names.map(name => ({ id: name, variable: `m.${name}` })),
      run: { tStopMs: 12 },
    })
    const run = async (on: Machine | undefined) =>
      simulate(document, singleCompartment(), {
        catalogue: catalogueWith({ 'moody.mod': moody }),
        ...(on ? { machine: on } : {}),
      })
    const [ours, oracle] = [await run(machine), await run(oracleMachine)]
    expect(ours.traces).toEqual(oracle.traces)
    expect(ours.traces.n!.at(-1)).toBeGreaterThan(1000)
    expect(ours.traces.late!.at(-1)).toBeGreaterThan(0)
  })

  it('keeps arrivals after a usual delay in one order with those after others, as the oracle does', async () => {
    const sources = Array.from({ length: 12 }, (_, id) => `s${id}`)
    // Two thirds have one delay; some have the same twice, and some none at all.
    const delays = [1, 1, 2.5, 1, 1, 0.125, 1, 1, 0]
    const document = documentOf({
      artificialCells: [
        ...sources.map((id, index) => ({
          id,
          mechanism: 'Pulses',
          parameters: { id: index, count: 60 },
        })),
        { id: 'all', mechanism: 'Listener', parameters: {} },
      ],
      connections: Array.from({ length: 36 }, (_, index) => ({
        id: `c${index}`,
        source: { kind: 'process' as const, process: sources[(5 * index) % sources.length]! },
        target: 'all',
        delayMs: delays[index % delays.length]!,
        weights: [index],
      })),
      processProbes: ['n', 'trail', 'last'].map(name => ({ id: name, variable: `all.${name}` })),
      run: { tStopMs: 15 },
    })
    const run = async (on: Machine | undefined) =>
      simulate(document, singleCompartment(), {
        catalogue: catalogueWith({ 'pulses.mod': pulses, 'listener.mod': listener }),
        ...(on ? { machine: on } : {}),
      })
    const [ours, oracle] = [await run(machine), await run(oracleMachine)]
    expect(ours.traces).toEqual(oracle.traces)
    expect(ours.traces.n!.at(-1)).toBe(36 * 60)
  })

  it('takes the logarithm of one number as of many, to the bit', async () => {
    const document = documentOf({
      artificialCells: [{ id: 'm', mechanism: 'Logs', parameters: {} }],
      processProbes: ['x', 'y'].map(name => ({ id: name, variable: `m.${name}` })),
      run: { dtMs: 0.01, tStopMs: 31 },
    })
    const run = async (on: Machine | undefined) =>
      simulate(document, singleCompartment(), {
        catalogue: catalogueWith({ 'logs.mod': logs }),
        ...(on ? { machine: on } : {}),
      })
    const [ours, oracle] = [await run(machine), await run(oracleMachine)]
    expect(ours.traces).toEqual(oracle.traces)
    const { x, y } = ours.traces
    expect([x!.includes(Infinity), x!.includes(0), Math.min(...x!) < 0]).toEqual([true, true, true])
    expect(y!.some(logarithm => logarithm < -740)).toBe(true)
  })
})
