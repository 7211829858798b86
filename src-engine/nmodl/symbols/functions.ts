/** What an argument of a built-in function must be. */
export type ArgumentKind =
  | 'number'
  /** A text in quotes. */
  | 'text'
  /** The name of a RANDOM stream. */
  | 'random'
  /** The name of a series of numbers that the user gives each instance. */
  | 'series'
  /** The name of a POINTER. */
  | 'pointer'
  /** A variable, to be assigned. */
  | 'variable'
  /** The name of an array. */
  | 'array'
  /** The name of a FUNCTION of one argument. */
  | 'function'

/** Where a function may be called. */
export type CallPlace =
  | 'anywhere'
  /** In NET_RECEIVE and in INITIAL. */
  | 'events-and-initial'
  /** In NET_RECEIVE. */
  | 'events'

/** What a function is for. */
export type FunctionGroup =
  'elementary' | 'random' | 'stream' | 'event' | 'membrane' | 'message' | 'library' | 'waveform'

/** A function that every file can call without defining it. */
export interface BuiltinFunction {
  readonly name: string
  /** `net_send(delay, flag)`, for help. */
  readonly signature: string
  readonly arguments: readonly { readonly name: string; readonly kind: ArgumentKind }[]
  /** Fewest and most arguments. */
  readonly fewest: number
  readonly most: number
  readonly group: FunctionGroup
  /** Whether it has a value that can stand in an expression. */
  readonly hasValue: boolean
  readonly place: CallPlace
  /** One line. */
  readonly help: string
}

/** A signature: `name(a, kind b, c?, …)` where `?` marks what may be left out and `…` any number more; `!` has no value. */
type Row = readonly [signature: string, help: string]

const elementary: readonly Row[] = [
  ['exp(x)', 'e to the power x.'],
  ['log(x)', 'Natural logarithm of x.'],
  ['log10(x)', 'Logarithm of x to base 10.'],
  ['sin(x)', 'Sine of x in radians.'],
  ['cos(x)', 'Cosine of x in radians.'],
  ['tan(x)', 'Tangent of x in radians.'],
  ['asin(x)', 'Angle in radians whose sine is x.'],
  ['acos(x)', 'Angle in radians whose cosine is x.'],
  ['atan(x)', 'Angle in radians whose tangent is x.'],
  ['atan2(y, x)', 'Angle in radians of the point (x, y), from −π to π.'],
  ['sinh(x)', 'Hyperbolic sine of x.'],
  ['cosh(x)', 'Hyperbolic cosine of x.'],
  ['tanh(x)', 'Hyperbolic tangent of x.'],
  ['sqrt(x)', 'Square root of x.'],
  ['fabs(x)', 'Absolute value of x.'],
  ['floor(x)', 'Largest whole number that is not above x.'],
  ['ceil(x)', 'Smallest whole number that is not below x.'],
  ['fmod(x, y)', 'Remainder of x divided by y, with the sign of x.'],
  ['pow(x, y)', 'x to the power y; the same as x^y.'],
  ['erf(x)', 'Error function of x.'],
  ['INT(x)', 'x without its decimals, for the index of an array.'],
  ['fmin(x, y)', 'The smaller of two numbers.'],
  ['fmax(x, y)', 'The larger of two numbers.'],
]

const random: readonly Row[] = [
  ['scop_random(unused?, …)', 'Random number, uniform between 0 and 1.'],
  ['exprand(mean)', 'Random number with exponential distribution and this mean.'],
  ['normrand(mean, deviation)', 'Random number with normal distribution, this mean and standard deviation.'],
  ['poisrand(mean)', 'Random whole number with Poisson distribution and this mean.'],
  ['!set_seed(seed)', 'Starts the sequence of random numbers anew.'],
  ['!setseed(seed)', 'Starts the sequence of random numbers anew; the same as set_seed.'],
]

