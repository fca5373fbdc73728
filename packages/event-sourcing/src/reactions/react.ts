// Reactions run until nothing is left to react to.
import { mayPass } from '../waiting/error-policy.js'
import type { EventStore, RecordedEvent } from '../stores/event-store.js'
import type { Position } from '../terms/position.js'
import { tellStopped } from './disturbance.js'
import type { Reacting } from './reacting.js'
import { stoppedAt } from './stopped.js'

export interface SettleOptions<Command> {
  readonly reacting: readonly Reacting<Command>[]
  readonly store: Pick<EventStore, 'readAll'>
  readonly signal?: AbortSignal
}

/** Where the reaction stands that is furthest behind; undefined where one stands before the first event. */
function earliest(positions: readonly (Position | undefined)[]): Position | undefined {
  return positions.reduce(
    (least, position) =>
      least === undefined || position === undefined ? undefined : position < least ? position : least,
    positions[0],
  )
}

/**
 * Lets every reaction answer every event behind its checkpoint, those that this causes included, until nothing is left.
 * It waits for nothing: a reaction whose answer fails for a time, or is to stop by its policy, stops where it failed; the others go on
 * to the end, and then its error is thrown: `reaction-stopped`, but for what may pass or ends everything alike.
 */
export async function settle<Command>({ reacting, store, signal }: SettleOptions<Command>): Promise<void> {
  const failed = new Map<Reacting<Command>, unknown>()
  const going = () => reacting.filter((each) => !failed.has(each))

  for (const each of reacting) await each.resume()
  while (going().length > 0 && (await pass())) signal?.throwIfAborted()
  for (const each of reacting) await each.save()
  for (const error of failed.values()) throw error

  /** Reads once to the end. Returns whether there was anything to read. */
  async function pass(): Promise<boolean> {
    const after = earliest(going().map(({ checkpoint }) => checkpoint))
    let read = false
    for await (const batch of store.readAll(after === undefined ? {} : { after })) {
      read = true
      for (const recorded of batch) await answerAll(recorded)
    }
    return read
  }

  async function answerAll(recorded: RecordedEvent): Promise<void> {
    signal?.throwIfAborted()
    for (const each of going()) {
      try {
        if (each.passes(recorded)) continue
        // another may have answered it since it was read, and what was parked of it may be off the list
        await each.resume()
        await each.answer(recorded)
      } catch (error) {
        const told = stoppedAt(recorded, { reaction: each.name, error })
        tellStopped(each, told)
        failed.set(each, mayPass(error) ? error : told)
      }
    }
  }
}
