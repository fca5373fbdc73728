// Where streams ended when this connection last looked. Another process may have gone on since, so it is a guess, which the unique index of
// (stream, revision) confirms: a stream only grows, so the revision behind the guessed end is free where the guess is right, and taken where
// it is not.
import type { Revision, StreamName } from '@lianxi/event-sourcing'

export interface KnownStream {
  readonly id: number
  readonly partition: number
  last: Revision
}

export interface KnownStreams {
  get(stream: StreamName): KnownStream | undefined
  set(stream: StreamName, known: KnownStream): void
  /** To be called where a transaction was undone: what was learned in it is not so. */
  forget(): void
}

const most = 10_000

export function knownStreams(): KnownStreams {
  const streams = new Map<StreamName, KnownStream>()
  return {
    get: (stream) => streams.get(stream),
    set(stream, known) {
      // all at once is cheap, and rare: each then costs one look-up by name again
      if (streams.size >= most) streams.clear()
      streams.set(stream, known)
    },
    forget: () => streams.clear(),
  }
}
