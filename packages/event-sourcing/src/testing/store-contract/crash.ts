// The contract: what a process leaves behind that is ended without warning, in the middle of its appends.
import * as fc from 'fast-check'
import { hasCode } from '../../terms/errors.js'
import type { EventStore } from '../../stores/event-store.js'
import type { StreamName } from '../../terms/stream.js'
import { assertSame } from '../difference.js'
import type { WriterProcess } from '../writer-process.js'
import { assertAccounts, type AskedAppend, type WriterLog } from './accounts.js'
import type { Chapter, Stage } from './case.js'
import { follow } from './follower.js'
import { allEvents, assertStream, sample, samples, stream, streamEvents } from './samples.js'

const shared = stream('shared')
const perWriter = 10_000

/** Appends by turns to a stream of its own and to the shared one until the process is gone, and keeps what it was told. */
async function writeUntilGone(
  process: WriterProcess,
  writer: number,
  acknowledged: () => void = () => {},
): Promise<WriterLog> {
  const log: AskedAppend[] = []
  const expected = new Map<StreamName, number | 'no-stream'>()
  for (let index = 0; ; index++) {
    const name = index % 3 === 0 ? shared : stream(`w${writer}`, writer % 2 === 0 ? 'north' : 'south')
    const events = samples(writer * perWriter + index * 3, 1 + (index % 3))
    for (let stored = false; !stored;) {
      const at = expected.get(name) ?? 'no-stream'
      try {
        await process.append(name, events, at)
        stored = true
        expected.set(name, (at === 'no-stream' ? -1 : at) + events.length)
      } catch (error) {
        if (hasCode(error, 'append-outcome-unknown')) return [...log, { stream: name, events, acknowledged: false }]
        if (!hasCode(error, 'revision-conflict')) throw error
        expected.set(name, error.details.actual === -1 ? 'no-stream' : error.details.actual)
      }
    }
    log.push({ stream: name, events, acknowledged: true })
    acknowledged()
  }
}

/** Lets some writers of one process append at once, and kills it when so many appends were acknowledged. */
async function crash(
  process: WriterProcess,
  { writers, after }: { readonly writers: readonly number[]; readonly after: number },
): Promise<readonly WriterLog[]> {
  let [count, killed] = [0, Promise.resolve()]
  const acknowledged = () => {
    if (++count === after) killed = process.kill()
  }
  const logs = await Promise.all(writers.map((writer) => writeUntilGone(process, writer, acknowledged)))
  await killed
  return logs
}

/** After how many acknowledged appends each kill comes. */
function moments({ property }: Stage, count: number): number[] {
  return fc.sample(fc.integer({ min: 3, max: 40 }), { numRuns: count, seed: property.seed })
}

async function assertUsable(store: EventStore): Promise<void> {
  const before = await streamEvents(store, shared)
  await store.append(shared, [sample(1)], before.length === 0 ? 'no-stream' : before.length - 1)
  await store.append(stream('after'), samples(2, 2), 'no-stream')
  assertSame('the shared stream goes on', before.length + 1, (await streamEvents(store, shared)).length)
  await assertStream(store, stream('after'), samples(2, 2))
}

export const crashing: Chapter = {
  title: 'a writer is killed in the middle of its appends',
  cases: [
    {
      law: 'every acknowledged event is there once, any other append whole or not at all, and the place is usable',
      needs: ['durable'],
      long: true,
      async run(stage) {
        const logs: WriterLog[] = []
        for (const [round, after] of moments(stage, 2).entries()) {
          const writers = [1, 2, 3, 4].map((lane) => round * 4 + lane)
          const running = crash(await stage.writer(), { writers, after })
          logs.push(...(await stage.inTime(`${after} acknowledged appends, and a kill`, running, 5)))
          const store = await stage.open()
          assertAccounts(await allEvents(store), logs)
          await store.close()
        }
        await assertUsable(await stage.open())
      },
    },
    {
      law: 'while others write and read on the place: they lose nothing, and a subscription sees what readAll gives',
      needs: ['durable', 'severalProcesses'],
      long: true,
      async run(stage) {
        const store = await stage.open()
        const follower = follow(store)
        const processes = await Promise.all([1, 2, 3].map(() => stage.writer()))
        const running = moments(stage, 3).map(async (after, index) => {
          const process = processes[index] ?? (await stage.writer())
          return crash(process, { writers: [index * 2 + 1, index * 2 + 2], after: after * (index + 1) })
        })
        const logs = await stage.inTime('three writers, killed one by one', Promise.all(running), 5)
        assertAccounts(await allEvents(store), logs.flat())
        await assertUsable(store)
        const all = await allEvents(store)
        await stage.inTime(`${all.length} events for a subscription begun before`, follower.reaches(all.length))
        assertSame('what the subscription saw', all, await stage.inTime('its end', follower.stop()))
      },
    },
  ],
}
