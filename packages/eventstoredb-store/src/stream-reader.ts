// Reading one stream, on from the last event that came where the connection broke.
import { isStreamName, type RecordedEvent, type Revision, type StreamName } from '@lianxi/event-sourcing'
import type { Client } from './client.js'
import { endings } from './endings.js'
import type { Feed } from './feed.js'
import type { Settings } from './options.js'
import { takeOn } from './take-on.js'
import { toRecorded, type ServedEvent } from './wire-event.js'

export interface Part {
  readonly from: Revision
  readonly limit: number
}

export interface StreamReader {
  /** The events of a part of a stream. It ends early, without an error, when the signal aborts. */
  read(stream: StreamName, part: Part, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[], void>
  /** −1 where there is no such stream; undefined when the signal aborts. */
  lastRevision(stream: StreamName, signal: AbortSignal): Promise<Revision | undefined>
  /** The ids under which the server knows the events of a part; fewer when the signal aborts. */
  serverIds(stream: StreamName, part: Part, signal: AbortSignal): Promise<readonly string[]>
}

export function streamReader(connection: Client, settings: Settings): StreamReader {
  const { names, deadlines } = settings

  function takeEvents(open: () => Feed, signal: AbortSignal) {
    return takeOn(open, { during: 'read', signal, patienceMs: deadlines.retry, settings })
  }

  async function* served(
    stream: StreamName,
    { from, limit }: Part,
    signal: AbortSignal,
  ): AsyncGenerator<readonly ServedEvent[], void> {
    let next = from
    let left = Math.min(limit, Number.MAX_SAFE_INTEGER)
    const ends = endings()
    if (left === 0 || !isStreamName(stream)) return
    const open = () => connection.readStream({ stream: names.toServer(stream), from: next, count: left })
    while (!ends.believed && !signal.aborted) {
      for await (const taken of takeEvents(open, signal)) {
        ends.hear(taken)
        if (taken.type === 'end' || taken.type === 'missing') break
        if (taken.type !== 'events') continue
        next = (taken.events.at(-1)?.revision ?? next) + 1
        left -= taken.events.length
        yield taken.events
        if (left <= 0) return
      }
    }
  }

  return {
    async *read(stream, part, signal) {
      for await (const events of served(stream, part, signal)) yield events.map((event) => toRecorded(event, names))
    },

    async lastRevision(stream, signal) {
      const open = () => connection.readLast(names.toServer(stream))
      const ends = endings()
      while (!ends.believed && !signal.aborted) {
        for await (const taken of takeEvents(open, signal)) {
          ends.hear(taken)
          if (taken.type === 'events') return taken.events[0]?.revision
          if (taken.type === 'end' || taken.type === 'missing') break
        }
      }
      return ends.believed ? -1 : undefined
    },

    async serverIds(stream, part, signal) {
      const ids: string[] = []
      for await (const events of served(stream, part, signal)) ids.push(...events.map(({ id }) => id))
      return ids
    },
  }
}
