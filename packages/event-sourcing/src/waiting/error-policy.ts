// What becomes of an event whose answer throws: data, given for all reactions of an engine or for one of them.
import * as z from 'zod'
import { isLianxiError, type ErrorCode } from '../terms/errors.js'
import { parse } from '../terms/parse.js'

export interface ErrorPolicy {
  /** How an error that may pass (its `retryable`) is waited out while reactions run. */
  readonly retry?: {
    /** How often the event is tried in all; for as long as the reactions run, unless said. */
    readonly attempts?: number
    /** Each wait is a share of a span that begins at twice this, and doubles; 50 unless said. */
    readonly firstMs?: number
    /** No wait is longer; 30,000 unless said. */
    readonly longestMs?: number
  }
  /** What is done about an error that does not pass: stop with it at this event, or park the event and go on. `'stop'` unless said. */
  readonly then?: 'stop' | 'park'
}

/** How often, and how long apart. */
export interface Retry {
  readonly attempts: number
  readonly firstMs: number
  readonly longestMs: number
}

/** A policy that leaves nothing open. */
export interface FullErrorPolicy {
  readonly retry: Retry
  readonly then: 'stop' | 'park'
}

// a timer counts no further than some weeks
const milliseconds = z.int().min(1).max(86_400_000)
const schema = z.strictObject({
  retry: z.exactOptional(
    z.strictObject({
      attempts: z.exactOptional(z.int().min(1)),
      firstMs: z.exactOptional(milliseconds),
      longestMs: z.exactOptional(milliseconds),
    }),
  ),
  then: z.exactOptional(z.enum(['stop', 'park'])),
})

/** For what has no event to stop at or to park: a store that does not answer is asked until it does. */
export const untilItPasses: Retry = { attempts: Number.POSITIVE_INFINITY, firstMs: 50, longestMs: 30_000 }

/** Checks a policy, and says what it leaves open. Throws `invalid-input` that names `what`. */
export function fullErrorPolicy(policy: ErrorPolicy, what: string): FullErrorPolicy {
  const { retry = {}, then = 'stop' } = parse(schema, policy, what)
  return { retry: { ...untilItPasses, ...retry }, then }
}

/** Whether the same may do well a little later. */
export function mayPass(error: unknown): boolean {
  return isLianxiError(error) && error.retryable
}

/** What would meet every event alike, or would be judged otherwise by a newer program: it is about no event, and parks none. */
const aboutNoEvent: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'newer-event',
  'engine-closed',
  'invalid-position',
  'progress-of-another-store',
  'store-closed',
  'store-damaged',
  'store-file',
  'store-newer',
  'store-not-ours',
  'store-read-only',
  'store-refused',
  'too-many-parked',
  'view-store-not-durable',
])

/** Whether an event may be parked because of this error, where the policy says so. */
export function mayPark(error: unknown): boolean {
  return !isLianxiError(error) || !aboutNoEvent.has(error.code)
}
