import { declareMessages } from '../../../core/diagnostics/catalogue.ts'

const rewrite =
  'Read and write it again with MorphIO, or with h5repack of the HDF5 tools, and import the copy.'

/** What reading a MorphIO HDF5 file can say. Lines are rows of the table “points”, from 1. */
export const h5Messages = declareMessages({
  'h5/damaged': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The HDF5 file is damaged: ${what} cannot be read.`,
    help: () => 'Get the file again from where it came; the copy may have been cut off.',
  },
  'h5/rare-storage': {
    severity: 'error',
    text: ({ what }: { what: string }) => `The HDF5 file is stored in a way that is not read: ${what}.`,
    help: () => rewrite,
  },
  'h5/no-cell': {
    severity: 'error',
    text: ({ names }: { names: string }) =>
      `The HDF5 file has no tables “points” and “structure”${names === '' ? '; it is empty' : `, but ${names}`}.`,
    help: () => 'Readable are reconstructions in the form of MorphIO, version 1. Export the cell as SWC.',
  },
  'h5/old-version': {
    severity: 'error',
    text: ({ version }: { version: string }) =>
      `The HDF5 file holds a reconstruction of version ${version}, which nobody writes any more.`,
    help: () => 'Readable is version 1. Convert the file with MorphTool, or export the cell as SWC.',
  },
  'h5/wrong-shape': {
    severity: 'error',
    text: ({ name, shape, wanted }: { name: string; shape: string; wanted: string }) =>
      `The table “${name}” is ${shape}; it must be ${wanted}.`,
    help: () => 'Rows of “points” are x, y, z, diameter; rows of “structure” are first point, type, parent.',
  },
  'h5/not-a-number': {
    severity: 'error',
    text: ({ value }: { value: number }) => `The point has the coordinate or diameter ${value}.`,
    help: () => 'Numbers in µm up to 10⁹ are read. Correct the value.',
  },
  'h5/bad-rows': {
    severity: 'error',
    text: ({ section, first, points }: { section: number; first: number; points: number }) =>
      `Section ${section} starts at point ${first}, which is not behind the section before and among the ${points} points.`,
    help: () => 'The first column of “structure” must rise from 0.',
  },
  'h5/bad-type': {
    severity: 'error',
    text: ({ section, type }: { section: number; type: number }) =>
      `Section ${section} has the type ${type}, which is none.`,
    help: () =>
      'Types are 1 soma (first of all), 2 axon, 3 dendrite, 4 apical dendrite, and up to 19 one’s own.',
  },
  'h5/bad-parent': {
    severity: 'error',
    text: ({ section, parent }: { section: number; parent: number }) =>
      `Section ${section} has the parent ${parent}, which is not a section before it.`,
    help: () =>
      'The third column of “structure” counts sections from 0; −1 is for sections without a parent.',
  },
  'h5/late-soma': {
    severity: 'error',
    text: ({ section }: { section: number }) => `Section ${section} is a soma, but not the first section.`,
    help: () => 'A file has one soma, as its first section. Split the file if it holds several cells.',
  },
  'h5/two-point-soma': {
    severity: 'warning',
    text: () => 'The soma has two points; it is read as a cylinder between them.',
    help: () => 'A soma is a single point with its diameter, or an outline of three points and more.',
  },
  'h5/no-soma': {
    severity: 'warning',
    text: ({ trees }: { trees: number }) =>
      `${trees === 1 ? 'The tree has' : `${trees} trees have`} no soma to start from and stand${trees === 1 ? 's' : ''} alone.`,
    help: () => 'No current flows between trees that stand alone.',
  },
  'h5/gap': {
    severity: 'warning',
    text: ({ section, gapUm }: { section: number; gapUm: number }) =>
      `Section ${section} starts ${gapUm} µm away from the end of its parent; it is attached there without a cable between.`,
    help: () => 'The first point of a section repeats the last one of its parent.',
  },
  'h5/unused-points': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      `${count === 1 ? 'A point before the first section belongs' : `${count} points before the first section belong`} to none and ${count === 1 ? 'is' : 'are'} left out.`,
    help: () => 'The first section should start at point 0.',
  },
  'h5/no-version': {
    severity: 'warning',
    text: () => 'The file says of what kind it is, but not of which version; it is read as version 1.',
    help: () => 'Give “metadata” the attribute “version”, two whole numbers such as 1 and 3.',
  },
  'h5/other-cell': {
    severity: 'warning',
    text: ({ family }: { family: string }) =>
      `The file says that it holds ${family}; type 2 is read as axon and type 3 as dendrite all the same.`,
    help: () => 'In files of glia, 2 is a process and 3 an end-foot.',
  },
  'h5/not-kept': {
    severity: 'hint',
    text: ({ what }: { what: string }) => `The file also holds ${what}, which is not kept.`,
  },
})
