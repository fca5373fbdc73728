// Reactions run for as long as a program does: each follows the store by itself, so that one that waits holds up no other.
import { mayPass, untilItPasses } from '../waiting/error-policy.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import { listen, type Listener } from '../stores/listen.js'
import { persist, type Failed } from '../waiting/persist.js'
import { tellRetrying, tellStopped } from './disturbance.js'
import type { Reacting } from './reacting.js'
import { stoppedAt } from './stopped.js'

export interface FollowOptions {
  readonly store: Pick<EventStore, 'subscribe'>
  readonly signal: AbortSignal
}

/**
 * Lets a reaction answer every event behind its checkpoint, and every one that comes, until the signal aborts; then it ends without an
 * error. Throws `reaction-stopped` where its policy stops it, and what ends everything alike. Its progress is saved whenever nothing comes
 * for a moment, and by `save` in the end.
 */
export async function follow<Command>(reacting: Reacting<Command>, { store, signal }: FollowOptions): Promise<void> {
  const { name, policy } = reacting
  const keeping = { key: name, retry: untilItPasses, ...waiting() }

  function waiting(recorded?: RecordedEvent) {
    return { signal, onRetry: (failed: Failed) => tellRetrying(reacting, failed, recorded) }
  }

  async function answerOrPark(recorded: RecordedEvent): Promise<void> {
    let attempts = 0
    const attempt = async () => {
      // another may have answered it since it was read, and what was parked of it may be off the list; no attempt, where it fails
      await persist(() => reacting.resume(), keeping)
      attempts += 1
      return reacting.answer(recorded)
    }
    try {
      await persist(attempt, { key: `${name}\n${recorded.id}`, retry: policy.retry, ...waiting(recorded) })
    } catch (error) {
      if (signal.aborted || policy.then === 'stop' || !mayPass(error)) throw error
      await persist(() => reacting.park(recorded, { error, attempts }), { ...keeping, ...waiting(recorded) })
    }
  }

  async function answer(recorded: RecordedEvent): Promise<void> {
    try {
      await answerOrPark(recorded)
    } catch (error) {
      throw stoppedAt(recorded, { reaction: name, error })
    }
  }

  const listener: Listener = {
    name,
    async from() {
      await reacting.resume()
      return reacting.checkpoint
    },
    async take(batch) {
      for (const recorded of batch) {
        if (signal.aborted) return
        if (!reacting.passes(recorded)) await answer(recorded)
      }
    },
    quiet: () => reacting.save(),
    onRetry: keeping.onRetry,
  }
  try {
    await listen(listener, { store, signal })
  } catch (error) {
    tellStopped(reacting, error)
    throw error
  }
}
