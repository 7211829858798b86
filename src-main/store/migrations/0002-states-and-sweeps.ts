import type { Migration } from './migration.ts'

/** States that runs can begin with and go back to, and sweeps. */
export const statesAndSweeps: Migration = {
  version: 2,
  up: `
    -- Time of the first sample, which is not 0 where a run began with a state; and that state.
    ALTER TABLE runs ADD COLUMN start_ms REAL NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN start_state TEXT REFERENCES blobs (hash);

    -- The state that a run ended with.
    CREATE TABLE run_states (
      run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      t_ms REAL NOT NULL,
      data BLOB NOT NULL
    ) STRICT;

    -- Models with which a run went on from some moment, where somebody changed parameters and went back to it.
    CREATE TABLE run_changes (
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      from_ms REAL NOT NULL,
      model TEXT NOT NULL REFERENCES blobs (hash),
      PRIMARY KEY (run, from_ms)
    ) STRICT, WITHOUT ROWID;

    -- Saved states, never changed. Their names, and whether they are there at all, are documents of the kind
    -- 'condition', named by the id.
    CREATE TABLE conditions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      t_ms REAL NOT NULL,
      created TEXT NOT NULL,
      run TEXT NOT NULL,
      model TEXT NOT NULL REFERENCES blobs (hash),
      morphology TEXT NOT NULL REFERENCES blobs (hash),
      fingerprints TEXT NOT NULL,
      compartments INTEGER NOT NULL,
      state TEXT NOT NULL REFERENCES blobs (hash)
    ) STRICT;

    -- Each sweep keeps what made it; its model has the part that says what was varied.
    CREATE TABLE sweeps (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('running', 'paused', 'interrupted', 'finished', 'failed', 'cancelled', 'removed')),
      started TEXT NOT NULL,
      ended TEXT,
      model TEXT NOT NULL REFERENCES blobs (hash),
      morphology TEXT NOT NULL REFERENCES blobs (hash),
      -- Variants × parameters as float64, little-endian.
      design TEXT NOT NULL REFERENCES blobs (hash),
      variants INTEGER NOT NULL,
      engine TEXT NOT NULL,
      fingerprints TEXT NOT NULL,
      recorded TEXT NOT NULL,
      keeps_traces INTEGER NOT NULL CHECK (keeps_traces IN (0, 1)),
      dt_ms REAL NOT NULL,
      threads INTEGER NOT NULL,
      seconds REAL NOT NULL,
      diagnostics TEXT NOT NULL
    ) STRICT;

    -- Of each recorded variable the lowest, the highest, the mean and the last, as float64.
    CREATE TABLE sweep_results (
      sweep INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
      variant INTEGER NOT NULL,
      failure TEXT,
      summaries BLOB NOT NULL,
      PRIMARY KEY (sweep, variant)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sweep_spikes (
      sweep INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
      variant INTEGER NOT NULL,
      train INTEGER NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (sweep, variant, train)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sweep_traces (
      id INTEGER PRIMARY KEY,
      sweep INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
      variant INTEGER NOT NULL,
      probe INTEGER NOT NULL,
      data BLOB NOT NULL,
      UNIQUE (sweep, variant, probe)
    ) STRICT;
  `,
}
