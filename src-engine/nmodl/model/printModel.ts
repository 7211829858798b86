import type { MechanismModel } from './mechanismModel.ts'

/** A checked model as text: what it is, its variables with where they live, its ions and currents. */
export function printModel(model: MechanismModel): string {
  const lines = [`${model.kind} mechanism ${model.name}${model.title === '' ? '' : `: ${model.title}`}`]
  for (const variable of model.variables.values()) {
    const { name, role, storage, unit, initial, visible, written } = variable
    const place =
      'ion' in storage ? `ion ${storage.ion}` : 'column' in storage ? `node ${storage.column}` : storage.kind
    const marks = [visible ? 'visible' : '', written ? 'written' : ''].filter(mark => mark !== '').join(', ')
    const value = storage.kind === 'constant' ? storage.value : initial
    const length = variable.length === undefined ? '' : `[${variable.length}]`
    lines.push(
      `  ${role} ${name}${length} = ${value}${unit === '' ? '' : ` (${unit})`} in ${place}${marks === '' ? '' : `, ${marks}`}`,
    )
  }
  for (const { ion, reads, writes, valence } of model.ions) {
    lines.push(
      `  uses ${ion}${valence === undefined ? '' : ` (${valence})`}: reads ${reads.join(' ') || '–'}, writes ${writes.join(' ') || '–'}`,
    )
  }
  for (const current of model.currents) lines.push(`  ${current.kind} current ${current.name}`)
  for (const { block, method } of model.solves)
    lines.push(`  solves ${block.name}${method ? ` by ${method.name}` : ''}`)
  if (model.netReceive) {
    const weights = model.weights.map(({ name, unit }) => `${name.name}${unit === '' ? '' : ` (${unit})`}`)
    lines.push(`  receives events with ${weights.join(', ') || 'no numbers'}`)
  }
  for (const { when, at } of model.hooks) lines.push(`  acts ${when} ${at}`)
  return `${lines.join('\n')}\n`
}
