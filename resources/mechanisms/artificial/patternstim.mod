TITLE Events of a whole network at given times

COMMENT
Plays a raster: at times[k] the source of events with the gid gids[k] is taken to fire, so that events go to all its
connections with their delays and weights. So a part of a network gets the input that the whole would give it: the
spikes of all sources, as recorded, are the pattern, and what is not in this part is known by its gid alone.
A gid that a spike detector or an artificial cell of this simulation has is passed over, as that one fires by itself;
with fake_output = 1 it is fired as well. Times must not fall. Spikes go out in portions of a hundred, ahead of time.
Like NEURON's PatternStim (Hines & Carnevale, Translating network models to parallel hardware in NEURON,
J Neurosci Methods 169:425, 2008, for gids).
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL PatternStim
  RANGE fake_output
  SERIES times, gids
  THREADSAFE
}

PARAMETER {
  fake_output = 0 <0, 1>  : whether sources of this simulation are fired too
}

ASSIGNED {
  next  : place of the next spike in the pattern
}

INITIAL {
  next = 0
  if (vector_capacity(times) > 0) {
    net_send(0, 1)
  }
}

NET_RECEIVE (w) {
  LOCAL sent, going, due
  if (flag == 1) {
    sent = 0
    due = t
    going = 1
    while (going) {
      due = vector_at(times, next)
      gid_event(vector_at(gids, next), due, fake_output)
      next = next + 1
      sent = sent + 1
      if (next >= vector_capacity(times)) {
        going = 0
      } else {
        due = vector_at(times, next)
        if (sent > 101 && due > t) {
          going = 0
        }
      }
    }
    if (next < vector_capacity(times)) {
      net_send(due - t, 1)
    }
  }
}
