/**
 * `node test/reference/units/recordModlunit.ts`: asks NEURON's modlunit about every snippet and writes what it said,
 * whether it accepts and on which line it stopped. Needs modlunit in the path (recorded with NEURON 8.2.2).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { snippets } from './snippets.ts'

/** Line on which modlunit stopped; null where it accepts. */
export type Verdict = number | null

/** What modlunit says of a text. */
export function askModlunit(text: string): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'modlunit-'))
  try {
    writeFileSync(join(folder, 'snippet.mod'), text)
    const { stdout, stderr, error } = spawnSync('modlunit', ['snippet.mod'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 10_000,
    })
    if (error) throw error
    const said = `${stdout}${stderr}`
    if (/syntax error|Illegal/.test(said)) throw new Error(`modlunit cannot read this:\n${text}\n${said}`)
    const line = / at line (\d+) in file /.exec(said)?.[1]
    return line === undefined ? null : Number(line)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) {
  const verdicts = Object.fromEntries(snippets.map(({ name, text }) => [name, askModlunit(text)]))
  writeFileSync(resolve(import.meta.dirname, 'modlunit.json'), `${JSON.stringify(verdicts, null, 2)}\n`)
}
