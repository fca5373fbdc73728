// What can be planned to go wrong, where and when, and the handle by which a test follows it.
import type { ExpectedRevision } from './appending.js'
import type { Status } from './grpc/status.js'
import type { RequestedFilter } from './record-filter.js'
import type { ReadRequest } from './wire/read-request.js'

/** What a call asks for, as far as it has it: for a fault to choose by, or for a test to note. */
export interface CallSubject {
  /** `grpc-timeout`, how long the caller waits; `requires-leader`; `authorization`. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Undefined, of a reading or a subscription: all streams. */
  readonly stream?: string | undefined
  /** Of an append. */
  readonly eventIds?: readonly string[]
  /** Of an append: where the stream must be. */
  readonly expected?: ExpectedRevision
  /** Where a reading begins; a subscription begins behind it. */
  readonly from?: ReadRequest['from']
  /** Of a subscription to all: which events are wanted. */
  readonly filter?: RequestedFilter | undefined
}

/**
 * - `hang`: nothing more is sent until the fault is released; then the call goes on as if nothing had been
 * - `reset-stream`, `reset-connection`: HTTP/2 or TCP reset
 * - `end-ok`: the call ends as a success, whatever is still missing
 * - `not-leader`: with the other node's address, or of a port where nobody listens
 * - `too-busy`: the server does not take it; of a stream of appends it ends one, not the stream
 * - a status: the call ends with it
 */
export type FaultAction = 'hang' | 'reset-stream' | 'reset-connection' | 'end-ok' | 'not-leader' | 'too-busy' | Status

export interface FaultChoice {
  /** The how-manieth such call from now on (the first is 1), or which ones; the first unless said. */
  readonly which?: number | ((subject: CallSubject) => boolean)
  /** How many calls in all are struck, from that one on; 1 unless said. */
  readonly times?: number
  readonly do: FaultAction
}

export interface AppendFault extends FaultChoice {
  readonly on: 'append' | 'batch-append'
  /** `after-store`: what was appended is kept, and only the answer is missing. `before` unless said. */
  readonly at?: 'before' | 'after-store'
}

export interface ReadFault extends FaultChoice {
  readonly on: 'read' | 'subscribe'
  /** After so many events that were sent; `before` the first message unless said. */
  readonly at?: 'before' | { readonly afterEvents: number }
}

export interface OtherFault extends FaultChoice {
  readonly on: 'delete' | 'features' | 'gossip'
  readonly at?: 'before'
}

export type FaultPlan = AppendFault | ReadFault | OtherFault

export type FaultPlace = FaultPlan['on']
export type FaultMoment = NonNullable<FaultPlan['at']>

export interface PlannedFault {
  /** How often it struck. */
  readonly hits: number
  /** Resolves when it strikes for the first time. */
  readonly hit: Promise<void>
  /** Lets what hangs go on, now and later. An append that hung before it was stored is stored then, whether or not its caller waits. */
  release(): void
  /** Chooses no further call. */
  cancel(): void
}

export interface Faults {
  plan(plan: FaultPlan): PlannedFault
}
