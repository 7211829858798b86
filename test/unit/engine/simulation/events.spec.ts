import { describe, expect, it } from 'vitest'
import { createCatalogue, prepareRun, startRun } from '../../../../src-engine/index.ts'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import type { ConnectionUse, ModelDocument } from '../../../../src-engine/model/document.ts'
import { singleCompartment } from '../../../support/cells.ts'
import {
  builtinCatalogue,
  documentOf,
  machine,
  machineProblem,
  type Recorded,
  simulate,
  simulateCells,
} from '../../../support/engine.ts'
import {
  counter,
  doubleSynapse,
  hook,
  integrator,
  pulser,
  synapse,
} from '../../../support/eventMechanisms.ts'
import { machines, nameOf } from '../../../support/machines.ts'
import { mechanismOf } from '../../../support/mechanisms.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { randomNetwork } from '../../../support/randomNetwork.ts'

const library = [...builtinCatalogue.list(), synapse, doubleSynapse, integrator, pulser, counter]
const catalogue = createCatalogue(library)

const connect = (
  process: string,
  target: string,
  delayMs: number,
  ...weights: readonly number[]
): ConnectionUse => ({
  id: `${process} to ${target} ${weights.join()}`,
  source: { kind: 'process', process },
  target,
  delayMs,
  weights,
})
const artificial = (id: string, mechanism: string, parameters: Readonly<Record<string, number>> = {}) => ({
  id,
  mechanism,
  parameters,
})

/** A document of artificial cells alone, recorded at every step of 0.25 ms. */
const eventsOnly = (change: Partial<ModelDocument>, tStopMs = 2): ModelDocument =>
  documentOf({ ...change, run: { dtMs: 0.25, tStopMs } })

const start = (document: ModelDocument, own: readonly CompiledMechanism[] = []) => {
  const { value, diagnostics } = prepareRun(
    document,
    { morphology: singleCompartment(), catalogue: createCatalogue([...library, ...own]) },
    { threads: 1, machine: oracleMachine },
  )
  return {
    value,
    codes: diagnostics.map(({ code }) => code),
    said: diagnostics.map(({ message }) => message),
  }
}

const results = ({ traces, spikes, timesMs }: Recorded) => ({ traces, spikes, timesMs })

