// Goes on taking where a feed broke off: an error, an end and a close of the server are alike to whoever reads on.
import { backOff, wait } from './back-off.js'
import { isLasting, reasonOf, storeError, type Failure } from './failure.js'
import type { Feed, Taken } from './feed.js'
import type { Disturbance, Settings } from './options.js'

export interface TakingOptions {
  readonly during: Disturbance['during']
  /** Ends the taking, without an error. */
  readonly signal: AbortSignal
  /** How long to try without getting anything, in milliseconds, before `store-unavailable` is thrown. */
  readonly patienceMs: number
  readonly settings: Pick<Settings, 'store' | 'onDisturbance'>
  /** Whether what is given brings the reading on, so that patience begins anew; every event does unless said. */
  readonly isNews?: (given: Given) => boolean
}

/** What was asked for is not there: there is nothing to read, and nothing more will come. */
export type Given = Exclude<Taken, { type: 'failure' }> | { readonly type: 'missing' }

const endOfServer: Failure = { type: 'disturbed', reason: 'the server ended it', sent: true }

const isAnswer = ({ type }: Given) => type !== 'end' && type !== 'missing' && type !== 'silence'

/** Gives what the feed gives, until it breaks off or the signal aborts; returns why it broke off, and undefined where it was only silent. */
async function* takeFrom(feed: Feed, signal: AbortSignal): AsyncGenerator<Given, Failure | undefined> {
  const end = () => feed.end()
  signal.addEventListener('abort', end)
  try {
    for (;;) {
      const taken = await feed.take()
      if (signal.aborted) return undefined
      if (taken.type === 'failure' && taken.failure.type !== 'missing') return taken.failure
      yield taken.type === 'failure' ? { type: 'missing' } : taken
      if (taken.type === 'end' || taken.type === 'failure') return endOfServer
      if (taken.type === 'silence') return undefined
    }
  } finally {
    signal.removeEventListener('abort', end)
    feed.end()
  }
}

/**
 * Takes from the feed that `open` gives, and from another whenever it breaks off, ends or is silent; `open` begins behind what was taken.
 * Whoever takes a bounded reading leaves at its `end` or where it is `missing`. Nothing is given after the signal.
 */
export async function* takeOn(open: () => Feed, options: TakingOptions): AsyncGenerator<Given, void> {
  const { signal, patienceMs, during, settings, isNews = isAnswer } = options
  let failures = 0
  let since = performance.now()
  while (!signal.aborted) {
    const taking = takeFrom(open(), signal)
    let failure: Failure | undefined
    try {
      for (;;) {
        const next = await taking.next()
        if (next.done === true) {
          failure = next.value
          break
        }
        if (isNews(next.value)) failures = 0
        yield next.value
        // the time that a caller takes is not the server's
        if (failures === 0) since = performance.now()
      }
    } finally {
      await taking.return(undefined)
    }
    if (failure === undefined || signal.aborted) continue
    if (isLasting(failure) || performance.now() - since > patienceMs) throw storeError(settings.store, failure)
    settings.onDisturbance({ during, reason: reasonOf(failure), attempt: ++failures })
    await wait(backOff(failures), signal)
  }
}
