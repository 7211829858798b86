/**
 * Compiles the engine addon: `npm run build:addon`, and by itself after `npm ci`.
 *
 *   --at-install  a missing compiler is one printed line, not a failure
 *   --sanitize    instead builds out/native/driver-sanitized, with address and undefined-behaviour sanitizers
 *   --sanitize=thread  instead builds out/native/driver-threads, with the thread sanitizer
 *   --mpi         besides builds out/native/hillock_ranks.node, by which processes of mpirun share a run
 *   --mpi=alone   builds nothing but that
 *
 * Uses nothing but Node and the headers of node-api-headers, so that it runs while packages are still being set up.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { takeLock } from './buildLock.ts'
import { buildMpiAddon } from './mpiAddon.ts'
import { writeOperationsHeader } from './operationsHeader.ts'

const root = resolve(import.meta.dirname, '..')
const sources = resolve(root, 'src-engine/native')
const into = resolve(root, 'out/native')
const nodeApi = resolve(root, 'node_modules/node-api-headers')

const windows = process.platform === 'win32'
const x86 = process.arch === 'x64'
/** Sanitizers by argument, the name of what is built with them, and what its objects are called. */
const sanitized = {
  '--sanitize': { sanitizers: 'address,undefined', target: 'driver-sanitized', suffix: '.sanitized' },
  '--sanitize=thread': { sanitizers: 'thread', target: 'driver-threads', suffix: '.threads' },
} as const
const sanitize = Object.entries(sanitized).find(([argument]) => process.argv.includes(argument))?.[1]
const atInstall = process.argv.includes('--at-install')

/** One source compiled with its own flags. */
interface Unit {
  readonly source: string
  readonly flags: readonly string[]
}

interface Compiler {
  readonly command: string
  readonly version: string
}

const noCompiler =
  'No C++ compiler was found, so simulations will not run. Install one (Debian: g++; macOS: xcode-select --install; Windows: LLVM clang-cl), then run npm run build:addon'

function findCompiler(): Compiler | undefined {
  const candidates = [
    process.env.CXX,
    ...(windows ? ['clang-cl'] : sanitize ? ['clang++', 'g++', 'c++'] : ['g++', 'clang++', 'c++']),
  ]
  for (const command of candidates) {
    if (!command) continue
    const asked = spawnSync(command, ['--version'], { encoding: 'utf8' })
    if (asked.status === 0) return { command, version: asked.stdout.split('\n')[0] ?? '' }
  }
  return undefined
}

/** Flags that decide the bits of results stand first: no fused multiply-add, no reordering. */
function commonFlags(): string[] {
  const plain = [
    '-ffp-contract=off',
    '-fno-math-errno',
    '-fvisibility=hidden',
    '-Wall',
    '-Wextra',
    '-Wno-psabi',
    '-Wno-maybe-uninitialized',
    '-Wno-unknown-warning-option',
  ]
  const defines = [...(x86 ? ['-DHILLOCK_X86'] : []), `-I${into}`, `-I${resolve(nodeApi, 'include')}`]
  if (windows)
    return [
      '/nologo',
      '/std:c++17',
      '/O2',
      '/MT',
      '/EHsc',
      ...plain
        .filter(flag => !flag.startsWith('-fvis'))
        .map(flag => (flag.startsWith('-f') ? `/clang:${flag}` : flag)),
      ...defines,
    ]
  if (sanitize)
    return [
      '-std=c++17',
      '-O1',
      '-g',
      `-fsanitize=${sanitize.sanitizers}`,
      '-fno-sanitize-recover=all',
      '-fno-omit-frame-pointer',
      ...plain,
      ...defines,
    ]
  return ['-std=c++17', '-O3', '-fPIC', ...plain, ...defines]
}

/** Sources that only some builds have; every other is part of all. */
function isWanted(source: string): boolean {
  if (source.startsWith('lanes_')) return x86 || source === 'lanes_base.cc'
  if (source.startsWith('addon')) return !sanitize
  if (source === 'driver.cc') return sanitize !== undefined
  return source !== 'windowsHost.cc' || windows
}

/** Only these may raise C++ exceptions: threads can fail to start, and the driver reads files. */
function mayThrow(source: string): boolean {
  return windows || source === 'threadPool.cc' || source === 'driver.cc' || source.startsWith('addon')
}

const avx512 = ['-mavx512f', '-mavx512dq', '-mavx512vl', '-mavx512bw', '-mprefer-vector-width=512']
const instructions: Readonly<Record<string, readonly string[]>> = {
  'lanes_avx2.cc': ['-mavx2'],
  'lanes_avx512.cc': avx512,
}

function units(): Unit[] {
  const wanted = readdirSync(sources).filter(name => name.endsWith('.cc') && isWanted(name))
  const length = (source: string) =>
    source.startsWith('lanes_') ? Infinity : statSync(resolve(sources, source)).size
  // The longest first, so that two at a time end together: each of the lanes compiles all kernels.
  return wanted
    .toSorted((first, second) =>
      length(second) === length(first) ? 0 : length(second) > length(first) ? 1 : -1,
    )
    .map(source => ({
      source,
      flags: [
        ...(instructions[source] ?? []).map(flag => (windows ? `/clang:${flag}` : flag)),
        ...(mayThrow(source) ? [] : ['-fno-exceptions']),
      ],
    }))
}

