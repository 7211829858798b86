/** Writes the benchmark's cells for record.py: node writeCells.ts FOLDER */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pyramidalCell } from '../../../src-main/cli/bench/pyramidalCell.ts'
import { fluctuatingCell } from '../../../src-main/cli/bench/smallCells.ts'

const folder = process.argv[2] ?? '.'
writeFileSync(join(folder, 'pyramidal.json'), JSON.stringify(pyramidalCell()))
writeFileSync(join(folder, 'fluctuating.json'), JSON.stringify({ ...fluctuatingCell(), usetable: 0 }))
