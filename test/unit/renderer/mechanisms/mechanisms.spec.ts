// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import MechanismsPanel from '../../../../src-renderer/features/mechanisms/MechanismsPanel.vue'
import { addMechanismFile } from '../../../../src-renderer/features/mechanisms/addMechanisms.ts'
import { nmodlTokens } from '../../../../src-renderer/features/mechanisms/nmodlTokens.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { mountPanel } from '../../../support/mountPanel.ts'

const kinds = (line: string) =>
  nmodlTokens([line])[0]!
    .filter(({ text }) => text.trim())
    .map(({ kind, text }) => `${kind}:${text.trim()}`)
let close = (): void => undefined
afterEach(() => close())

describe('mechanisms NMODL colours', () => {
  it('tells blocks, words, numbers, units and comments apart', () => {
    expect(kinds('NEURON { SUFFIX hh }')).toEqual(['block:NEURON', 'text:{', 'word:SUFFIX', 'text:hh }'])
    expect(kinds('gnabar = .12 (S/cm2) : note')).toEqual([
      'text:gnabar =',
      'number:.12',
      'unit:(S/cm2)',
      'comment:: note',
    ])
  })

  it('does not take the argument of a function for a unit', () => {
    expect(kinds('x = exp(v)')).toEqual(['text:x = exp(v)'])
  })

  it('keeps comments over several lines, and titles with colons', () => {
    expect(nmodlTokens(['COMMENT', 'NEURON', 'ENDCOMMENT', 'STATE']).map(line => line[0]?.kind)).toEqual([
      'comment',
      'comment',
      'comment',
      'block',
    ])
    expect(kinds('TITLE squid: sodium')).toEqual(['word:TITLE', 'text:squid: sodium'])
  })

  it('loses no character of a real file', () => {
    const lines = readFileSync('resources/mechanisms/builtin/hh.mod', 'utf8').split('\n')
    expect(nmodlTokens(lines).map(tokens => tokens.map(({ text }) => text).join(''))).toEqual(lines)
  })
})

describe('mechanisms panel', () => {
  it('lists the library, finds by title, and shows variables with units', async () => {
    const mounted = await mountPanel(MechanismsPanel, createFakeHost({}).host)
    close = mounted.close
    await mounted.wrapper.find('input[type=search]').setValue('squid')
    expect(mounted.wrapper.findAll('.row')).toHaveLength(1)
    await mounted.wrapper.find('.row').trigger('click')
    expect(mounted.wrapper.find('table').text()).toContain('S/cm²')
    expect(mounted.wrapper.find('.nmodl').text()).toContain('SUFFIX hh')
  })

  it('shows the lines that keep a file from being compiled', async () => {
    const { host } = createFakeHost({})
    const at = { line: 2, column: 3 }
    const diagnostics = [
      { code: 'nmodl/unknown-unit', severity: 'error' as const, message: '"mAA" is not a unit.', at },
    ]
    const add = async () => ({ mechanism: undefined, diagnostics })
    const mounted = await mountPanel(MechanismsPanel, { ...host, mechanisms: { ...host.mechanisms, add } })
    close = mounted.close
    const file = { name: 'bad.mod', text: async () => 'NEURON {\n  bad\n}' } as File
    await addMechanismFile(file)
    await flushPromises()
    expect(mounted.wrapper.text()).toContain('bad.mod cannot be compiled')
    expect(mounted.wrapper.text()).toContain('line 2')
    expect(mounted.wrapper.find('li.error').text()).toContain('bad')
  })
})
