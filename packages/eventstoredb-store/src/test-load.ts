// Writers and a subscriber that go on whatever happens to the server, and an exact account of what they were told.
import type { EventStore, RecordedEvent } from '@lianxi/event-sourcing'
import { ids, listed, note, stream } from './test-trial.js'

const perWriter = 100_000

export interface Account {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[]
  readonly doubled: number
  /** Streams whose revisions have a gap, or are out of order. */
  readonly gapped: readonly string[]
  /** Whether the subscription saw what a reading gives, in its order. */
  readonly followed: boolean
  /** How appends ended that were not acknowledged. */
  readonly failures: readonly string[]
}

/** What the account must say where nothing went wrong; appends that were not acknowledged are said apart. */
export const nothingWrong: Omit<Account, 'failures'> = { lost: [], doubled: 0, gapped: [], followed: true }

function gapped(all: readonly RecordedEvent[]): string[] {
  const next = new Map<string, number>()
  return all.flatMap(({ stream: name, revision }) => {
    const expected = next.get(name) ?? 0
    next.set(name, revision + 1)
    return revision === expected ? [] : [`${name} ${revision}`]
  })
}

async function follow(
  store: EventStore,
  until: (seen: readonly string[]) => boolean,
  signal: AbortSignal,
): Promise<string[]> {
  const seen: string[] = []
  for await (const batch of store.subscribe({ signal })) {
    seen.push(...ids(batch))
    if (until(seen)) break
  }
  return seen
}

/** `trouble` is done while `writers` append one event after another, until it is over. */
export async function underLoad(
  store: EventStore,
  { writers = 8, trouble }: { readonly writers?: number; readonly trouble: () => Promise<void> },
): Promise<Account & { readonly acknowledged: number }> {
  const acknowledged: string[] = []
  const failures: string[] = []
  let over = false
  let count = Number.POSITIVE_INFINITY
  const ended = new AbortController()
  const following = follow(store, (seen) => seen.length >= count, ended.signal)

  async function write(writer: number): Promise<void> {
    const name = stream(`w${writer}`)
    let last = -1
    for (let index = 0; !over; index++) {
      const event = note(writer * perWriter + index)
      try {
        await store.append(name, [event], last === -1 ? 'no-stream' : last)
        acknowledged.push(event.id)
        last++
      } catch (error) {
        failures.push(String(error))
        last = (await listed(store.readStream(name))).length - 1
      }
    }
  }

  const writing = Array.from({ length: writers }, (_, writer) => write(writer))
  await trouble()
  over = true
  await Promise.all(writing)
  const read = await listed(store.readAll())
  const all = ids(read)
  count = all.length
  await store.append(stream('last'), [note(99_999_999)], 'no-stream')
  const seen = await following
  ended.abort()
  const there = new Set(all)
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !there.has(id)),
    doubled: all.length - there.size,
    gapped: gapped(read),
    followed: JSON.stringify(seen.slice(0, all.length)) === JSON.stringify(all),
    failures,
  }
}
