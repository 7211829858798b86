/** `node build/unitDefinitions.ts`: writes resources/units/units.txt into the engine, which reads no files. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const widest = 100

/** The module that the engine imports: the entries of the text, closely packed, without its comments. */
export function unitDefinitionsModule(text: string): string {
  const entries = text
    .split(/\r?\n/)
    .map(line => line.replace(/#.*/, '').trim().replace(/\s+/g, ' ').replace(' = ', '='))
    .filter(line => line !== '')
  const lines: string[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + entry.length < widest)
      lines[lines.length - 1] = `${last};${entry}`
    else lines.push(entry)
  }
  return `// Made by build/unitDefinitions.ts from resources/units/units.txt.

/** The unit database: entries \`names=definition\`, divided by semicolons and line ends. */
export const unitDefinitions = \`${lines.join('\n')}\`
`
}

/** Where the text is, and where the module goes. */
export const unitsText = resolve(import.meta.dirname, '../resources/units/units.txt')
export const unitsModule = resolve(import.meta.dirname, '../src-engine/core/units/unitDefinitions.ts')

if (import.meta.main) writeFileSync(unitsModule, unitDefinitionsModule(readFileSync(unitsText, 'utf8')))
