import type { Migration } from './migration.ts'

/** The first tables. Times are ISO 8601 text in UTC; hashes are SHA-256 in hexadecimal. */
export const initial: Migration = {
  version: 1,
  up: `
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- What others refer to by its hash: bodies of documents, imported files. Never changed.
    CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;

    -- What the user edits, as it is now. A morphology's name is the hash of its source, which is a blob too.
    CREATE TABLE documents (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      hash TEXT NOT NULL REFERENCES blobs (hash),
      UNIQUE (kind, name)
    ) STRICT;

    -- Edits in their order. Those that are not applied have been undone and come after all that are.
    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      at TEXT NOT NULL,
      gesture TEXT,
      applied INTEGER NOT NULL CHECK (applied IN (0, 1))
    ) STRICT;

    -- What each edit did to each document: NULL where there was none.
    CREATE TABLE history_changes (
      entry INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      before TEXT REFERENCES blobs (hash),
      after TEXT REFERENCES blobs (hash),
      PRIMARY KEY (entry, kind, name)
    ) STRICT, WITHOUT ROWID;

    -- Each run keeps what made it.
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'finished', 'failed', 'cancelled', 'removed')),
      started TEXT NOT NULL,
      ended TEXT,
      model TEXT NOT NULL REFERENCES blobs (hash),
      morphology TEXT NOT NULL REFERENCES blobs (hash),
      engine TEXT NOT NULL,
      fingerprints TEXT NOT NULL,
      dt_ms REAL NOT NULL,
      t_stop_ms REAL NOT NULL,
      t_ms REAL NOT NULL,
      compartments INTEGER NOT NULL,
      threads INTEGER NOT NULL,
      seconds REAL NOT NULL,
      diagnostics TEXT NOT NULL
    ) STRICT;

    CREATE TABLE probes (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      label TEXT NOT NULL,
      unit TEXT NOT NULL,
      samples INTEGER NOT NULL,
      UNIQUE (run, position)
    ) STRICT;

    -- Samples as float64, little-endian, 65,536 to a row; less in the last ones of a run that is under way.
    CREATE TABLE trace_chunks (
      id INTEGER PRIMARY KEY,
      probe INTEGER NOT NULL REFERENCES probes (id) ON DELETE CASCADE,
      first INTEGER NOT NULL,
      count INTEGER NOT NULL,
      t0_ms REAL NOT NULL,
      data BLOB NOT NULL,
      UNIQUE (probe, first)
    ) STRICT;

    -- Lowest and highest sample of each bin of 16, 256, 4096 and 65,536 samples, one row for a chunk and level.
    CREATE TABLE trace_levels (
      probe INTEGER NOT NULL REFERENCES probes (id) ON DELETE CASCADE,
      level INTEGER NOT NULL,
      first INTEGER NOT NULL,
      count INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (probe, level, first)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE spike_trains (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      label TEXT NOT NULL,
      UNIQUE (run, position)
    ) STRICT;

    CREATE TABLE spikes (
      train INTEGER NOT NULL REFERENCES spike_trains (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      t_ms REAL NOT NULL,
      PRIMARY KEY (train, ordinal)
    ) STRICT, WITHOUT ROWID;

    -- Voltages of all compartments at some moments, float32, little-endian.
    CREATE TABLE frames (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      t_ms REAL NOT NULL,
      data BLOB NOT NULL,
      UNIQUE (run, ordinal)
    ) STRICT;
  `,
}
