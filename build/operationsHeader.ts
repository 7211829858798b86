import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { operations } from '../src-engine/program/operations.ts'

/** Writes the C++ form of program/operations.ts, so that the two cannot differ. An unchanged file is left alone. */
export function writeOperationsHeader(path: string): void {
  const kinds = {
    register: 'inRegister',
    column: 'column',
    indexed: 'indexed',
    element: 'element',
    uniform: 'uniform',
    fault: 'fault',
    event: 'event',
    none: 'none',
  } as const
  const entries = Object.entries(operations)
  const text = `// Made by build/operationsHeader.ts from src-engine/program/operations.ts.
#pragma once
#include <stdint.h>

namespace hillock {

enum Operation : int32_t {
${entries.map(([name]) => `  op_${name},`).join('\n')}
  operationCount
};

enum class WritesKind : int32_t { inRegister, column, indexed, element, uniform, fault, event, none };

struct OperationInfo {
  const char *name;
  int32_t operands;
  WritesKind writes;
};

constexpr OperationInfo operationTable[operationCount] = {
${entries.map(([name, { operands, writes }]) => `  {"${name}", ${operands}, WritesKind::${kinds[writes]}},`).join('\n')}
};

} // namespace hillock
`
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
}
