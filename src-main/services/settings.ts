import { availableParallelism } from 'node:os'
import * as v from 'valibot'
import { settingsSpec, type Settings, type SettingsService } from '../contract/settings.ts'
import { readJsonFile, writeJsonFile } from '../files/jsonFile.ts'
import { createEmitter } from '../host/emitter.ts'

/** The choices of the person at this machine, for windows and for other services. */
export interface KeptSettings {
  readonly service: SettingsService
  threads(): number
  /** Memory for states of a run under way [bytes]. */
  rewindBytes(): number
}

/** @param file of the program's own, where they are kept */
export function createSettings(file: string): KeptSettings {
  const defaults: Settings = {
    theme: 'system',
    reduceMotion: false,
    threads: availableParallelism(),
    rewindMegabytes: 256,
    layout: '',
  }
  // A file that someone has spoilt is no reason not to start: what cannot be read has its default.
  const stored = v.safeParse(settingsSpec.set.arg, readJsonFile(file))
  let settings: Settings = { ...defaults, ...(stored.success ? stored.output : {}) }
  const changes = createEmitter<Settings>()
  const service: SettingsService = {
    get: async () => settings,
    set: async change => {
      settings = { ...settings, ...change }
      writeJsonFile(file, settings)
      changes.emit(settings)
      return settings
    },
    onChange: listener => changes.on(listener),
  }
  return {
    service,
    threads: () => settings.threads,
    rewindBytes: () => settings.rewindMegabytes * 1024 * 1024,
  }
}
