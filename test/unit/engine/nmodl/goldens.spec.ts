import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import { printStage } from '../../../../src-engine/nmodl/compile.ts'

const builtin = resolve(import.meta.dirname, '../../../../resources/mechanisms/builtin')

describe('nmodl goldens', () => {
  for (const name of ['pas', 'hh', 'iclamp']) {
    for (const stage of ['tree', 'model', 'program'] as const) {
      it(`makes of ${name}.mod the ${stage} that lies in goldens/${name}.${stage}.txt`, async () => {
        const text = readFileSync(resolve(builtin, `${name}.mod`), 'utf8')
        const { value } = printStage(createSourceText(`${name}.mod`, text), stage)
        await expect(value).toMatchFileSnapshot(`goldens/${name}.${stage}.txt`)
      })
    }
  }

  it('takes 51 operations and 5 exponentials for the gates of hh, and 31 for its currents', () => {
    const text = readFileSync(resolve(builtin, 'hh.mod'), 'utf8')
    const program = printStage(createSourceText('hh.mod', text), 'program').value ?? ''
    const lines = (part: string) =>
      (program.split(`program hh.${part}`)[1]?.split('\nprogram')[0] ?? '')
        .split('body\n')[1]
        ?.trim()
        .split('\n') ?? []
    expect(lines('state').filter(line => line.includes('= exp '))).toHaveLength(5)
    expect(lines('state')).toHaveLength(51)
    expect(lines('current')).toHaveLength(31)
  })
})
