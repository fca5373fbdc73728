// Progress is for people and for bars: telling it at each event would cost more than the event.
const between = 1_000

export interface Telling {
  reached(count: number): void
  end(count: number): void
}

/** Tells each so many events, and in the end. */
export function everySoMany(tell: ((count: number) => void) | undefined): Telling {
  return {
    reached(count) {
      if (count % between === 0) tell?.(count)
    },
    end(count) {
      if (count === 0 || count % between !== 0) tell?.(count)
    },
  }
}
