import type { Migration } from './migration.ts'

/**
 * Traces whose samples have times of their own, and those that are known only when their run has ended; sweeps that begin
 * with a state.
 */
export const sampleTimes: Migration = {
  version: 3,
  up: `
    -- 0: samples follow one another by the run's dt; 1: the times of the samples stand beside them.
    ALTER TABLE probes ADD COLUMN own_times INTEGER NOT NULL DEFAULT 0 CHECK (own_times IN (0, 1));

    -- What an electrode sees before its medium has had its effect, and that medium as JSON: a trace that nobody looks
    -- at, out of which the electrode's own is made when the run has ended. Such a one has a position below 0.
    ALTER TABLE probes ADD COLUMN raw_of INTEGER REFERENCES probes (id) ON DELETE CASCADE;
    ALTER TABLE probes ADD COLUMN medium TEXT;
    CREATE INDEX probes_by_raw ON probes (raw_of);

    -- The samples' times as float64, as many as samples; NULL where they follow one another by dt.
    ALTER TABLE trace_chunks ADD COLUMN times BLOB;

    -- trace_levels of traces with own times: bins of 16^level ms at multiples of that, with the time of the first sample
    -- and of the last, the lowest, the highest, and how many there are; none for bins without samples. Each chunk has
    -- its own levels.

    -- The same for traces of a sweep's variants.
    ALTER TABLE sweep_traces ADD COLUMN times BLOB;

    -- The state that every variant begins with, and its time, which is that of the first sample.
    ALTER TABLE sweeps ADD COLUMN start_ms REAL NOT NULL DEFAULT 0;
    ALTER TABLE sweeps ADD COLUMN start_state TEXT REFERENCES blobs (hash);
  `,
}
