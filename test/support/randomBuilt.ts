import { InternalError } from '../../src-engine/core/errors.ts'
import { ProgramBuilder } from '../../src-engine/program/builder.ts'
import { eventKinds } from '../../src-engine/program/effects.ts'
import type { PureOperation, Value } from '../../src-engine/program/graph.ts'
import { evaluate } from '../../src-engine/program/interpret.ts'
import type { EmittedEvent } from '../../src-engine/program/outcome.ts'
import type { Program } from '../../src-engine/program/program.ts'

/**
 * What a built program means, said a second time and as plainly as can be: one lane, closures, no passes. All numbers
 * of a test are whole and small, so that the builder's rewritings change nothing but the signs of zeros.
 */
export interface Reference {
  /** Runs one lane; `old` gives numbers from before it, the rest is carried out at once. */
  runLane(lane: LaneWorld): void
}

export interface LaneWorld {
  readonly lane: number
  old(name: string): number
  write(name: string, value: number): void
  add(name: string, value: number): void
  emit(event: EmittedEvent): void
  fault(code: string): void
}

/** A value of the builder, with how to compute it anew. */
interface Made {
  readonly value: Value
  /** Number of loops around it. */
  readonly depth: number
  compute(run: Run): number
}

interface Run {
  readonly world: LaneWorld
  /** For each depth what the present round has computed, and what the loop carries. */
  readonly rounds: { readonly known: Map<Made, number>; readonly carried: readonly number[] }[]
}

type Act = (run: Run) => void

const numberOf = (made: Made, run: Run): number => {
  const { known } = run.rounds[made.depth]!
  let number = known.get(made)
  if (number === undefined) known.set(made, (number = made.compute(run)))
  return number
}

/** Own columns x, y, z; the own array a of 4; column c of the space ion:ca with 8 elements and an index table. */
export const arrayLength = 4
export const sharedLength = 8

const operations: readonly PureOperation[] = [
  ...([
    'add',
    'sub',
    'min',
    'max',
    'lt',
    'le',
    'eq',
    'ne',
    'and',
    'or',
    'not',
    'select',
    'abs',
    'neg',
    'trunc',
  ] as const),
  ...(['floor', 'ceil', 'xor32', 'and32', 'or32', 'shiftRight32', 'mulHigh32'] as const),
]
const operandCounts: Partial<Record<PureOperation, number>> = {
  select: 3,
  not: 1,
  abs: 1,
  neg: 1,
  trunc: 1,
  floor: 1,
  ceil: 1,
}

/** What it makes; undefined where the builder says that something would have to come before what comes before it. */
function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    const refused = /after they are written|before its turn/
    if (error instanceof InternalError && refused.test(error.message)) return undefined
    throw error
  }
}

