import { declareMessages } from '../../core/diagnostics/catalogue.ts'

/** What opening a packed file can say. */
export const archiveMessages = declareMessages({
  'archive/damaged': {
    severity: 'error',
    text: ({ name }: { name: string }) => `“${name}” is damaged: it cannot be unpacked whole.`,
    help: () => 'Get the file again from where it came; the copy may have been cut off.',
  },
  'archive/too-large': {
    severity: 'error',
    text: ({ name, limit }: { name: string; limit: string }) =>
      `“${name}” would be larger than ${limit} when unpacked, which no reconstruction is.`,
    help: () => 'If it is what it should be, unpack it yourself and import the file inside.',
  },
  'archive/too-deep': {
    severity: 'error',
    text: ({ name }: { name: string }) => `“${name}” is packed several times over.`,
    help: () => 'Unpack it and import the file inside.',
  },
  'archive/encrypted': {
    severity: 'error',
    text: ({ path }: { path: string }) => `“${path}” is encrypted in its archive.`,
    help: () => 'Unpack it with its password and import the file inside.',
  },
  'archive/unknown-method': {
    severity: 'error',
    text: ({ path }: { path: string }) => `“${path}” is packed in its archive in an unusual way.`,
    help: () => 'Unpack it and import the file inside.',
  },
  'archive/no-such-entry': {
    severity: 'error',
    text: ({ name, path }: { name: string; path: string }) => `“${name}” has no file “${path}” in it.`,
    help: () => 'Capital letters and folders count: `hillock import ARCHIVE` lists the files.',
  },
  'archive/nothing-inside': {
    severity: 'error',
    text: ({ name, files }: { name: string; files: number }) =>
      files === 0
        ? `The archive “${name}” is empty.`
        : `None of the ${files} files in “${name}” has the ending of a reconstruction.`,
    help: () => 'Unpack it and import the file that holds the cell, whatever it is called.',
  },
  'archive/several-inside': {
    severity: 'error',
    text: ({ name, count, list }: { name: string; count: number; list: string; example: string }) =>
      `“${name}” holds ${count} reconstructions: ${list}.`,
    help: ({ name, example }) => `Name one of them: “${name}:${example}”.`,
  },
})