describe('simulation events', () => {
  const run = async (document: ModelDocument, own: readonly CompiledMechanism[] = []) =>
    simulate(document, singleCompartment(), {
      machine: oracleMachine,
      catalogue: createCatalogue([...library, ...own]),
    })

  it('hands an event its own time, not that of the step', async () => {
    const { traces } = await run(
      eventsOnly({
        artificialCells: [artificial('p', 'Pulser', { start: 0.3 }), artificial('c', 'Counter')],
        connections: [connect('p', 'c', 0.31, 1)],
        processProbes: [
          { id: 'last', variable: 'c.last' },
          { id: 'count', variable: 'c.count' },
        ],
      }),
    )
    // 0.61 lies in (0.375, 0.625], so that it acts before the step that begins at 0.5.
    expect(traces.last).toEqual([-1, -1, -1, ...new Array(6).fill(0.61)])
    expect(traces.count!.at(-1)).toBe(1)
  })

  it('delivers what is due at 0 before the first sample', async () => {
    const { traces, spikes } = await run(
      eventsOnly({
        artificialCells: [artificial('p', 'Pulser'), artificial('c', 'Counter')],
        connections: [connect('p', 'c', 0, 1)],
        processProbes: [{ id: 'last', variable: 'c.last' }],
        processSpikes: [{ id: 'fired', process: 'p' }],
      }),
    )
    expect(spikes.fired).toEqual([0])
    expect(traces.last![0]).toBe(0)
  })

  it('delivers events of one time by source, emission and connection', async () => {
    const connections = [
      connect('second', 'c', 1, 1),
      connect('first', 'c', 1, 3),
      connect('first', 'c', 1, 2),
      connect('first', 'c', 0.5, 4),
    ]
    const { traces } = await run(
      eventsOnly(
        {
          artificialCells: [
            artificial('c', 'Counter'),
            artificial('first', 'Pulser', { start: 0.5, number: 2, interval: 0.5 }),
            artificial('second', 'Pulser', { start: 0.5 }),
          ],
          connections,
          processProbes: [{ id: 'sum', variable: 'c.sum' }],
        },
        3,
      ),
    )
    // At 1: 4. At 1.5: first’s emission 0 by connections 1 and 2, its emission 1 by connection 3, then second’s.
    const order = [4, 3, 2, 4, 1, 3, 2]
    expect(traces.sum!.at(-1)).toBe(order.reduce((sum, weight) => 2 * sum + weight, 0))
  })

  it('forgets all arguments but the first where NET_RECEIVE has no INITIAL, and keeps them where it has', async () => {
    const seen = (initial: boolean) =>
      mechanismOf({
        ...counter,
        name: 'Seen',
        fields: [...counter.fields, { ...counter.fields[0]!, name: 'was' }],
        programs: {
          ...(initial
            ? {
                netInitial: hook('Seen.netInitial', h =>
                  h.storeWeight('seen', h.add(h.weight('seen'), h.number(10))),
                ),
              }
            : {}),
          netReceive: hook('Seen.netReceive', h => h.store('was', h.weight('seen'))),
        },
      })
    const was = async (initial: boolean) => {
      const { traces } = await run(
        eventsOnly({
          artificialCells: [artificial('p', 'Pulser', { start: 1 }), artificial('c', 'Seen')],
          connections: [connect('p', 'c', 0, 1, 7)],
          processProbes: [{ id: 'was', variable: 'c.was' }],
        }),
        [seen(initial)],
      )
      return traces.was!.at(-1)
    }
    expect(await was(false)).toBe(0)
    expect(await was(true)).toBe(17)
  })

  it('tells each instance which rows are its connections’', async () => {
    const knows = mechanismOf({
      ...counter,
      name: 'Knows',
      fields: [...counter.fields, { ...counter.fields[0]!, name: 'total' }],
      programs: {
        netReceive: hook('Knows.netReceive', h => {
          const first = h.own('netcons.first')
          const last = h.sub(h.add(first, h.own('netcons.count')), h.number(1))
          const one = h.builder.element('weight', 'w', first)
          h.store('total', h.add(one, h.mul(h.number(100), h.builder.element('weight', 'w', last))))
        }),
      },
    })
    const { traces } = await run(
      eventsOnly({
        artificialCells: [
          artificial('p', 'Pulser', { start: 1 }),
          artificial('a', 'Knows'),
          artificial('b', 'Knows'),
        ],
        connections: [connect('p', 'b', 0, 5), connect('p', 'a', 0, 3), connect('p', 'b', 0, 8)],
        processProbes: [
          { id: 'a', variable: 'a.total' },
          { id: 'b', variable: 'b.total' },
        ],
      }),
      [knows],
    )
    expect(traces.a!.at(-1)).toBe(303)
    expect(traces.b!.at(-1)).toBe(805)
  })

  it('watches a condition, once each time it becomes true', async () => {
    // v climbs through −60 mV; the second crossing comes only after it was below.
    const watcher = mechanismOf({
      ...counter,
      name: 'Watcher',
      kind: 'point',
      programs: {
        initialise: hook('Watcher.initialise', h => h.store('count', h.number(0))),
        current: hook('Watcher.current', h =>
          h.builder.effect({
            kind: 'addAt',
            space: 'node',
            name: 'rhs',
            value: h.builder.apply('sin', h.mul(h.uniform('t'), h.number(3))),
          }),
        ),
        watch: hook('Watcher.watch', h => {
          const above = h.is('lt', h.number(-60), h.builder.column('node', 'v'))
          h.store('watch.0', h.choose(above, h.number(2), h.number(1)))
          h.emit(
            'deliver',
            h.number(0),
            h.number(7),
            h.is('and', above, h.not(h.is('eq', h.own('watch.0'), h.number(2)))),
          )
        }),
        netReceive: hook('Watcher.netReceive', h =>
          h.store('count', h.add(h.own('count'), h.is('eq', h.uniform('flag'), h.number(7)))),
        ),
      },
      events: { ...counter.events, sends: true },
    })
    const at = { section: 'soma[0]', x: 0.5 }
    const { traces } = await run(
      documentOf({
        pointProcesses: [{ id: 'w', mechanism: 'Watcher', at, parameters: {} }],
        probes: [{ id: 'v', at, variable: 'v' }],
        processProbes: [{ id: 'count', variable: 'w.count' }],
        run: { tStopMs: 5 },
      }),
      [watcher],
    )
    const crossings = traces.v!.filter(
      (v, sample) => v > -60 && (sample === 0 || traces.v![sample - 1]! <= -60),
    )
    expect(crossings.length).toBeGreaterThan(1)
    expect(traces.count!.at(-1)).toBe(crossings.length)
  })

  it('moves the latest waiting event with flag 1', async () => {
    const mover = mechanismOf({
      ...counter,
      name: 'Mover',
      programs: {
        initialise: hook('Mover.initialise', h => {
          h.store('count', h.number(0))
          h.emit('send', h.number(1.5), h.number(1))
        }),
        netReceive: hook('Mover.netReceive', h => {
          const own = h.is('eq', h.uniform('flag'), h.number(1))
          h.store('last', h.choose(own, h.uniform('t'), h.own('last')))
          h.store('count', h.add(h.own('count'), h.number(1)))
          h.emit('move', h.add(h.uniform('t'), h.number(0.25)), h.number(1), h.not(own))
        }),
      },
      events: { ...counter.events, sends: true },
    })
    const { traces } = await run(
      eventsOnly({
        artificialCells: [artificial('p', 'Pulser', { start: 0.5 }), artificial('c', 'Mover')],
        connections: [connect('p', 'c', 0, 1)],
        processProbes: [
          { id: 'last', variable: 'c.last' },
          { id: 'count', variable: 'c.count' },
        ],
      }),
      [mover],
    )
    expect(traces.last!.at(-1)).toBe(0.75)
    expect(traces.count!.at(-1)).toBe(2)
  })

  it('puts what is connected into one group, and leaves the rest free', () => {
    const connected = start(
      eventsOnly({
        artificialCells: [artificial('p', 'Pulser'), artificial('c', 'Counter'), artificial('q', 'Pulser')],
        connections: [connect('p', 'c', 0, 1)],
      }),
    ).value!
    expect(connected.model.groups.map(({ events }) => events?.receivers.length)).toEqual([2, undefined])
  })
})

