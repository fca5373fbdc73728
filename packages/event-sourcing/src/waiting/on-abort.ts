// Hearing that a signal aborts. All who hear one signal share one listener on it, since Node warns of a leak at the eleventh; and nothing is
// left on a signal that lives long, as `AbortSignal.any` leaves it (nodejs/node 55351, 64476).

interface Heard {
  readonly hearers: Set<() => void>
  readonly listener: () => void
}

const heard = new WeakMap<AbortSignal, Heard>()

function listenTo(signal: AbortSignal): Heard {
  const hearers = new Set<() => void>()
  const listener = () => {
    for (const hearer of hearers) hearer()
  }
  signal.addEventListener('abort', listener)
  return { hearers, listener }
}

/** Calls `hear` when the signal aborts; at once where it has. Whoever calls what is returned hears no more. */
export function onAbort(signal: AbortSignal, hear: () => void): () => void {
  if (signal.aborted) {
    hear()
    return () => {}
  }
  const of = heard.get(signal) ?? listenTo(signal)
  heard.set(signal, of)
  // its own, since one function may hear a signal twice
  const hearer = () => hear()
  of.hearers.add(hearer)
  return () => {
    of.hearers.delete(hearer)
    if (of.hearers.size > 0) return
    signal.removeEventListener('abort', of.listener)
    if (heard.get(signal) === of) heard.delete(signal)
  }
}
