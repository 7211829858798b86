import { registerHooks } from 'node:module'
import * as library from './index.ts'

/** The name under which scripts import the library. */
export const libraryName = 'hillock'

const address = 'hillock:library'
const shelf = Symbol.for('hillock.library')

/**
 * Lets every module that is loaded from now on import the library by its bare name. It is the library of this very
 * process, so that nothing is looked up on the disk: a script runs the same from anywhere, with the packaged program too.
 */
export function offerLibrary(): void {
  Object.assign(globalThis, { [shelf]: library })
  const source = [
    `const library = globalThis[Symbol.for(${JSON.stringify(shelf.description)})]`,
    ...Object.keys(library).map(name => `export const ${name} = library.${name}`),
  ].join('\n')
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === libraryName ? { url: address, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === address ? { format: 'module', source, shortCircuit: true } : next(url, context),
  })
}
