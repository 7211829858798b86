import { createRequire } from 'node:module'
import {
  rankFailures,
  rankOccasions,
  RanksApart,
  type RankEnd,
  type RankFailure,
  type RankOccasion,
} from '../../kernel/ranks.ts'
import type { RankExchange } from '../addonTypes.ts'
import { findAddon } from '../findAddon.ts'

/** The functions of mpi/addon.cc. */
interface RanksAddon {
  open(): string | { readonly rank: number; readonly ranks: number; readonly exchange: RankExchange }
  /** The number of why not; 0 where all have come. */
  gather(occasion: number, mine: Uint8Array): number
  /** What all ranks gave when they came together last, and what for. */
  heard(): { readonly all: readonly Uint8Array[]; readonly occasions: readonly number[] }
  /** The bytes that all ranks gave last, one after the other. */
  copy(into: Uint8Array): void
  abandon(): void
  close(): void
}

/** What of the environment says that mpirun has started this process, one of several. */
export interface RanksChoice {
  /** `off`: this process is alone whatever mpirun says; `on`: it is one of several, whoever started it. */
  readonly HILLOCK_MPI?: string | undefined
  readonly OMPI_COMM_WORLD_SIZE?: string | undefined
}

/** The processes that share a run, or why they cannot; neither where this process is alone. */
export type OpenedRanks =
  | { readonly ranks: Ranks; readonly problem: undefined }
  | { readonly ranks: undefined; readonly problem: string | undefined }

const howToGetIt =
  'install Open MPI (Debian: libopenmpi-dev openmpi-bin; macOS: brew install open-mpi), then run node build/addon.ts --mpi. Or set HILLOCK_MPI=off, and each process runs for itself'

/** Joins the processes that mpirun has started with this one. Without mpirun nothing is loaded. */
export function openRanks(
  choice: RanksChoice = process.env,
  find: (name: string) => string | undefined = findAddon,
): OpenedRanks {
  const isAlone = choice.HILLOCK_MPI !== 'on' && !(Number(choice.OMPI_COMM_WORLD_SIZE) > 1)
  if (isAlone || choice.HILLOCK_MPI === 'off') return { ranks: undefined, problem: undefined }
  const addonPath = find('hillock_ranks.node')
  if (addonPath === undefined) return none(`Hillock was built without MPI: ${howToGetIt}`)
  try {
    const addon = createRequire(import.meta.url)(addonPath) as RanksAddon
    const opened = addon.open()
    if (typeof opened === 'string') return none(`MPI does not start (${opened})`)
    return { ranks: new Ranks(addon, opened), problem: undefined }
  } catch (error) {
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
    return none(`The addon for MPI does not load (${why}): ${howToGetIt}`)
  }
}

const none = (problem: string): OpenedRanks => ({ ranks: undefined, problem })

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The processes that share a run, seen from one of them. */
export class Ranks {
  readonly rank: number
  readonly ranks: number
  readonly exchange: RankExchange
  readonly #addon: RanksAddon
  #advances: Promise<unknown> = Promise.resolve()
  #advancing = false
  #apart: RanksApart | undefined

  constructor(
    addon: RanksAddon,
    {
      rank,
      ranks,
      exchange,
    }: { readonly rank: number; readonly ranks: number; readonly exchange: RankExchange },
  ) {
    this.#addon = addon
    this.rank = rank
    this.ranks = ranks
    this.exchange = exchange
  }

  /** Whether ranks may still come together. */
  get together(): boolean {
    return this.#apart === undefined
  }

  /** Gives some bytes and gets those of all ranks, in their order; waits until all have come. @throws RanksApart */
  gather(occasion: RankOccasion, mine: Uint8Array): readonly Uint8Array[] {
    this.#meet(occasion, mine)
    return this.#addon.heard().all
  }

  /** The same, one after the other into a buffer that is long enough. */
  gatherInto(occasion: RankOccasion, mine: Uint8Array, into: Uint8Array): void {
    this.#meet(occasion, mine)
    this.#addon.copy(into)
  }

  #meet(occasion: RankOccasion, mine: Uint8Array): void {
    if (this.#apart) throw this.#apart
    if (this.#advancing && occasion !== 'outcome') throw this.comeApart('busy')
    const why = rankFailures[this.#addon.gather(rankOccasions.indexOf(occasion), mine)] ?? 'broken'
    if (why !== 'none') throw this.comeApart(why)
  }

  /** Whether all ranks have given the same bytes. @throws RanksApart where not */
  agree(occasion: RankOccasion, mine: Uint8Array): void {
    const others = this.gather(occasion, mine)
    const isSame = (other: Uint8Array) =>
      other.length === mine.length && other.every((byte, at) => byte === mine[at])
    if (!others.every(isSame)) throw this.comeApart('differ')
  }

  /** The least of the numbers that ranks give. @throws RanksApart */
  least(mine: number): number {
    return Math.min(
      ...this.gather('other', encoder.encode(String(mine))).map(letter => Number(decoder.decode(letter))),
    )
  }

  /** Lets advances of sessions go one after the other, in the order in which they were asked for: that is the same on all ranks. */
  inTurn<T>(advance: () => Promise<T>): Promise<T> {
    const mine = this.#advances.then(async () => {
      this.#advancing = true
      try {
        return await advance()
      } finally {
        this.#advancing = false
      }
    })
    // Whoever waited for it comes together with the others once more, before the next begins.
    const afterwards = () => new Promise(setImmediate)
    this.#advances = mine.then(afterwards, afterwards)
    return mine
  }

  /** Whether some session is advancing, so that ranks come together on other threads. */
  get advancing(): boolean {
    return this.#advancing
  }

  /** Remembers that ranks have come apart. @returns what to throw */
  comeApart(failure: RankFailure): RanksApart {
    return (this.#apart ??= new RanksApart(failure, failure === 'apart' ? this.#ends() : []))
  }

  /**
   * Tells the others that this process ends, and waits until they do. Where they end otherwise, the first of them that
   * failed is handed back.
   */
  end(code: number, said: string): RankEnd | undefined {
    if (this.#apart) return undefined
    try {
      const ends = this.gather('end', encoder.encode(JSON.stringify({ code, said })))
      return ends.map(endOf).find(end => end.code !== 0)
    } catch {
      return undefined
    }
  }

  /** Lets whoever waits for others on another thread go. There is no coming together after that. */
  abandon(): void {
    this.#apart ??= new RanksApart('abandoned')
    this.#addon.abandon()
  }

  /** Leaves MPI, at the very end. */
  close(): void {
    this.#addon.close()
  }

  #ends(): readonly RankEnd[] {
    const { all, occasions } = this.#addon.heard()
    return all.flatMap((letter, rank) =>
      occasions[rank] === rankOccasions.indexOf('end') ? [endOf(letter, rank)] : [],
    )
  }
}

function endOf(letter: Uint8Array, rank: number): RankEnd {
  const { code, said } = JSON.parse(decoder.decode(letter)) as { code: number; said: string }
  return { rank, code, said }
}
