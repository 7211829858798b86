/** Brings the table of features in the help page up to date: `node test/unit/engine/morphology/measure/writeFeatureHelp.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { featureHelp } from '../../../../../src-engine/morphology/measure/features/featureHelp.ts'

const page = resolve(import.meta.dirname, '../../../../../resources/help/measure.md')
const [before = ''] = readFileSync(page, 'utf8').split('\n### Of the whole cell\n')
writeFileSync(page, `${before}\n${featureHelp()}\n`)
