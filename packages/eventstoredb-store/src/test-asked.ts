// What a double is asked, call by call.
import type { CallSubject, EventStoreDBDouble, FaultPlace } from './testing/index.js'

/** Grows with each such call from now on; calls that a fault strikes which was planned before are not among them. */
export function asked({ faults }: EventStoreDBDouble, on: FaultPlace): readonly CallSubject[] {
  const calls: CallSubject[] = []
  function which(call: CallSubject): boolean {
    calls.push(call)
    return false
  }
  faults.plan({ on, which, do: 'hang' })
  return calls
}
