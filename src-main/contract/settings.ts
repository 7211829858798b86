import * as v from 'valibot'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** Choices of the person at this machine; they outlive projects. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark'
  readonly reduceMotion: boolean
  readonly threads: number
  /** Memory for states of a run under way that can be gone back to [MB]. */
  readonly rewindMegabytes: number
  /** The window's layout as the docking library serialises it; '' for the default one. */
  readonly layout: string
}

export interface SettingsService {
  get: HostMethod<void, Settings>
  set: HostMethod<Partial<Settings>, Settings>
  onChange: HostEvent<Settings>
}

export const settingsSpec = {
  get: { kind: 'call', arg: v.void() },
  set: {
    kind: 'call',
    arg: v.object({
      theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
      reduceMotion: v.exactOptional(v.boolean()),
      threads: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))),
      rewindMegabytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536))),
      layout: v.exactOptional(v.string()),
    }),
  },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<SettingsService>
