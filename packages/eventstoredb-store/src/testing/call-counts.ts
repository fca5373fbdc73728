// How many calls a double was sent and how many are still open: what is never cancelled shows here.
import type { Call } from './grpc/call.js'
import type { Handler } from './grpc/server.js'

export const methods = ['append', 'batchAppend', 'read', 'delete', 'tombstone', 'features', 'gossip'] as const

export type Method = (typeof methods)[number]

export interface CallCount {
  readonly open: number
  readonly total: number
}

export type CallCounts = Readonly<Record<Method, CallCount>>

export interface CallCounter {
  readonly counts: CallCounts
  counted(method: Method, handler: Handler): Handler
}

export function openCallCounter(): CallCounter {
  const counts = Object.fromEntries(methods.map((method) => [method, { open: 0, total: 0 }])) as Record<
    Method,
    { open: number; total: number }
  >
  return {
    counts,
    counted: (method, handler) => (call: Call) => {
      const count = counts[method]
      count.open += 1
      count.total += 1
      void call.whenOver.then(() => (count.open -= 1))
      return handler(call)
    },
  }
}
