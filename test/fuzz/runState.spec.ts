import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startRun } from '../../src-engine/index.ts'
import { machines, noMachine } from '../support/machines.ts'
import { prepareStateful } from '../support/statefulModel.ts'
import { anywhere, placeOf } from '../support/textEdits.ts'

const machine = machines.at(-1)!

const mask = 0xffffffffffffffffn

/** The machine's checksum of a state (native/snapshot.cc), so that what it guards is reached too. */
function sign(state: Uint8Array): void {
  const view = new DataView(state.buffer, state.byteOffset)
  const end = state.length - 8
  let hash = 1469598103934665603n
  for (let at = 0; at < end; at += 8) {
    let word = 0n
    for (let byte = 0; byte < Math.min(8, end - at); byte++)
      word |= BigInt(state[at + byte]!) << BigInt(8 * byte)
    hash = ((hash ^ word) * 1099511628211n) & mask
    hash ^= hash >> 32n
  }
  view.setBigUint64(end, hash, true)
}

/** Where the machine's own bytes begin: behind the run's part, and the model's identity. */
const startOfMachine = (bytes: Uint8Array) => 12 + new DataView(bytes.buffer).getUint32(8, true) + 20

describe.skipIf(noMachine !== undefined)('run state under random changes', () => {
  const changes = fc.array(
    fc.record({
      place: anywhere,
      behindArena: fc.boolean(),
      value: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 127, 128, 255)),
    }),
    { minLength: 1, maxLength: 6 },
  )

  it('is refused or taken over, never a crash, also where the checksum is right', async () => {
    const prepared = prepareStateful({ seed: 3, machine, cells: 4 })
    const run = startRun(prepared, machine)
    await run.advance(200)
    const { bytes } = run.snapshot()
    const first = startOfMachine(bytes)
    const behind = first + 16 + 8 * prepared.model.arenaLength
    let taken = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(changes, async list => {
        const forged = bytes.slice()
        for (const { place, behindArena, value } of list) {
          const from = behindArena ? behind : 0
          forged[from + placeOf(place, forged.length - 9 - from)] = value
        }
        const machineAt = startOfMachine(forged)
        if (machineAt + 8 < forged.length) sign(forged.subarray(machineAt))
        const wrong = run.restore(forged)
        if (wrong) {
          refused++
          expect(wrong.code).toBe('run/state-refused')
        } else {
          taken++
          await run.advance(3)
        }
        expect(run.restore(bytes)).toBeUndefined()
      }),
      { numRuns: 1500 },
    )
    expect(taken).toBeGreaterThan(50)
    expect(refused).toBeGreaterThan(50)
    run.close()
  }, 120_000)

  it('may break off anywhere', () => {
    const run = startRun(prepareStateful({ seed: 4, machine, cells: 3 }), machine)
    const { bytes } = run.snapshot()
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), length => {
        expect(run.restore(bytes.slice(0, length))?.code).toBe('run/state-refused')
      }),
      { numRuns: 300 },
    )
    run.close()
  })
})