const streams: readonly Row[] = [
  ['!random_setseq(random stream, sequence)', 'Sets the place in a RANDOM stream.'],
  ['!random_setids(random stream, id1, id2, id3)', 'Chooses the stream by three whole numbers.'],
  [
    'random_uniform(random stream, low?, high?)',
    'Uniform between low and high; between 0 and 1 without them.',
  ],
  ['random_negexp(random stream, mean?)', 'Exponential distribution; the mean is 1 if not given.'],
  [
    'random_normal(random stream, mean?, deviation?)',
    'Normal distribution; mean 0 and deviation 1 if not given.',
  ],
  ['random_ipick(random stream)', 'A whole number from 0 to 2^32 − 1.'],
  ['random_dpick(random stream)', 'A number between 0 and 1.'],
  ['nrn_random_pick(random stream)', 'The next number, with the distribution that the stream was given.'],
  ['nrn_random_given(random stream)', '1 where the stream has been given, otherwise 0.'],
  ['!nrn_random_made(random stream)', 'Says that the stream is given from now on.'],
  ['!nrn_random_gone(random stream)', 'Says that the stream is given no more.'],
  ['vector_given(series values)', '1 where the instance has been given a series of numbers, otherwise 0.'],
  ['vector_capacity(series values)', 'How many numbers the series has.'],
  ['vector_at(series values, index)', 'A number of the series, counted from 0.'],
  ['vector_room(series values)', 'How many numbers the series can have.'],
  ['!vector_set(series values, index, value)', 'Puts a number into the series, at a place counted from 0.'],
  ['!vector_append(series values, value)', 'Makes the series one number longer.'],
  ['!vector_resize(series values, length)', 'Makes the series shorter, or longer with zeros.'],
]

const events: readonly Row[] = [
  ['!net_send(delay, flag)', 'Sends an event with this flag to the mechanism itself, after a delay in ms.'],
  ['!net_move(time)', 'Moves the event that the mechanism has sent to itself to another time in ms.'],
  ['!net_event(time)', 'Tells all connections that begin here that there is an event at this time in ms.'],
  [
    '!gid_event(gid, time, own)',
    'Tells all connections that begin at the source with this gid that there is an event at this time in ms; where the source is in this simulation itself, only if own is not 0.',
  ],
  ['at_time(time)', '1 in the step that holds this time in ms, otherwise 0; a variable step ends there.'],
  ['state_discontinuity(variable state, value)', 'Sets a state to a value between two steps.'],
]

const membrane: readonly Row[] = [
  ['nrn_ghk(v, inside, outside, charge)', 'Goldman–Hodgkin–Katz current per permeability [mA/cm² for cm/s].'],
  ['ghk(v, inside, outside, charge)', 'The same as nrn_ghk.'],
  ['nernst(inside, outside, charge)', 'Equilibrium potential of an ion [mV] from its concentrations.'],
  ['nrn_pointing(pointer target)', '1 where the POINTER has been set, otherwise 0.'],
  ['nrn_random_play()', 'Has no effect; kept for old files.'],
]

const messages: readonly Row[] = [
  ['printf(text format, …)', 'Prints while the simulation runs, as C’s printf does.'],
  ['prterr(text message)', 'Prints a message.'],
  ['!error(text message, value?)', 'Stops the run with a message.'],
]

