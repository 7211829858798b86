import { describe, expect, it } from 'vitest'
import {
  checkProjectTitle,
  projectFileName,
} from '../../../../src-renderer/features/project/projectDialog.ts'

describe('project names', () => {
  it('get their ending once', () => {
    expect(projectFileName(' L5 cell ')).toBe('L5 cell.hillock')
    expect(projectFileName('a.HILLOCK')).toBe('a.HILLOCK')
  })

  it.each([
    ['', 'project.nameEmpty'],
    ['   ', 'project.nameEmpty'],
    ['../up', 'project.nameForbidden'],
    ['a/b', 'project.nameForbidden'],
    ['.hidden', 'project.nameForbidden'],
    ['taken', 'project.nameTaken'],
    ['Taken.hillock', 'project.nameTaken'],
    ['Fine name', undefined],
  ])('"%s" is %s', (title, expected) => {
    expect(checkProjectTitle(title, ['taken.hillock'])).toBe(expected)
  })
})
