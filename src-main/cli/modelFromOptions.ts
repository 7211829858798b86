import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { emptyModel } from '../../src-engine/index.ts'
import type { MechanismUse, ModelDocument, PropertyUse, Region } from '../../src-engine/model/document.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import type { Setting, SimulateOptions } from './simulateOptions.ts'

/** The part of one region that lies in another: regions are nested or apart, so it is the smaller one or nothing. */
export function commonRegion(first: Region, second: Region): Region | undefined {
  const within = (inner: Region, outer: Region) =>
    outer === 'all' || inner === outer || (inner.startsWith(`${outer}[`) && !outer.includes('['))
  if (within(first, second)) return first
  if (within(second, first)) return second
  return undefined
}

/**
 * The model document that a command line describes. `--set M.name=value@region` reaches the places where M has
 * been inserted, not more; for a GLOBAL it sets the one value.
 */
export function modelFromOptions(
  options: SimulateOptions,
  findMechanism: (name: string) => CompiledMechanism | undefined,
): ModelDocument {
  const mechanisms: MechanismUse[] = options.insert.map(({ mechanism, region }, index) => ({
    id: `insert${index + 1}`,
    mechanism,
    region,
    parameters: {},
  }))
  const properties: PropertyUse[] = []
  const globals: Record<string, number> = {}
  options.set.forEach((setting, index) => {
    const id = `set${index + 1}`
    const { mechanism, name, value } = setting
    if (!mechanism) {
      properties.push({ id, property: name, region: setting.region ?? 'all', value })
      return
    }
    const field = findMechanism(mechanism)?.fields.find(candidate => candidate.name === name)
    if (field?.scope === 'global') {
      globals[`${mechanism}.${name}`] = value
      return
    }
    mechanisms.push(...parameterUses(options, setting, mechanism, id))
  })
  return {
    ...emptyModel(''),
    discretisation: options.nseg,
    mechanisms,
    globals,
    properties,
    pointProcesses: options.iclamp.map(({ at, delayMs, durationMs, amplitudeNa }, index) => ({
      id: `clamp${index + 1}`,
      mechanism: 'IClamp',
      at,
      parameters: { del: delayMs, dur: durationMs, amp: amplitudeNa },
    })),
    probes: options.record.map(({ at, variable }, index) => ({ id: `probe${index + 1}`, at, variable })),
    spikes: options.spikes.map(({ at, thresholdMv }, index) => ({
      id: `spikes${index + 1}`,
      at,
      thresholdMv,
    })),
    run: {
      celsius: options.celsius,
      vInitMv: options.vInit,
      dtMs: options.dt,
      tStopMs: options.tstop,
      method: options.adaptive === undefined ? options.method : 'adaptive',
      ...(options.adaptive === undefined
        ? {}
        : {
            adaptive: {
              absoluteTolerance: options.adaptive,
              samples: 'every-step' as const,
              ...(options.steps === 'local' ? { step: 'local' as const } : {}),
            },
          }),
    },
  }
}

function parameterUses(
  options: SimulateOptions,
  { name, value, region = 'all' }: Setting,
  mechanism: string,
  id: string,
): readonly MechanismUse[] {
  const places = options.insert
    .filter(insertion => insertion.mechanism === mechanism)
    .map(insertion => commonRegion(insertion.region, region))
    .filter(place => place !== undefined)
  if (places.length === 0)
    throw new CommandEnd(
      exitCode.input,
      `error cli/not-inserted "${mechanism}.${name}" cannot be set in "${region}": "${mechanism}" is not inserted there. Add --insert ${mechanism}@${region}.`,
    )
  return places.map((place, index) => ({
    id: `${id}.${index + 1}`,
    mechanism,
    region: place,
    parameters: { [name]: value },
  }))
}