/** The headers of ours that a source includes, directly or through another. */
function headersOf(source: string, found = new Set<string>()): ReadonlySet<string> {
  for (const [, name = ''] of readFileSync(resolve(sources, source), 'utf8').matchAll(/^#include "(.+)"/gm)) {
    const header = join(dirname(source), name)
    if (found.has(header) || !existsSync(resolve(sources, header))) continue
    found.add(header)
    headersOf(header, found)
  }
  return found
}

/** What one object depends on; an object with an equal fingerprint is not compiled again. */
function fingerprint(compiler: Compiler, words: readonly string[], source: string): string {
  const hash = createHash('sha256').update(JSON.stringify([compiler, words, process.arch]))
  for (const name of [source, ...headersOf(source)].sort())
    hash.update(name).update(readFileSync(resolve(sources, name)))
  return hash.update(readFileSync(resolve(into, 'operations.generated.h'))).digest('hex')
}

function holds(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text
}

function compile(command: string, words: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(command, words, { cwd: sources })
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.on('error', failed)
    child.on('close', code =>
      code === 0 ? done() : failed(new Error(`${command} ${words.join(' ')}\n${output}`)),
    )
  })
}

/** The objects, and whether any of them is new. */
async function compileAll(
  compiler: Compiler,
): Promise<{ readonly objects: readonly string[]; readonly changed: boolean }> {
  const flags = commonFlags()
  const objects: string[] = []
  const waiting = units().flatMap(({ source, flags: own }) => {
    const object = resolve(into, source.replace('.cc', `${sanitize?.suffix ?? ''}${windows ? '.obj' : '.o'}`))
    objects.push(object)
    const words = [
      ...flags,
      ...own,
      windows ? '/c' : '-c',
      source,
      ...(windows ? [`/Fo${object}`] : ['-o', object]),
    ]
    const stamp = `${object}.fingerprint`
    const wanted = fingerprint(compiler, words, source)
    return existsSync(object) && holds(stamp, wanted) ? [] : [{ words, stamp, wanted }]
  })
  const changed = waiting.length > 0
  const work = async () => {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      await compile(compiler.command, unit.words)
      writeFileSync(unit.stamp, unit.wanted)
    }
  }
  await Promise.all([work(), work()])
  return { objects, changed }
}

async function link(compiler: Compiler, objects: readonly string[], target: string): Promise<void> {
  if (sanitize)
    return compile(compiler.command, [
      ...objects,
      `-fsanitize=${sanitize.sanitizers}`,
      '-pthread',
      '-o',
      target,
    ])
  if (windows) {
    // The host program provides Node-API, under whatever name it runs: its functions are found at the first call.
    const library = resolve(into, 'node_api.lib')
    const machine = process.arch === 'arm64' ? '/machine:arm64' : '/machine:x64'
    await compile('lld-link', [
      '/lib',
      `/def:${resolve(nodeApi, 'def/node_api.def')}`,
      `/out:${library}`,
      machine,
    ])
    return compile(compiler.command, [
      '/nologo',
      '/LD',
      ...objects,
      library,
      'delayimp.lib',
      `/Fe${target}`,
      '/link',
      '/delayload:node.exe',
    ])
  }
  return compile(compiler.command, [...shared, ...objects, '-o', target])
}

/** What makes an addon of objects. */
const shared =
  process.platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup']
    : ['-shared', '-pthread', '-static-libgcc', '-static-libstdc++']

/** The addon for processes that share a run, where it is asked for. */
async function buildForRanks({ command }: Compiler): Promise<number> {
  if (!process.argv.some(argument => argument.startsWith('--mpi'))) return 0
  return buildMpiAddon({ sources, into, command, flags: commonFlags(), shared, compile })
}

async function build(): Promise<number> {
  if (!existsSync(nodeApi)) throw new Error('node-api-headers is missing: run npm ci first')
  const compiler = findCompiler()
  if (!compiler) {
    console.log(noCompiler)
    return atInstall ? 0 : 3
  }
  mkdirSync(into, { recursive: true })
  const release = await takeLock(resolve(into, 'build.lock'), text => {
    console.log(text)
  })
  try {
    return await buildWith(compiler)
  } finally {
    release()
  }
}

async function buildWith(compiler: Compiler): Promise<number> {
  if (process.argv.includes('--mpi=alone')) return buildForRanks(compiler)
  writeOperationsHeader(resolve(into, 'operations.generated.h'))
  const name = sanitize?.target ?? 'hillock_engine.node'
  const target = resolve(into, name)
  const began = performance.now()
  const { objects, changed } = await compileAll(compiler)
  if (existsSync(target) && !changed) return buildForRanks(compiler)
  // Linked aside and moved into place, so that a running application keeps the file that it has open.
  const fresh = `${target}.new`
  await link(compiler, objects, fresh)
  renameSync(fresh, target)
  console.log(
    `Built out/native/${name} with ${compiler.version} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  )
  return buildForRanks(compiler)
}

try {
  process.exitCode = await build()
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
  if (atInstall)
    console.log(
      'The engine addon did not compile, so simulations will not run; everything else does. Try npm run build:addon',
    )
  process.exitCode = atInstall ? 0 : 3
}
