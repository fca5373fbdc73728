// Following a store for as long as a program runs, through subscriptions that end or fail for a time.
import { mayPass, untilItPasses } from '../waiting/error-policy.js'
import { linkedController } from '../waiting/linked-controller.js'
import type { EventStore, RecordedEvent } from './event-store.js'
import { pause } from '../waiting/pause.js'
import { persist, type Failed } from '../waiting/persist.js'
import type { Position } from '../terms/position.js'

// long enough that a burst of commands is one, short enough that a program which is ended has little to read again
const quietAfterMs = 200

export interface Listener {
  /** Tells its waits from those of others. */
  readonly name: string
  /** Where to begin: what stands behind it is handed over. */
  from(): Promise<Position | undefined>
  take(batch: readonly RecordedEvent[]): Promise<void>
  /** Nothing has come for a moment since the last batch. */
  quiet(): Promise<void>
  /** The store failed for a time, or what was to be done in a quiet moment, and is asked again. */
  onRetry(failed: Failed): void
}

export interface Listening {
  readonly store: Pick<EventStore, 'subscribe'>
  readonly signal: AbortSignal
}

/**
 * Hands over what is stored and what comes, until the signal aborts; then it ends without an error. Throws what `take` throws, and from
 * elsewhere what does not pass.
 */
export async function listen(
  { name, from, take, quiet, onRetry }: Listener,
  { store, signal }: Listening,
): Promise<void> {
  const keeping = { key: name, retry: untilItPasses, signal, onRetry }
  const over = linkedController(signal)
  let batches: Batches | undefined
  try {
    const after = await persist(from, keeping)
    batches = live({ name, onRetry }, { store, after, signal: over.signal })
    for (let next = await batches.next(); next.done !== true && !signal.aborted;) {
      await take(next.value)
      const coming = batches.next()
      if (await isQuiet(coming)) await persist(quiet, keeping)
      next = await coming
    }
  } catch (error) {
    // what was tried until the end is tried again by whoever runs next
    if (!signal.aborted || !mayPass(error)) throw error
  } finally {
    over.abort()
    await batches?.return()
  }
}

type Batches = AsyncGenerator<readonly RecordedEvent[], void, void>

/** Subscribes, and again from the last batch when the subscription ends by itself or fails with what may pass. */
async function* live(
  { name, onRetry }: Pick<Listener, 'name' | 'onRetry'>,
  { store, after, signal }: Listening & { readonly after: Position | undefined },
): Batches {
  let reached = after
  let failures = 0
  while (!signal.aborted) {
    let ended: unknown = new Error('the subscription ended by itself')
    try {
      for await (const batch of store.subscribe({ ...(reached === undefined ? {} : { after: reached }), signal })) {
        yield batch
        reached = batch.at(-1)?.position
        failures = 0
      }
    } catch (error) {
      if (!mayPass(error)) throw error
      ended = error
    }
    if (signal.aborted) return
    failures += 1
    onRetry({ error: ended, attempt: failures })
    await pause(`${name}\n${reached}`, failures, { ...untilItPasses, signal })
  }
}

async function isQuiet(coming: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<true>((resolve) => {
    timer = setTimeout(() => resolve(true), quietAfterMs)
  })
  try {
    return await Promise.race([silence, coming.then(() => false)])
  } finally {
    clearTimeout(timer)
  }
}
