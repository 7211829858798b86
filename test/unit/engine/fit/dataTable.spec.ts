import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/index.ts'
import { readDataTable } from '../../../../src-engine/fit/dataTable.ts'

const read = (text: string) => readDataTable(createSourceText('data.csv', text))

describe('fit data table', () => {
  it('reads names, units, numbers, and what was not measured', () => {
    const { value, diagnostics } = read('\nt (h), a (mg/l),"b[2]"\r\n0,1.5,\r\n\r\n2,,-3e2\n')
    expect(diagnostics).toEqual([])
    expect(value).toEqual({
      timeUnit: 'h',
      times: Float64Array.of(0, 2),
      columns: [
        { name: 'a', unit: 'mg/l', values: Float64Array.of(1.5, NaN) },
        { name: 'b[2]', unit: '', values: Float64Array.of(NaN, -300) },
      ],
    })
  })

  it.each([
    ['nothing', '  \n', 'fit/no-table', 1],
    ['no time', 'a,b\n1,2\n', 'fit/no-table', 1],
    ['time alone', 't\n1\n', 'fit/no-table', 1],
    ['no numbers', 't,a\n', 'fit/no-table', 1],
    ['two columns of one name', 't,a,a\n1,2,3\n', 'fit/no-table', 1],
    ['a heading that is no name', 't,2x\n1,2\n', 'fit/no-table', 1],
    ['a word among numbers', 't,a\n0,1\n1,two\n', 'fit/not-a-number', 3],
    ['a number that is not finite', 't,a\n0,Infinity\n', 'fit/not-a-number', 2],
    ['a line without time', 't,a\n,1\n', 'fit/not-a-number', 2],
    ['a line that is too short', 't,a,b\n0,1\n', 'fit/row-length', 2],
  ])('refuses %s, with the line', (_, text, code, line) => {
    const { value, diagnostics } = read(text)
    expect(value).toBeUndefined()
    expect(diagnostics[0]).toMatchObject({ code, source: 'data.csv', at: { line } })
  })
})
