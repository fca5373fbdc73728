// Views kept up with what happens while a program runs, so that whoever asks finds little left to read.
import {
  hasCode,
  listen,
  mayPark,
  mayPass,
  persist,
  streamParts,
  toldOf,
  untilItPasses,
  type EventStore,
  type Failed,
  type LiveView,
  type RecordedEvent,
} from '@lianxi/event-sourcing'
import type { Tell } from './disturbance.js'
import type { Runner } from './together.js'

/** A view of one alliance, whatever its state. */
export type KeptView = Pick<LiveView<unknown, object>, 'key' | 'catchUp' | 'save'>

export interface KeepingUp {
  readonly store: Pick<EventStore, 'head' | 'subscribe'>
  /** All views of an alliance. */
  of(partition: string): Iterable<KeptView>
  /** Those in memory. */
  held(): Promise<Iterable<KeptView>>
  readonly tell: Tell
}

/** It fails by a mistake of its own, and would each time: no store is to blame. */
function isItsOwn(error: unknown): boolean {
  return !mayPass(error) && mayPark(error)
}

/**
 * Keeps the views of an alliance up as something happens in it; what stands before is folded when it is asked for. A view that fails by
 * its own mistake is left alone from then on: nobody waits for it here, and whoever asks for it is told.
 */
export function keepUp({ store, of, held, tell }: KeepingUp): Runner {
  const leftAlone = new WeakSet<KeptView>()
  const onRetry = ({ error, attempt }: Failed) => tell({ kind: 'views-retrying', attempt, ...toldOf(error) }, error)

  async function unlessLeft(view: KeptView, job: () => Promise<void>, isToLeave: (error: unknown) => boolean) {
    if (leftAlone.has(view)) return
    try {
      await job()
    } catch (error) {
      if (!isToLeave(error)) throw error
      leftAlone.add(view)
      const { name, partition } = view.key
      tell({ kind: 'view-left-alone', view: name, allianceId: partition, ...toldOf(error) }, error)
    }
  }

  async function catchUp(batch: readonly RecordedEvent[]): Promise<void> {
    for (const partition of new Set(batch.map(({ stream }) => streamParts(stream).partition)))
      for (const view of of(partition)) await unlessLeft(view, () => view.catchUp(), isItsOwn)
  }

  async function save(): Promise<void> {
    // a state that is no JSON; anything else is the view store's matter
    const isNoJson = (error: unknown) => hasCode(error, 'invalid-input')
    for (const view of await held()) await unlessLeft(view, () => view.save(), isNoJson)
  }

  return {
    save,
    follow: (signal) =>
      listen(
        {
          name: 'views',
          from: () => store.head(),
          take: (batch) => persist(() => catchUp(batch), { key: 'views', retry: untilItPasses, signal, onRetry }),
          quiet: save,
          onRetry,
        },
        { store, signal },
      ),
  }
}
