/** What each kind of unknown function seems to do, and how that is done instead. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /^(ifarg|getarg|gargstr|chkarg|hoc_(p?getarg|objgetarg|is_.*_arg|pgargstr|obj_file_arg)|nrn_random_arg|vector_arg\w*)$/,
    'it takes arguments from a script',
    'Set the value in the model: a parameter, a random stream or a series of numbers.',
  ],
  [
    /^(fopen|fclose|fscanf|fread|fwrite|fgets?|fgetc|fputc|fseek|ftell|popen|pclose|access|getcwd|system|remove)$/,
    'it reads or writes files',
    'Read the data before the run, and give them as parameters or as a FUNCTION_TABLE.',
  ],
  [
    /^(vector_|list_vector|install_vector|ivoc_|openvec|is_vector)/,
    'it works with Vectors of a script',
    'Declare SERIES in the NEURON block, and use vector_at, vector_set and vector_append.',
  ],
  [/^(m|c|re|ec|er)alloc$|^mem(cpy|set|move)$|^hoc_Emalloc$/, 'it asks for memory', 'Declare an array.'],
  [
    /^(hoc_|ob2|object_|nrn_(lookup|symbol))/,
    'it reaches into the interpreter',
    'Use a POINTER, or do it in the script.',
  ],
  [
    /^(time|clock|gettimeofday|nanosleep|sleep)$/,
    'it asks for the time of day',
    'Leave it out: results must not depend on it.',
  ],
  [
    /^nrn(ran123|_random)_/,
    'it makes or looks after a random stream',
    'Declare RANDOM in the NEURON block, and draw with random_uniform and its like.',
  ],
]

/** Why a function cannot be called, and how to do without. */
export function reasonAgainst(name: string): { readonly why: string; readonly instead: string } | undefined {
  const [, why, instead] = reasons.find(([shape]) => shape.test(name)) ?? []
  return why === undefined || instead === undefined ? undefined : { why, instead }
}

/** A call by which C code takes an argument that a script passes. */
const scriptCall =
  /\b(ifarg|getarg|gargstr|chkarg|hoc_p?getarg|hoc_objgetarg|hoc_pgargstr|hoc_is_\w+_arg|nrn_random_arg|vector_arg)\s*\(/

/** Where C code takes an argument that a script passes. */
export function scriptArgumentAt(code: string): number | undefined {
  const at = code.search(scriptCall)
  return at < 0 ? undefined : at
}
