import type { Migration } from './migration.ts'

/** Cells that are made out of others: read with choices, edited, repaired, reduced. */
export const recipes: Migration = {
  version: 4,
  up: `
    -- A cell whose name is the hash of what was done to another, or to a file: a blob of JSON, and what it begins with.
    CREATE TABLE recipes (
      cell TEXT PRIMARY KEY REFERENCES blobs (hash),
      needs TEXT NOT NULL REFERENCES blobs (hash)
    ) STRICT, WITHOUT ROWID;
  `,
}
