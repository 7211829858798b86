import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

/** What is said about events. */
export const eventMessages = declareMessages({
  'nmodl/watch-of-local': {
    severity: 'error',
    text: ({ name }: { name: string }) =>
      `A condition of WATCH is tested after NET_RECEIVE has ended, when its "${name}" is no more.`,
    help: ({ name }) => `Keep the number in an ASSIGNED variable and use that instead of ${name}.`,
  },
  'nmodl/misplaced-event': {
    severity: 'error',
    text: ({ what, routine, where }: { what: string; routine: string; where: string }) =>
      `${what} stands in ${routine}, which is called in ${where}, where no event can be sent.`,
    help: ({ what }) =>
      `Call it from NET_RECEIVE${what === 'net_send' ? ' or INITIAL' : ''} only, or set a variable and test it there.`,
  },
})
