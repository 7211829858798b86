import { eventKinds } from './effects.ts'
import { operationNames, operations, type OperationName } from './operations.ts'
import { indexOf, kindOf, operandKind, type Program, wordsPerOperation } from './program.ts'

/**
 * A program as text: what it reads and writes, then one operation a line. `r3` is a register, `h0` a hoisted
 * value, `$dt` a uniform, `@m` an own column and `@node.v` one of another index space, `!code` a fault.
 */
export function printProgram(program: Program): string {
  const lines = [
    `program ${program.name}${program.sequential ? ' sequential' : ''}, registers ${program.registers}`,
  ]
  for (const column of program.columns)
    lines.push(
      `  column ${column.access} ${columnName(program, program.columns.indexOf(column))}${column.length > 1 ? `[${column.length}]` : ''}`,
    )
  for (const uniform of program.uniforms)
    lines.push(`  uniform ${uniform.written ? 'write' : 'read'} $${uniform.name}`)
  if (program.prologue.length > 0) lines.push('prologue', ...printWords(program, program.prologue, true))
  lines.push('body', ...printWords(program, program.body, false))
  return `${lines.join('\n')}\n`
}

function printWords(program: Program, words: Int32Array, hoisting: boolean): readonly string[] {
  const lines: string[] = []
  let indent = '  '
  for (let at = 0; at < words.length; at += wordsPerOperation) {
    const [opcode = -1, destination = 0] = words.subarray(at, at + 2)
    const name = operationNames[opcode]
    if (name === undefined) {
      lines.push(`  unknown operation ${opcode}`)
      continue
    }
    const operation = operations[name]
    const operands = Array.from(words.subarray(at + 2, at + 2 + operation.operands), word =>
      operandName(program, word),
    )
    if (name === 'again') indent = indent.slice(2)
    const target = targetName(program, name, destination, hoisting)
    lines.push(`${indent}${target}${[name, ...operands].join(' ')}`)
    if (name === 'loop') indent += '  '
  }
  return lines
}

function targetName(program: Program, name: OperationName, destination: number, hoisting: boolean): string {
  switch (operations[name].writes) {
    case 'register':
      return `${hoisting ? 'h' : 'r'}${destination} = `
    case 'column':
    case 'indexed':
      return `${columnName(program, destination)} = `
    case 'element':
      return `${columnName(program, destination)}[] = `
    case 'uniform':
      return `$${program.uniforms[destination]?.name ?? '?'} = `
    case 'fault':
      return `!${program.faults[destination]?.code ?? '?'} `
    case 'event':
      return `${eventKinds[destination] ?? '?'} `
    case 'none':
      return name === 'again' ? '' : `skip ${destination} `
  }
}

function operandName(program: Program, word: number): string {
  const index = indexOf(word)
  if (kindOf(word) === operandKind.register) return `r${index}`
  if (kindOf(word) === operandKind.column) return columnName(program, index)
  const uniform = index - program.constants.length
  if (uniform < 0) return String(program.constants[index])
  if (uniform < program.uniforms.length) return `$${program.uniforms[uniform]?.name ?? '?'}`
  return `h${uniform - program.uniforms.length}`
}

function columnName(program: Program, index: number): string {
  const column = program.columns[index]
  if (!column) return `@?${index}`
  return column.space === 'own' ? `@${column.name}` : `@${column.space}.${column.name}`
}
