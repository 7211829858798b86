import type { ModelDocument } from '../model/document.ts'
import type { SweepTarget } from '../model/sweepUse.ts'

/** How a target is written in the head of a table: `hh.gnabar@soma`, `Ra@all`, `clamp.amp`, `hh.q10`, `celsius`, `v_init`. */
export function nameOfTarget(target: SweepTarget): string {
  switch (target.kind) {
    case 'mechanism':
      return `${target.mechanism}.${target.parameter}@${target.region}`
    case 'property':
      return `${target.property}@${target.region}`
    case 'process':
      return `${target.process}.${target.parameter}`
    case 'global':
      return target.global
    case 'run':
      return target.setting === 'celsius' ? 'celsius' : 'v_init'
  }
}

/** What such a name means in a model. Of a process and a GLOBAL of one name the process is meant. */
export function targetOfName(name: string, document: ModelDocument): SweepTarget | undefined {
  if (name === 'celsius') return { kind: 'run', setting: 'celsius' }
  if (name === 'v_init') return { kind: 'run', setting: 'vInitMv' }
  const at = name.lastIndexOf('@')
  const region = at < 0 ? '' : name.slice(at + 1)
  const variable = at < 0 ? name : name.slice(0, at)
  const dot = variable.lastIndexOf('.')
  const [owner, last] = dot < 0 ? ['', variable] : [variable.slice(0, dot), variable.slice(dot + 1)]
  if (last === '' || (at >= 0 && region === '')) return undefined
  if (at >= 0)
    return dot < 0
      ? { kind: 'property', property: last, region }
      : { kind: 'mechanism', mechanism: owner, region, parameter: last }
  if (dot < 0) return undefined
  const processes = [...document.pointProcesses, ...(document.artificialCells ?? [])]
  return processes.some(({ id }) => id === owner)
    ? { kind: 'process', process: owner, parameter: last }
    : { kind: 'global', global: variable }
}
