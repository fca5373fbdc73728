// Faults planned ahead: which call they strike, at which moment of it, and what then happens.
import type { Call } from './grpc/call.js'
import { CallRefused, type Status } from './grpc/status.js'
import { tooBusy } from './refusals.js'

export type FaultPlace = 'append' | 'batch-append' | 'read' | 'subscribe' | 'delete' | 'features' | 'gossip'

/** What a call is about, for a fault to choose by. */
export interface CallSubject {
  readonly stream?: string | undefined
  readonly eventIds?: readonly string[]
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

export interface FaultPlan {
  readonly on: FaultPlace
  /** The how-manieth such call from now on (the first is 1), or which ones; the first unless said. */
  readonly which?: number | ((subject: CallSubject) => boolean)
  /** How many calls in all are struck, from that one on; 1 unless said. */
  readonly times?: number
  /** `after-store`: what was appended is kept, and only the answer is missing. `before` unless said. */
  readonly at?: 'before' | 'after-store' | { readonly afterEvents: number }
  readonly do: FaultAction
}

export interface PlannedFault {
  /** How many calls were struck. */
  readonly hits: number
  /** Resolves when the first call is struck. */
  readonly hit: Promise<void>
  /** Lets what hangs go on, now and later. An append that hung before it was stored is stored then, whether or not its caller waits. */
  release(): void
  /** Strikes no further call. */
  cancel(): void
}

export interface Faults {
  plan(plan: FaultPlan): PlannedFault
}

/** A fault that has chosen its call. */
export interface Strike {
  readonly at: NonNullable<FaultPlan['at']>
  /** Does what was planned; returns only where the call goes on. */
  carryOut(call: Call): Promise<void>
}

export interface FaultBoard extends Faults {
  strike(on: FaultPlace, subject: CallSubject): Strike | undefined
}

/** `leaderHint` is the status that names another node. */
export function openFaults({ leaderHint }: { readonly leaderHint: () => Status }): FaultBoard {
  const planned: PlanInForce[] = []
  return {
    plan(plan) {
      const inForce = planInForce(plan, leaderHint)
      planned.push(inForce)
      return inForce.fault
    },
    strike(on, subject) {
      const chosen = planned.find((plan) => plan.takes(on, subject))
      return chosen?.strike()
    },
  }
}

interface PlanInForce {
  readonly fault: PlannedFault
  takes(on: FaultPlace, subject: CallSubject): boolean
  strike(): Strike
}

function planInForce(plan: FaultPlan, leaderHint: () => Status): PlanInForce {
  const { on, which = 1, times = 1, at = 'before' } = plan
  const hit = signal()
  const released = signal()
  let seen = 0
  let hits = 0
  let cancelled = false
  const fault: PlannedFault = {
    get hits() {
      return hits
    },
    hit: hit.given,
    release: released.give,
    cancel() {
      cancelled = true
    },
  }
  return {
    fault,
    takes(place, subject) {
      if (place !== on || cancelled || hits >= times) return false
      if (typeof which === 'function') return which(subject)
      seen += 1
      return seen >= which
    },
    strike() {
      hits += 1
      return {
        at,
        carryOut(call) {
          hit.give()
          return carryOut(call, { action: plan.do, released: released.given, leaderHint })
        },
      }
    },
  }
}

async function carryOut(
  call: Call,
  {
    action,
    released,
    leaderHint,
  }: { readonly action: FaultAction; readonly released: Promise<void>; readonly leaderHint: () => Status },
): Promise<void> {
  switch (action) {
    case 'hang':
      return released
    case 'reset-stream':
      call.resetStream()
      throw new CallOver()
    case 'reset-connection':
      call.resetConnection()
      throw new CallOver()
    case 'end-ok':
      call.end()
      throw new CallOver()
    case 'not-leader':
      throw new CallRefused(leaderHint())
    case 'too-busy':
      throw new CallRefused(tooBusy)
    default:
      throw new CallRefused(action)
  }
}

/** Thrown where a fault has ended the call, so that its handler stops. */
export class CallOver extends Error {}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
