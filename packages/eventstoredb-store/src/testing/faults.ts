// The faults that were planned: finds the one that chooses a call, and carries it out at its moment.
import type {
  CallSubject,
  FaultAction,
  FaultMoment,
  FaultPlace,
  FaultPlan,
  Faults,
  PlannedFault,
} from './fault-plan.js'
import type { Call } from './grpc/call.js'
import { CallRefused, type Status } from './grpc/status.js'
import { tooBusy } from './refusals.js'

/** A fault that has chosen its call. */
export interface Strike {
  readonly at: FaultMoment
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
      const inForce = putInForce(plan, leaderHint)
      planned.push(inForce)
      return inForce.fault
    },
    strike: (on, subject) => planned.find((plan) => plan.chooses(on, subject))?.strike,
  }
}

interface PlanInForce {
  readonly fault: PlannedFault
  readonly strike: Strike
  chooses(on: FaultPlace, subject: CallSubject): boolean
}

function putInForce(
  { on, which = 1, times = 1, at = 'before', ...plan }: FaultPlan,
  leaderHint: () => Status,
): PlanInForce {
  const struck = signal()
  const released = signal()
  let seen = 0
  let left = times
  let hits = 0
  return {
    fault: {
      get hits() {
        return hits
      },
      hit: struck.given,
      release: released.give,
      cancel() {
        left = 0
      },
    },
    strike: {
      at,
      carryOut(call) {
        hits += 1
        struck.give()
        return carryOut(call, { action: plan.do, released: released.given, leaderHint })
      },
    },
    chooses(place, subject) {
      if (place !== on || left <= 0) return false
      seen += 1
      const isChosen = typeof which === 'function' ? which(subject) : seen >= which
      if (isChosen) left -= 1
      return isChosen
    },
  }
}

interface CarryingOut {
  readonly action: FaultAction
  readonly released: Promise<void>
  readonly leaderHint: () => Status
}

async function carryOut(call: Call, { action, released, leaderHint }: CarryingOut): Promise<void> {
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
class CallOver extends Error {}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}