/** A random program together with what it means; undefined where there is none. */
export function randomBuilt(
  random: () => number,
): { readonly program: Program; readonly reference: Reference } | undefined {
  const builder = new ProgramBuilder('random.built')
  builder.array('a', arrayLength)
  const whole = (below: number) => Math.floor(random() * below)
  const pick = <T>(list: readonly T[]): T => list[whole(list.length)]!
  const scope: Made[][] = [[]]
  let acts: Act[] = []
  const depth = () => scope.length - 1
  /** Effects of one kind that may not come where elements of the same are read in a loop. */
  const writesArrays = random() < 0.5
  const readsArraysInLoops = !writesArrays

  const note = (value: Value, at: number, compute: (run: Run) => number): Made => {
    const made = { value, depth: at, compute }
    scope[at]!.push(made)
    return made
  }
  const any = (): Made => pick(random() < 0.6 ? scope.at(-1)!.concat(scope.flat().slice(-1)) : scope.flat())
  const operation = (name: PureOperation, operands: readonly Made[]): Made => {
    const at = Math.max(...operands.map(made => made.depth))
    return note(builder.apply(name, ...operands.map(made => made.value)), at, run => {
      const [a = 0, b = 0, c = 0] = operands.map(made => numberOf(made, run))
      return evaluate(name, a, b, c)
    })
  }
  const constant = (value: number): Made => note(builder.constant(value), 0, () => value)
  const bounded = (made: Made, most: number): Made => operation('and32', [made, constant(most)])

  for (const name of ['x', 'y', 'z'])
    note(builder.column('own', name), 0, run => run.world.old(`own ${name}`))
  note(builder.column('ion:ca', 'c'), 0, run => run.world.old('gathered c'))
  note(builder.uniform('u', true), 0, run => run.world.old('$u'))
  note(builder.uniform('steady'), 0, run => run.world.old('$steady'))
  note(builder.column('own', 'a[1]'), 0, run => run.world.old('own a[1]'))
  for (const value of [0, 1, 3]) constant(value)

  const element = (): void => {
    if (depth() > 0 && !readsArraysInLoops) return
    const index = bounded(any(), 3)
    const when = random() < 0.5 ? any() : constant(1)
    const own = random() < 0.5
    const value = own
      ? builder.element('own', 'a', index.value, when.value)
      : builder.element('ion:ca', 'c', index.value, when.value)
    note(value, depth(), run => {
      if (numberOf(when, run) === 0) return 0
      return run.world.old(`${own ? 'own a' : 'shared c'}[${numberOf(index, run)}]`)
    })
  }

  const effect = (): void => {
    const value = any()
    const kind = whole(8)
    const when = random() < 0.7 ? operation('lt', [any(), any()]) : constant(1)
    const on =
      (act: Act): Act =>
      run => {
        if (numberOf(when, run) !== 0) act(run)
      }
    if (kind === 0) {
      const name = pick(['x', 'y', 'z', 'a[1]', 'a[2]'].filter(one => writesArrays || !one.startsWith('a')))
      builder.effect({ kind: 'store', name, value: value.value })
      acts.push(run => run.world.write(`own ${name}`, numberOf(value, run)))
    } else if (kind === 1) {
      builder.effect({ kind: 'addAt', space: 'ion:ca', name: 'd', value: value.value })
      acts.push(run => run.world.add('gathered d', numberOf(value, run)))
    } else if (kind === 2 && random() < 0.3) {
      builder.effect({ kind: 'setUniform', name: 'u', value: value.value })
      acts.push(run => run.world.write('$u', numberOf(value, run)))
    } else if (kind === 3 && writesArrays) {
      const index = bounded(any(), 3)
      builder.effect({
        kind: 'storeElement',
        space: 'own',
        name: 'a',
        index: index.value,
        value: value.value,
        when: when.value,
      })
      acts.push(on(run => run.world.write(`own a[${numberOf(index, run)}]`, numberOf(value, run))))
    } else if (kind === 4 && writesArrays) {
      const index = bounded(any(), 7)
      builder.effect({
        kind: 'storeElement',
        space: 'ion:ca',
        name: 'c',
        index: index.value,
        value: value.value,
        when: when.value,
      })
      acts.push(on(run => run.world.write(`shared c[${numberOf(index, run)}]`, numberOf(value, run))))
    } else if (kind === 5) {
      const code = pick(['test/one', 'test/two'])
      builder.effect({ kind: 'fault', fault: { code, facts: {} }, when: when.value })
      acts.push(on(run => run.world.fault(code)))
    } else if (kind === 6) {
      const event = pick(eventKinds)
      const flag = any()
      builder.effect({ kind: 'emit', event, time: value.value, flag: flag.value, when: when.value })
      acts.push(
        on(run =>
          run.world.emit({
            lane: run.world.lane,
            event,
            time: numberOf(value, run),
            flag: numberOf(flag, run),
          }),
        ),
      )
    } else if (kind === 7) {
      builder.effect({ kind: 'assignAt', space: 'ion:ca', name: 'e', value: value.value })
      acts.push(run => run.world.write('gathered e', numberOf(value, run)))
    }
  }

  const loop = (): void => {
    const around = depth()
    const starts = [constant(0), ...Array.from({ length: whole(3) }, any)]
    const bound = bounded(any(), 7)
    const outerActs = acts
    let more: Made | undefined
    let next: readonly Made[] = []
    let own: Act[] = []
    const results = builder.loop(
      starts.map(made => made.value),
      20,
      { code: 'test/rounds', facts: {} },
      carried => {
        scope.push([])
        acts = []
        const here = depth()
        const inside = carried.map((value, index) =>
          note(value, here, run => run.rounds[here]!.carried[index]!),
        )
        fill(whole(5))
        more = operation('lt', [inside[0]!, bound])
        if (random() < 0.5) more = operation('and', [more, any()])
        fill(whole(8))
        next = [operation('add', [inside[0]!, constant(1)]), ...starts.slice(1).map(() => any())]
        own = acts
        acts = outerActs
        scope.pop()
        return { more: more.value, next: next.map(made => made.value) }
      },
    )
    const condition = more!
    /** Runs it once in each round around it. */
    const runs = new WeakMap<Map<Made, number>, readonly number[]>()
    const resultsIn = (run: Run): readonly number[] => {
      const round = run.rounds[around]!.known
      const known = runs.get(round)
      if (known) return known
      let carried: readonly number[] = starts.map(made => numberOf(made, run))
      for (;;) {
        const inner: Run = {
          world: run.world,
          rounds: [...run.rounds.slice(0, around + 1), { known: new Map(), carried }],
        }
        if (numberOf(condition, inner) === 0) break
        for (const act of own) act(inner)
        carried = next.map(made => numberOf(made, inner))
      }
      runs.set(round, carried)
      return carried
    }
    if (own.length > 0) acts.push(run => void resultsIn(run))
    results.forEach((value, index) => note(value, around, run => resultsIn(run)[index]!))
  }

  function fill(count: number): void {
    for (let step = 0; step < count; step++) {
      const kind = random()
      if (kind < 0.5) {
        const name = pick(operations)
        operation(name, Array.from({ length: operandCounts[name] ?? 2 }, any))
      } else if (kind < 0.6) {
        // A choice with a dear side, which is worth skipping.
        const dear = operation('lt', [operation('erf', [operation('sin', [any()])]), any()])
        operation('select', random() < 0.5 ? [any(), dear, any()] : [any(), any(), dear])
      } else if (kind < 0.7) element()
      else if (kind < 0.85) effect()
      else if (depth() < 3) loop()
    }
  }

  fill(6 + whole(24))
  effect()
  const last = scope.flat().slice(-6)
  last.forEach((made, index) => {
    builder.effect({ kind: 'store', name: `out${index}`, value: made.value })
    acts.push(run => run.world.write(`own out${index}`, numberOf(made, run)))
  })
  const program = unlessRefused(() => builder.finish())
  if (!program) return undefined
  return {
    program,
    reference: {
      runLane: world => {
        const run: Run = { world, rounds: [{ known: new Map(), carried: [] }] }
        for (const act of acts) act(run)
      },
    },
  }
}
