import { didYouMean } from '../core/closestName.ts'
import { declareMessages } from '../core/diagnostics/catalogue.ts'

/** What can be wrong with what follows a course given beforehand. */
export const playMessages = declareMessages({
  'model/play-course': {
    severity: 'error',
    text: ({ use, why }: { use: string; why: string }) => `${use} cannot be followed: ${why}.`,
    help: () =>
      'A course has one value for each time, and times that never go back; two equal ones are a jump.',
  },
  'model/sample-times': {
    severity: 'error',
    text: ({ use, why }: { use: string; why: string }) => `${use} ${why}.`,
  },
  'model/electrode': {
    severity: 'error',
    text: ({ use, why }: { use: string; why: string }) => `${use} ${why}.`,
  },
  'model/cannot-play': {
    severity: 'error',
    text: ({ name, use, why }: { name: string; use: string; why: string }) =>
      `${use}: "${name}" cannot follow a course, because ${why}.`,
  },
  'model/play-of-connection': {
    severity: 'error',
    text: ({ use, why, meant }: { use: string; why: string; meant?: string | undefined }) =>
      `${use} cannot lead to a connection so: ${why}.${didYouMean(meant)}`,
    help: () =>
      'Of a connection "weight", another argument of the target’s NET_RECEIVE, "delay", "threshold" and "active" can follow a course; the last three in steps.',
  },
  'model/unknown-played': {
    severity: 'error',
    text: ({ name, use, meant }: { name: string; use: string; meant: string | undefined }) =>
      `${use} names "${name}" without a place, but that is no variable of a process and no GLOBAL.${didYouMean(meant)}`,
    help: () => 'A RANGE variable of the membrane needs a place ("at") or a region.',
  },
  'model/play-two-places': {
    severity: 'error',
    text: ({ name, use }: { name: string; use: string }) =>
      `${use} gives "${name}" both a place and a region; it must be one of them.`,
  },
  'model/play-factors-without-region': {
    severity: 'error',
    text: ({ name, use }: { name: string; use: string }) =>
      `${use} gives "${name}" a list of factors, but no region whose compartments they are for.`,
  },
  'model/play-factors': {
    severity: 'error',
    text: ({ use, region, given, wanted }: { use: string; region: string; given: number; wanted: number }) =>
      `${use} has ${given} factors, but "${region}" has ${wanted} compartments with this discretisation.`,
  },
})
