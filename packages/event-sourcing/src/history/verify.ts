// Checks every stream's hash chain over the stored texts, beneath upcasters and schemas.
import { eventHash } from '../texts/chain.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import type { Position, Revision } from '../terms/position.js'
import type { StreamName } from '../terms/stream.js'
import { heeding } from '../waiting/heeding.js'

export interface BrokenLink {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly reason: 'hash-differs' | 'revision-out-of-order'
}

export interface Verification {
  readonly events: number
  readonly streams: number
  /** Each place where a chain does not hold; what follows a broken link is judged by the hash that is stored there. */
  readonly broken: readonly BrokenLink[]
}

export interface VerifyOptions {
  readonly partition?: string
  readonly signal?: AbortSignal
  /** Called after each batch with the events checked so far. */
  readonly onProgress?: (events: number) => void
}

/** What a chain cannot see: a tail cut off, a stream gone, a chain rewritten whole. */
export async function verify(
  store: Pick<EventStore, 'readAll'>,
  { partition, signal, onProgress }: VerifyOptions = {},
): Promise<Verification> {
  const heads = new Map<StreamName, { readonly revision: Revision; readonly hash: string }>()
  const broken: BrokenLink[] = []
  let events = 0

  function check(event: RecordedEvent): void {
    const { stream, revision, position, hash } = event
    const head = heads.get(stream)
    const next = (head?.revision ?? -1) + 1
    if (revision !== next) broken.push({ stream, revision, position, reason: 'revision-out-of-order' })
    else if (hash !== eventHash({ previous: head?.hash ?? '', stream, revision }, event)) {
      broken.push({ stream, revision, position, reason: 'hash-differs' })
    }
    heads.set(stream, { revision, hash })
  }

  const batches = store.readAll(partition === undefined ? {} : { partition })
  for await (const batch of heeding(batches, signal)) {
    for (const event of batch) check(event)
    events += batch.length
    onProgress?.(events)
  }
  return { events, streams: heads.size, broken }
}
