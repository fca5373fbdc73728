// The contract of view stores, as those feel it who run a view: two runners on one store, in whatever order they get on.
import * as z from 'zod'
import { canonicalText } from '../../texts/canonical.js'
import { LiveView, viewKey } from '../../views/catch-up.js'
import { codec } from '../../texts/codec.js'
import type { Schemas } from '../../terms/schema.js'
import type { EventStore } from '../../stores/event-store.js'
import { metadataSchema } from '../../texts/metadata.js'
import type { SavedView } from '../../stores/view-store.js'
import type { View } from '../../views/view.js'
import { assertSame } from '../difference.js'
import type { Stage, StoreCase } from './case.js'
import { allEvents, fill, later, sample, samples, stream, viewsOf } from './samples.js'

const events: Schemas = { NoteTaken: z.strictObject({ number: z.int() }) }
const texts = codec({
  events,
  metadata: metadataSchema(z.strictObject({}), z.strictObject({})),
})

const metadata = canonicalText({
  actor: {},
  commandHash: '0'.repeat(64),
  commandId: '00000000-0000-4000-8000-000000000001',
  occurredAt: '2018-03-02T01:00:00.000Z',
  recordedAt: '2018-03-02T01:00:00.000Z',
  schemaVersion: 1,
})

const notes: View<{ numbers: number[] }, { NoteTaken: { readonly number: number } }> = {
  name: 'notes',
  version: 1,
  initialState: () => ({ numbers: [] }),
  on: {
    NoteTaken(state, { data }) {
      state.numbers.push(data.number)
    },
  },
}

const partition = 'north'
const key = viewKey(notes, texts, partition)
const runnerOn = (store: EventStore) =>
  new LiveView({ view: notes, partition, store, viewStore: viewsOf(store), codec: texts })

/** Reads and saves by turns until nothing more comes, and returns what it found saved behind each of its saves. */
async function run(store: EventStore, goesOn: () => boolean): Promise<readonly SavedView[]> {
  const found: SavedView[] = []
  const runner = runnerOn(store)
  for (let last = false; !last;) {
    last = !goesOn()
    await runner.read()
    await runner.save()
    const saved = await viewsOf(store).load(key)
    if (saved !== undefined) found.push(saved)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return found
}

async function writeNotes(store: EventStore): Promise<void> {
  const noted = [0, 20, 40].map((first) => samples(first, 20).map((_, index) => sample(first + index, { metadata })))
  await Promise.all(noted.map((events, writer) => fill(store, stream(`w${writer}`), events)))
}

/** The text of a view with all events up to the checkpoint, as a fold from the start gives it. */
async function textAt(store: EventStore, { checkpoint }: SavedView): Promise<string> {
  const folded = (await allEvents(store, { partition })).filter(({ position }) => position <= (checkpoint ?? ''))
  const last = folded.at(-1)
  const at = { stream: last?.stream, revision: last?.revision, hash: last?.hash }
  return canonicalText({ at, state: { numbers: folded.map(({ data }) => Number(/\d+/.exec(data)?.[0])) } })
}

/** Every order in which two runners read and save: where one is named first it reads, then it saves. */
const orders = [
  [0, 0, 1, 1],
  [0, 1, 0, 1],
  [0, 1, 1, 0],
  [1, 0, 0, 1],
  [1, 0, 1, 0],
  [1, 1, 0, 0],
] as const

/** Each that reads finds one more event than whoever read before, so of two that save without reading again one is wrong. */
async function assertByTurns(store: EventStore, stores: readonly EventStore[]): Promise<void> {
  const name = stream('turns')
  let written = 0
  for (const order of orders) {
    const runners = stores.map(runnerOn)
    const hasRead = new Set<number>()
    for (const turn of order) {
      const runner = runners[turn]
      if (hasRead.has(turn)) {
        await runner?.save()
        const saved = await viewsOf(store).load(key)
        if (saved !== undefined) assertSame('what is saved by turns', await textAt(store, saved), saved.state)
      } else {
        await store.append(name, [sample(1000 + written, { metadata })], written === 0 ? 'no-stream' : written - 1)
        written += 1
        await runner?.read()
        hasRead.add(turn)
      }
    }
  }
}

async function assertRace(store: EventStore, { inTime }: Stage, stores: readonly EventStore[]): Promise<void> {
  let writing = true
  const written = later(writeNotes(store).finally(() => (writing = false)))
  const found = await inTime('both runners', Promise.all(stores.map((own) => run(own, () => writing))), 3)
  await written
  for (const saved of found.flat()) {
    assertSame(`what was saved as number ${saved.saves}`, await textAt(store, saved), saved.state)
  }
}

async function assertRunners(stage: Stage): Promise<void> {
  const { open, capabilities } = stage
  const store = await open()
  const stores = [store, capabilities.severalProcesses ? await open() : store]
  await assertByTurns(store, stores)
  await assertRace(store, stage, stores)
  const states = await Promise.all([store, ...stores].map((own) => runnerOn(own).read()))
  const all = (await allEvents(store)).map(({ data }) => Number(/\d+/.exec(data)?.[0]))
  for (const state of states) assertSame('what whoever goes on from it reads', { numbers: all }, state)
}

export const runningViews: StoreCase = {
  law: 'lets two runners of one view save as they get on: whatever is found saved is the state at its checkpoint',
  needs: ['viewStore'],
  run: assertRunners,
}
