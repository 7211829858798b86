import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { scopeOfSection } from './checkProbes.ts'
import type { CellScope } from './checkEvents.ts'
import { about, checkLocation, checkRegion, closestMechanism, type UseContext } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import type { Location, ModelDocument, PointerUse } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import { resolveVariable } from './variables.ts'
import { unknownVariable } from './unknownVariable.ts'

type PointerDocument = Pick<ModelDocument, 'mechanisms' | 'pointProcesses' | 'artificialCells' | 'pointers'>

/** Whose pointers an entry sets: a process, or a density mechanism. */
function ownerOf({ of }: PointerUse, document: PointerDocument): string | undefined {
  if ('mechanism' in of) return of.mechanism
  const uses = [...document.pointProcesses, ...(document.artificialCells ?? [])]
  return uses.find(use => use.id === of.process)?.mechanism
}

/** Sections that an entry is about, where the mechanism itself is what it points from. */
function ownSections({ of }: PointerUse, document: PointerDocument, { sections }: UseContext): number[] {
  if ('mechanism' in of) return [...(sections.region(of.region) ?? [])]
  const point = document.pointProcesses.find(use => use.id === of.process)
  const section = point && sections.section(point.at.section)
  return section === undefined ? [] : [section]
}

function checkTarget(use: PointerUse, document: PointerDocument, context: UseContext): Diagnostic[] {
  const { cell, at, variable } = use.to
  const name = `Pointer "${use.id}"`
  // Another cell's places are looked up where all cells are known.
  if (cell !== undefined)
    return at ? [] : [diagnose(eventMessages, 'model/pointer-to-a-whole-cell', { use: name, cell, variable })]
  const found = at ? checkLocation(at, name, context) : []
  const there = at ? [context.sections.section(at.section) ?? -1] : ownSections(use, document, context)
  if (there.length === 0 && !at)
    return [diagnose(eventMessages, 'model/pointer-without-place', { use: name, variable })]
  for (const section of there) {
    if (section < 0) continue
    const scope = scopeOfSection(document, section, context)
    if (resolveVariable(variable, scope)) continue
    const place = at ? `${at.section}(${at.x})` : (context.sections.names[section] ?? '')
    return [...found, unknownVariable(variable, place, scope)]
  }
  return found
}

function checkPointer(use: PointerUse, document: PointerDocument, context: UseContext): Diagnostic[] {
  const name = `Pointer "${use.id}"`
  const owner = ownerOf(use, document)
  if (owner === undefined) {
    const process = 'process' in use.of ? use.of.process : ''
    const ids = [...document.pointProcesses, ...(document.artificialCells ?? [])].map(({ id }) => id)
    const facts = { name: process, use: name, meant: closestName(process, ids) }
    return [diagnose(eventMessages, 'model/unknown-process', facts)]
  }
  const mechanism = context.mechanisms.get(owner)
  if (!mechanism) {
    const facts = { name: owner, meant: closestMechanism(owner, context.mechanisms) }
    return [diagnose(modelMessages, 'model/unknown-mechanism', facts)]
  }
  const found = 'region' in use.of ? checkRegion(use.of.region, name, context) : []
  if (!mechanism.pointers.includes(use.pointer)) {
    const meant = closestName(use.pointer, mechanism.pointers)
    const facts = { pointer: use.pointer, mechanism: owner, meant }
    return [...found, diagnose(eventMessages, 'model/unknown-pointer', facts)]
  }
  return [...found, ...checkTarget(use, document, context)]
}

/** What is wrong with pointers that lead from cell to cell. */
export function checkPointersBetweenCells(cells: readonly CellScope[]): Diagnostic[] {
  const named = new Map(cells.map(cell => [cell.name, cell]))
  return cells.flatMap(({ name: from, description }) =>
    (description.pointers ?? []).flatMap(({ id, to }) => {
      if (to.cell === undefined || !to.at) return []
      const use = from ? `Pointer "${id}" of cell "${from}"` : `Pointer "${id}"`
      const cell = named.get(to.cell)
      if (cell) return about(`pointers.${id}`, checkThere(to.at, to.variable, use, cell))
      const meant = closestName(to.cell, [...named.keys()])
      return about(`pointers.${id}`, [
        diagnose(eventMessages, 'model/unknown-cell', { name: to.cell, use, meant }),
      ])
    }),
  )
}

function checkThere(at: Location, variable: string, use: string, cell: CellScope): Diagnostic[] {
  const section = cell.context.sections.section(at.section)
  const found = checkLocation(at, use, cell.context)
  if (section === undefined) return found
  const scope = scopeOfSection(cell.description, section, cell.context)
  if (!resolveVariable(variable, scope))
    found.push(unknownVariable(variable, `${cell.name}.${at.section}(${at.x})`, scope))
  return found
}

/** Pointers of density mechanisms and processes that no entry sets. */
function unsetPointers(document: PointerDocument, context: UseContext): Diagnostic[] {
  const uses = document.pointers ?? []
  const unset = (
    mechanism: CompiledMechanism,
    { place, subject }: { readonly place: string; readonly subject: string },
    isSet: (use: PointerUse) => boolean,
  ) =>
    mechanism.pointers
      .filter(pointer => !mayBeUnset(mechanism, pointer))
      .filter(pointer => !uses.some(use => use.pointer === pointer && isSet(use)))
      .map(pointer =>
        diagnose(
          eventMessages,
          'model/pointer-not-set',
          { pointer, mechanism: mechanism.name, place },
          { subject },
        ),
      )
  const densities = document.mechanisms.flatMap(({ id, mechanism: name, region }) => {
    const mechanism = context.mechanisms.get(name)
    if (!mechanism || mechanism.pointers.length === 0) return []
    return (context.sections.region(region) ?? []).flatMap(section =>
      unset(
        mechanism,
        { place: context.sections.names[section] ?? '', subject: `mechanisms.${id}` },
        ({ of }) =>
          'mechanism' in of &&
          of.mechanism === name &&
          context.sections.region(of.region)?.includes(section) === true,
      ),
    )
  })
  const points = document.pointProcesses.map(({ id, mechanism, at }) => ({
    id,
    mechanism,
    place: `${at.section}(${at.x})`,
    subject: `pointProcesses.${id}`,
  }))
  const cells = (document.artificialCells ?? []).map(({ id, mechanism }) => ({
    id,
    mechanism,
    place: `"${id}"`,
    subject: `artificialCells.${id}`,
  }))
  const processes = [...points, ...cells].flatMap(({ id, mechanism: name, ...where }) => {
    const mechanism = context.mechanisms.get(name)
    return mechanism ? unset(mechanism, where, ({ of }) => 'process' in of && of.process === id) : []
  })
  return [...densities, ...processes]
}

/** Whether a mechanism asks if a pointer is set (nrn_pointing), and so can do without. */
function mayBeUnset({ programs }: CompiledMechanism, pointer: string): boolean {
  const asksFor = `${pointer}.pointing`
  return Object.values(programs).some(program =>
    program?.columns.some(({ space, name }) => space === 'own' && name === asksFor),
  )
}

/** What is wrong with a document's pointers, and which of them lead nowhere. */
export function checkPointers(document: PointerDocument, context: UseContext): Diagnostic[] {
  const uses = (document.pointers ?? []).flatMap(use =>
    about(`pointers.${use.id}`, checkPointer(use, document, context)),
  )
  return [...uses, ...unsetPointers(document, context)]
}
