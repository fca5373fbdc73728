// Writers and a subscriber that go on whatever happens to the server, and an exact account of what they were told.
import { waiters, type RecordedEvent } from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import type { Disturbance, EventStoreDBOptions } from './options.js'
import { ids, listed, note, stream } from './test-trial.js'

const writers = 8
const perWriter = 100_000
const last = note(99_999_999)

export interface Load {
  /** Resolves when each writer was acknowledged an append that it began after the call, and the subscription has given it. */
  goesOn(): Promise<void>
  /** Resolves when the store has told, after the call, of an append that it tries again for such a reason. */
  isDisturbed(reason: RegExp): Promise<void>
}

export interface Account {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[]
  readonly doubled: number
  /** Streams whose revisions have a gap, or are out of order. */
  readonly gapped: readonly string[]
  /** Whether the subscription saw what a reading gives, in its order. */
  readonly followed: boolean
}

/** What the account must say where nothing went wrong. */
export const nothingWrong: Account = { lost: [], doubled: 0, gapped: [], followed: true }

function gapped(all: readonly RecordedEvent[]): string[] {
  const next = new Map<string, number>()
  return all.flatMap(({ stream: name, revision }) => {
    const expected = next.get(name) ?? 0
    next.set(name, revision + 1)
    return revision === expected ? [] : [`${name} ${revision}`]
  })
}

/**
 * `trouble` is done while writers append one event after another. They go on before it and after it, or the load does not end; it ends
 * with the error of an append or a subscription that has one.
 */
export async function underLoad(
  { connectionString, deadlines = {} }: Pick<EventStoreDBOptions, 'connectionString' | 'deadlines'>,
  trouble: (load: Load) => Promise<void>,
): Promise<Account & { readonly disturbances: readonly Disturbance[] }> {
  const { next: nextChange, wake: changed } = waiters()
  const disturbances: Disturbance[] = []
  const begun = Array.from({ length: writers }, () => 0)
  const acknowledged = new Set<string>()
  const seen: string[] = []
  const given = new Set<string>()
  const leaving = new AbortController()
  let over = false

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await nextChange(leaving.signal)
  }

  const store = openEventStoreDBStore({
    connectionString,
    deadlines,
    onDisturbance(disturbance) {
      disturbances.push(disturbance)
      changed()
    },
  })

  async function write(writer: number): Promise<void> {
    const name = stream(`w${writer}`)
    for (let index = 0; !over; index++) {
      const event = note(writer * perWriter + index)
      begun[writer] = index + 1
      await store.append(name, [event], index === 0 ? 'no-stream' : index - 1)
      acknowledged.add(event.id)
      changed()
    }
  }

  async function follow(): Promise<void> {
    for await (const batch of store.subscribe({ signal: leaving.signal })) {
      for (const { id } of batch) given.add(id)
      seen.push(...ids(batch))
      changed()
    }
  }

  const load: Load = {
    goesOn() {
      const next = begun.map((count, writer) => note(writer * perWriter + count).id)
      return until(() => next.every((id) => acknowledged.has(id) && given.has(id)))
    },
    isDisturbed(reason) {
      const told = disturbances.length
      return until(() => disturbances.slice(told).some((next) => next.during === 'append' && reason.test(next.reason)))
    },
  }

  const writing = Promise.all(begun.map((_, writer) => write(writer)))

  async function play(): Promise<Account> {
    await load.goesOn()
    await trouble(load)
    await load.goesOn()
    over = true
    await writing
    await store.append(stream('last'), [last], 'no-stream')
    await until(() => given.has(last.id))
    leaving.abort()
    const read = await listed(store.readAll())
    const all = ids(read)
    const there = new Set(all)
    return {
      lost: [...acknowledged].filter((id) => !there.has(id)),
      doubled: all.length - there.size,
      gapped: gapped(read),
      followed: JSON.stringify(seen) === JSON.stringify(all),
    }
  }

  try {
    const [account] = await Promise.all([play(), writing, follow()])
    return { ...account, disturbances }
  } finally {
    await store.close()
  }
}
