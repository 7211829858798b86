import {
  defaultNtscableOptions,
  morphologyWriters,
  ntscableOptions,
  writerOptions,
} from '../../../src-engine/index.ts'
import type { ConversionsService, MorphologyView } from '../../../src-main/contract/index.ts'

/** Conversions of a host in memory: the same text whatever the cell, and files named `bad…` fail. */
export function fakeConversions(view: () => MorphologyView): ConversionsService {
  const bytes = new TextEncoder().encode('/* made */\ncreate soma\n')
  const noDialogs = () => Promise.reject(new Error('There are no dialogs here.'))
  return {
    formats: async () => ({
      writers: morphologyWriters.map(({ id, title, extension }) => ({ id, title, extension })),
      writerOptions,
      ntscableOptions,
      ntscableDefaults: defaultNtscableOptions,
    }),
    look: async ({ wish }) => ({
      source: view(),
      result: view(),
      output: { name: wish.to === 'ntscable' ? 'cell.hoc' : `cell.${wish.to}`, bytes, isText: true },
      leftOut: [
        { line: 7, type: 'FIB', reason: 'it is no part of the cell', place: { x: 1, y: 2, z: 3 } },
        { line: 9, type: 'BAE', reason: 'the line is damaged', place: undefined },
      ],
      report: undefined,
      diagnostics: [],
    }),
    convertFile: async ({ file }) =>
      file.name.startsWith('bad')
        ? {
            output: undefined,
            figures: undefined,
            diagnostics: [
              { code: 'swc/empty', severity: 'error', message: `"${file.name}" holds no points.`, source: file.name },
            ],
          }
        : {
            output: { name: file.name.replace(/\.\w+$/, '.hoc'), bytes, isText: true },
            figures: { format: 'swc', sections: 7, points: 20, lengthUm: 1000, areaUm2: 5000 },
            diagnostics: [],
          }, // prettier-ignore
    chooseFiles: noDialogs,
    chooseOutput: noDialogs,
    startBatch: noDialogs,
    stopBatch: async () => undefined,
    onBatch: () => () => undefined,
  }
}