describe.skipIf(!machine)(
  `simulation events on the machine${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    const tStopMs = 12
    const networks = [1, 2, 3].map(seed => randomNetwork(seed, 6, 7))

    it('gives the oracle’s bits at any number of threads and lanes, and however it is cut into stretches', async () => {
      for (const [index, { models, network }] of networks.entries()) {
        const expected = results(
          await simulateCells(models, { tStopMs }, { machine: oracleMachine, catalogue, network }),
        )
        expect(Object.values(expected.spikes).flat().length).toBeGreaterThan(50)
        for (const one of machines)
          for (const threads of [1, 2, 3]) {
            const options = { machine: one, threads, catalogue, network, stretch: 37 * threads }
            const got = results(await simulateCells(models, { tStopMs }, options))
            expect(got, `network ${index}, ${nameOf(one)}, ${threads} threads`).toEqual(expected)
          }
      }
    })

    it('gives connected cells the same bits whatever else is simulated beside them', async () => {
      const { models, network } = networks[0]!
      const [first] = models
      const alone = await simulateCells(models, { tStopMs }, { catalogue, network })
      const others = Array.from({ length: 9 }, (_, index) => ({
        ...first!,
        name: `other${index}`,
        description: { ...first!.description, probes: [], spikes: [] },
      }))
      const among = await simulateCells(
        [...others, ...models],
        { tStopMs },
        { catalogue, network, threads: 2 },
      )
      expect(results(among)).toEqual(results(alone))
    })

    const failing = (name: string, kind: 'send' | 'fire' | 'move', time: number) =>
      mechanismOf({
        ...pulser,
        name,
        programs: {
          ...pulser.programs,
          netReceive: hook(`${name}.netReceive`, h =>
            h.emit(kind, h.add(kind === 'send' ? h.number(0) : h.uniform('t'), h.number(time)), h.number(1)),
          ),
        },
      })

    it.each<[what: string, kind: 'send' | 'fire' | 'move', time: number, said: RegExp]>([
      [
        'an event sent into the past',
        'send',
        -1,
        /"bad" at "x", at t = 0.5 ms sends itself an event with a delay below 0/,
      ],
      ['an event sent at no time', 'send', NaN, /delay below 0/],
      ['a firing in the past', 'fire', -0.1, /fires at a time that is past/],
      ['a move of nothing', 'move', 1, /none with flag 1 is waiting/],
      ['a circle without delay', 'send', 0, /without end/],
    ])('ends a run for %s, and says whose it is', async (_, kind, time, said) => {
      const document = eventsOnly({ artificialCells: [artificial('x', 'bad', { start: 0.5 })] })
      const own = createCatalogue([...library, failing('bad', kind, time)])
      const { value } = prepareRun(
        document,
        { morphology: singleCompartment(), catalogue: own },
        { threads: 1, machine: machine! },
      )
      const handle = startRun(value!, machine!)
      const { diagnostics, finished } = await handle.advance(100)
      expect(diagnostics.map(({ code }) => code)).toEqual(['run/bad-event'])
      expect(diagnostics[0]!.message).toMatch(said)
      expect(finished).toBe(false)
      expect((await handle.advance(100)).diagnostics).toHaveLength(1)
      handle.close()
    })

    it.each(['initialise', 'state', 'netReceive'] as const)(
      'ends a run for a fault of a program in %s, and names mechanism and place',
      async list => {
        const faulty = mechanismOf({
          ...pulser,
          name: 'faulty',
          programs: {
            ...pulser.programs,
            [list]: hook(`faulty.${list}`, h =>
              h.builder.effect({
                kind: 'fault',
                fault: { code: 'nmodl/no-convergence', facts: { block: 'states', states: 'x' } },
                when: h.is('le', h.number(0.25), h.add(h.uniform('t'), h.own('start'))),
              }),
            ),
          },
        })
        const { value } = prepareRun(
          eventsOnly({ artificialCells: [artificial('x', 'faulty', { start: 1 })] }),
          { morphology: singleCompartment(), catalogue: createCatalogue([...library, faulty]) },
          { threads: 1, machine: machine! },
        )
        const handle = startRun(value!, machine!)
        const { diagnostics } = await handle.advance(100)
        expect(diagnostics.map(({ code }) => code)).toEqual(['run/program-fault'])
        expect(diagnostics[0]!.message).toMatch(
          /^The mechanism "faulty" at "x", at t = [\d.]+ ms cannot go on, and the run stopped there. The equations of "states" could not be solved/,
        )
        handle.close()
      },
    )
  },
)