const library: readonly Row[] = [
  ['factorial(n)', 'n! for a whole number n.'],
  ['poisson(n, mean)', 'Probability of n events where this many are expected.'],
  ['gauss(x, mean, deviation)', 'Density of the normal distribution at x.'],
  ['hyperbol(x, max, half)', 'max·x/(half + x).'],
  ['revhyperbol(x, max, half)', 'max·(1 − x/(half + x)).'],
  ['sigmoid(x, max, half, n)', 'max·xⁿ/(halfⁿ + xⁿ).'],
  ['revsigmoid(x, max, half, n)', 'max·(1 − xⁿ/(halfⁿ + xⁿ)).'],
  ['romberg(a, b, function f)', 'Integral of f from a to b by Romberg’s method.'],
  ['legendre(a, b, function f)', 'Integral of f from a to b by ten Gauss–Legendre points.'],
  [
    'derivs(n, array x, array y, array h, array second)',
    'Second derivatives of the spline through n points.',
  ],
  ['spline(n, array x, array y, array h, array second, at)', 'The spline through n points, between them.'],
  ['invert(n, array matrix)', 'Inverts an n×n matrix in place.'],
  [
    'boundary(n, array x, array y, function f, function g, function q)',
    'Solves y″ + f·y′ + g·y = q with both ends given.',
  ],
  ['deflate(degree, array coefficients, array root)', 'A real root of a polynomial.'],
  [
    'expfit(array terms, text file, array amplitude, array rate, array error)',
    'Fits a sum of exponentials to a file.',
  ],
  ['force(t, text file)', 'A curve from a file, interpolated by a spline.'],
  ['schedule(t, text file)', 'A curve from a file.'],
  ['first_time()', '1 in the first pass of a run.'],
]

const waveforms: readonly Row[] = [
  ['harmonic(t, period, amplitude, offset)', 'A sine wave.'],
  ['squarewave(t, period, amplitude)', 'A square wave.'],
  ['sawtooth(t, period, amplitude)', 'A wave that rises and drops.'],
  ['revsawtooth(t, period, amplitude)', 'A wave that jumps and falls.'],
  ['ramp(t, lag, height, duration)', 'Rises from 0 to height, from lag on, within a duration.'],
  ['pulse(t, lag, height, duration)', 'One pulse.'],
  ['perpulse(t, lag, height, duration, delay)', 'Pulses with a delay between them.'],
  ['step(t, time, height)', 'A step at a time.'],
  ['perstep(t, lag, period, height)', 'Steps of equal height, one each period.'],
  ['threshold(x, limit, text mode)', '1 where x crosses the limit in the direction of the mode.'],
  ['stepforce(t, text file)', 'A curve of steps from a file.'],
]

/** Every built-in function by name. */
export const functions: ReadonlyMap<string, BuiltinFunction> = new Map(
  [
    ...readRows('elementary', elementary),
    ...readRows('random', random),
    ...readRows('stream', streams),
    ...readRows('event', events),
    ...readRows('membrane', membrane),
    ...readRows('message', messages),
    ...readRows('library', library),
    ...readRows('waveform', waveforms),
  ].map(entry => [entry.name, entry]),
)

function readRows(group: FunctionGroup, rows: readonly Row[]): readonly BuiltinFunction[] {
  return rows.map(([signature, help]) => readRow(group, signature, help))
}

function readRow(group: FunctionGroup, text: string, help: string): BuiltinFunction {
  const hasValue = !text.startsWith('!')
  const signature = text.replace('!', '')
  const name = signature.slice(0, signature.indexOf('('))
  const words = signature.slice(name.length + 1, -1).split(', ')
  const given = words.filter(word => word !== '' && word !== '…')
  const place = name === 'net_send' ? 'events-and-initial' : /^net_/.test(name) ? 'events' : 'anywhere'
  return {
    name,
    signature: signature.replace(/\b(?:text|random|series|pointer|variable|array|function) (?=\w)/g, ''),
    arguments: given.map(readArgument),
    fewest: given.filter(word => !word.endsWith('?')).length,
    most: words.includes('…') ? Infinity : given.length,
    group,
    hasValue,
    place,
    help,
  }
}

function readArgument(word: string): { readonly name: string; readonly kind: ArgumentKind } {
  const parts = word.replace('?', '').split(' ')
  const name = parts.at(-1) ?? ''
  return { name, kind: parts.length > 1 ? ((parts[0] ?? 'number') as ArgumentKind) : 'number' }
}
