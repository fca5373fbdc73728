// What a writer stores: each event says which append it belongs to, so that half an append would show.
import {
  canonicalText,
  eventHash,
  eventId,
  type NewEvent,
  type Revision,
  type StreamName,
} from '@lianxi/event-sourcing'
import { z } from 'zod'

/** The end of a stream: its last revision, −1 where there is none, and the hash that the next event is chained to. */
export interface Tail {
  readonly revision: Revision
  readonly hash: string
}

export const noTail: Tail = { revision: -1, hash: '' }

const place = z.strictObject({ append: z.string(), index: z.number(), of: z.number() })

/** The events of an append of that name, chained behind the tail. */
export function notes(stream: StreamName, tail: Tail, { append, of }: { append: string; of: number }): NewEvent[] {
  let previous = tail.hash
  return Array.from({ length: of }, (_, index) => {
    const event = {
      id: eventId(stream, append, index),
      type: 'NoteTaken',
      data: canonicalText({ append, index, of }),
      metadata: '{}',
    }
    previous = eventHash({ previous, stream, revision: tail.revision + 1 + index }, event)
    return { ...event, hash: previous }
  })
}

export const placeOf = (data: string) => place.parse(JSON.parse(data))
