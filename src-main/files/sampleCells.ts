import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { RpcError } from '../rpc/errors.ts'

/** The reconstructed cells that come with the program. */
export interface SampleCells {
  list(): readonly { readonly name: string; readonly title: string }[]
  read(name: string): Uint8Array
}

const endings: readonly string[] = ['.swc', '.asc', '.nts']

/** @param folder `resources/morphologies`; titles are the first column's links of its PROVENANCE.md */
export function createSampleCells(folder: string): SampleCells {
  const names = (): readonly string[] => {
    const all = existsSync(folder) ? readdirSync(folder) : []
    return all.filter(name => endings.includes(extname(name).toLowerCase())).sort()
  }
  return {
    list: () => {
      const titles = readTitles(folder)
      return names().map(name => ({ name, title: titles.get(name) ?? name }))
    },
    read: name => {
      // Only names that the folder lists: a path in disguise is not one of them.
      if (!names().includes(name)) {
        throw new RpcError('morphologies/no-such-sample', `No cell called "${name}" comes with the program.`)
      }
      return new Uint8Array(readFileSync(join(folder, name)))
    },
  }
}

/** A row of the table begins with `| [Title](file)`. */
const titleRow = /^\|\s*\[([^\]]+)\]\(([^)]+)\)/gm

function readTitles(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, 'PROVENANCE.md')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return new Map([...text.matchAll(titleRow)].map(([, title = '', file = '']) => [file, title]))
}
