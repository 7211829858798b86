#!/usr/bin/env node
import { keepCompiledCode } from '../host/codeCache.ts'
import { exitCode } from './exitCode.ts'

// Whoever reads the output may have seen enough: `hillock solve … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCode.done)
})

keepCompiledCode()
const { runCommandLine } = await import('./commandLine.ts')
const code = await runCommandLine()
process.exitCode = code
// After a fault something may still be open that would keep the process alive for ever.
if (code === exitCode.fault) process.exit()
