import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProjectFile } from '../../src-main/store/createProject.ts'
import { openProject, type ProjectStore } from '../../src-main/store/projectStore.ts'
import { savedValue, saveModel } from '../unit/main/store/projects.ts'

/** The history as a list of values and a place in it: what the store must agree with. */
interface Expected {
  readonly values: readonly { readonly value: number; readonly gesture: string | undefined }[]
  readonly at: number
}

type Step =
  | { readonly kind: 'save'; readonly value: number; readonly gesture: string | undefined }
  | { readonly kind: 'undo' | 'redo' | 'reopen' }
  | { readonly kind: 'goTo'; readonly place: number }

function expectedAfter({ values, at }: Expected, step: Step): Expected {
  switch (step.kind) {
    case 'save': {
      const { value, gesture } = step
      const applied = values.slice(0, at)
      const newest = applied.at(-1)
      if (newest?.value === value) return { values, at }
      const continues = gesture !== undefined && newest?.gesture === gesture && at === values.length
      const next = continues
        ? [...applied.slice(0, -1), { value, gesture }]
        : [...applied, { value, gesture }]
      return { values: next, at: next.length }
    }
    case 'undo':
      return { values, at: Math.max(0, at - 1) }
    case 'redo':
      return { values, at: Math.min(values.length, at + 1) }
    case 'goTo':
      return { values, at: step.place % (values.length + 1) }
    case 'reopen':
      return { values, at }
  }
}

function take(store: ProjectStore, step: Step, expected: Expected): ProjectStore {
  if (step.kind === 'save') saveModel(store, step.value, step.gesture)
  else if (step.kind === 'undo') store.history.undo()
  else if (step.kind === 'redo') store.history.redo()
  else if (step.kind === 'goTo') {
    const ids = store.history.list(1000).map(({ id }) => id)
    ids.reverse()
    store.history.goTo(ids[(step.place % (expected.values.length + 1)) - 1] ?? 0)
  } else {
    store.close()
    return openProject(store.path)
  }
  return store
}

const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({
    kind: fc.constant('save' as const),
    value: fc.nat(4),
    gesture: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }),
  fc.record({ kind: fc.constant('goTo' as const), place: fc.nat(20) }),
  fc.record({ kind: fc.constant('reopen' as const) }),
)

describe('store under random edits', () => {
  it('agrees with a plain list of edits, over restarts too', { timeout: 60_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'hillock-fuzz-'))
    let file = 0
    try {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 25 }), steps => {
          const path = join(folder, `${file++}.hillock`)
          createProjectFile(path, '0.0.0')
          let store = openProject(path)
          let expected: Expected = { values: [], at: 0 }
          for (const one of steps) {
            store = take(store, one, expected)
            expected = expectedAfter(expected, one)
            expect(savedValue(store)).toBe(expected.values[expected.at - 1]?.value)
            expect(
              store.history
                .list(1000)
                .map(({ applied }) => applied)
                .reverse(),
            ).toEqual(expected.values.map((_, index) => index < expected.at))
          }
          store.close()
          rmSync(path)
        }),
        { seed: 5, numRuns: 60 },
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
