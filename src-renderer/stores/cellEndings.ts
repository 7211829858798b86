/** Endings of reconstruction files. What a file is, its contents decide. */
export const cellEndings = [
  ...[
    '.swc',
    '.asc',
    '.nts',
    '.dat',
    '.eut',
    '.xml',
    '.nml',
    '.h5',
    '.hdf5',
    '.hoc',
    '.geo',
    '.p',
    '.cab',
    '.json',
  ],
  ...['.gz', '.zip'],
] as const
