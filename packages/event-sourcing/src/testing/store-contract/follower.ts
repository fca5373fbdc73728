// Somebody who subscribes in the background, and can be asked how far they are.
import type { EventStore, RecordedEvent, SubscribeOptions } from '../../stores/event-store.js'
import { broken, type Progress } from './case.js'
import { collect, later } from './samples.js'

export interface Follower {
  /** Returns when so many events came. Fails where the subscription ends before. */
  reaches(count: number): Promise<void> & Progress
  /** Aborts, and returns what came. */
  stop(): Promise<readonly RecordedEvent[]>
}

export interface FollowOptions extends Omit<SubscribeOptions, 'signal'> {
  /** What the reader does with each batch before it asks for the next. */
  readonly between?: (batch: readonly RecordedEvent[]) => Promise<void>
}

export function follow(store: EventStore, { between = async () => {}, ...options }: FollowOptions = {}): Follower {
  const controller = new AbortController()
  const waiting = new Set<() => void>()
  let came = 0

  async function* reading() {
    for await (const batch of store.subscribe({ ...options, signal: controller.signal })) {
      yield batch
      came += batch.length
      for (const look of waiting) look()
      await between(batch)
    }
  }

  const seen = later(collect(reading()))

  return {
    reaches(count) {
      const enough = new Promise<void>((resolve) => {
        const look = () => {
          if (came < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      })
      const ended = seen.then(() => {
        if (came < count)
          broken('a subscription goes on until it is ended', `it ended after ${came} of ${count} events`)
      })
      return Object.assign(later(Promise.race([enough, ended])), { soFar: () => `${came} of ${count} events came` })
    },
    async stop() {
      controller.abort()
      return seen
    },
  }
}
