import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { about, checkLocation, type UseContext } from './checkUses.ts'
import { modelMessages } from './diagnostics.ts'
import type { ModelDocument } from './document.ts'
import { ionsOf } from './properties.ts'
import { resolveVariable, type VariableScope } from './variables.ts'
import { unknownVariable } from './unknownVariable.ts'

/** What there is to record in one section. */
export function scopeOfSection(
  document: Pick<ModelDocument, 'mechanisms' | 'pointProcesses'>,
  section: number,
  context: UseContext,
): VariableScope {
  const densities = new Set<CompiledMechanism>()
  for (const use of document.mechanisms) {
    const mechanism = context.mechanisms.get(use.mechanism)
    if (mechanism?.kind === 'density' && context.sections.region(use.region)?.includes(section))
      densities.add(mechanism)
  }
  const points = new Map<string, CompiledMechanism>()
  const here = new Set<CompiledMechanism>(densities)
  for (const use of document.pointProcesses) {
    const mechanism = context.mechanisms.get(use.mechanism)
    if (mechanism?.kind !== 'point') continue
    points.set(use.id, mechanism)
    if (context.sections.section(use.at.section) === section) here.add(mechanism)
  }
  return { densities: [...densities], points, ions: ionsOf(here) }
}

/** What is wrong with what a document records. */
export function checkProbes(document: ModelDocument, context: UseContext): Diagnostic[] {
  const scopes = new Map<number, VariableScope>()
  const probes = document.probes.flatMap(probe => {
    const found = checkLocation(probe.at, `Probe "${probe.id}"`, context)
    const section = context.sections.section(probe.at.section)
    const entry = `probes.${probe.id}`
    if (section === undefined) return about(entry, found)
    const scope = scopes.get(section) ?? scopeOfSection(document, section, context)
    scopes.set(section, scope)
    if (!resolveVariable(probe.variable, scope)) {
      const place = `${probe.at.section}(${probe.at.x})`
      found.push(unknownVariable(probe.variable, place, scope))
    }
    return about(entry, found)
  })
  const spikes = document.spikes.flatMap(probe => {
    const use = `Spike detector "${probe.id}"`
    const found = checkLocation(probe.at, use, context)
    if (!Number.isFinite(probe.thresholdMv))
      found.push(diagnose(modelMessages, 'model/value-not-finite', { name: 'threshold', use }))
    return about(`spikes.${probe.id}`, found)
  })
  return [...probes, ...spikes]
}
