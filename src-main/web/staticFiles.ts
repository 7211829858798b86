import { createReadStream, type ReadStream, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/** One file of the built window. */
export interface StaticFile {
  readonly type: string
  readonly bytes: number
  /** Whether its name holds a hash of its contents, so that it never changes. */
  readonly lasting: boolean
  open(): ReadStream
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/**
 * The file that a URL's path names, if it is a plain file below `folder` of a kind that the window consists of.
 * Whatever else is asked for (`..`, links that lead out, hidden files, NULs, other kinds) is not found.
 */
export function findStaticFile(folder: string, urlPath: string): StaticFile | undefined {
  const parts = decode(urlPath)?.split('/').slice(1)
  if (!parts) return undefined
  const named = parts.length === 1 && parts[0] === '' ? ['index.html'] : parts
  if (named.some(part => part === '' || part.startsWith('.') || /[\\\0:]/.test(part))) return undefined
  const type = types[extname(named.at(-1) ?? '').toLowerCase()]
  if (!type) return undefined
  const path = join(folder, ...named)
  try {
    if (!realpathSync(path).startsWith(realpathSync(folder) + sep)) return undefined
    const found = statSync(path)
    if (!found.isFile()) return undefined
    return {
      type,
      bytes: found.size,
      lasting: named[0] === 'assets',
      open: () => createReadStream(path),
    }
  } catch {
    return undefined
  }
}

function decode(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}
