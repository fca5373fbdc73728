import { toStreamName, type NewEvent, type RecordedEvent } from '@lianxi/event-sourcing'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostUnlisted, partitionLists } from './partition-lists.js'
import { openSqliteStore, type SqliteStore } from './sqlite-store.js'
import { note, withFile } from './test-files.js'

const partitions = ['north', 'south', 'west'] as const
type Partition = (typeof partitions)[number]

async function eventsOf(store: SqliteStore, options: Parameters<SqliteStore['readAll']>[0]) {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll(options)) events.push(...batch)
  return events
}

function notes(from: number, count: number): readonly NewEvent[] {
  return Array.from({ length: count }, (_, index) => note(from + index))
}

/** How far events are listed, and how many there are. */
function endsIn(path: string): unknown {
  const db = new Database(path, { readonly: true })
  const ends = 'SELECT position AS listed, (SELECT count(*) FROM events) AS stored FROM partition_events_end'
  const found = db.prepare(ends).get()
  db.close()
  return found
}

/** Appends so many events to the stream of each partition, one append each. */
async function fill(store: SqliteStore, counts: readonly { readonly partition: Partition; readonly count: number }[]) {
  const lasts = new Map<Partition, number>()
  let number = 0
  for (const { partition, count } of counts) {
    const last = lasts.get(partition)
    await store.append(toStreamName(`note-${partition}.a`), notes(number, count), last ?? 'no-stream')
    lasts.set(partition, (last ?? -1) + count)
    number += count
  }
}

describe("an alliance's own events", () => {
  it('are given in order to whoever reads, by whichever process they were stored, however many are listed', () =>
    withFile(async (path) => {
      const step = fc.record({
        by: fc.nat(1),
        partition: fc.constantFrom(...partitions),
        count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: mostUnlisted })),
        reads: fc.array(
          fc.record({
            by: fc.nat(1),
            partition: fc.constantFrom(...partitions),
            after: fc.nat(1_000),
            limit: fc.integer({ min: 1, max: 600 }),
          }),
          { maxLength: 3 },
        ),
      })
      let run = 0
      let listed = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          run += 1
          const at = `${path}-${run}`
          const stores = [openSqliteStore(at), openSqliteStore(at)] as const
          const last = new Map<Partition, number>()
          const all: RecordedEvent[] = []
          for (const { by, partition, count, reads } of steps) {
            const stream = toStreamName(`note-${partition}.a`)
            await stores[by === 0 ? 0 : 1].append(stream, notes(all.length, count), last.get(partition) ?? 'no-stream')
            last.set(partition, (last.get(partition) ?? -1) + count)
            const head = all.at(-1)?.position
            all.push(...(await eventsOf(stores[0], head === undefined ? {} : { after: head })))
            for (const read of reads) {
              const after = all[read.after % all.length]?.position
              const found = await eventsOf(stores[read.by === 0 ? 0 : 1], {
                partition: read.partition,
                limit: read.limit,
                ...(after === undefined ? {} : { after }),
              })
              const own = all.filter(
                ({ stream: name, position }) =>
                  name.startsWith(`note-${read.partition}.`) && (after === undefined || position > after),
              )
              expect(found).toEqual(own.slice(0, read.limit))
            }
          }
          for (const partition of partitions) {
            const own = all.filter(({ stream }) => stream.startsWith(`note-${partition}.`))
            for (const store of stores) expect(await eventsOf(store, { partition })).toEqual(own)
          }
          listed += Number((endsIn(at) as { readonly listed: number }).listed)
          await Promise.all(stores.map((store) => store.close()))
        }),
        { numRuns: 30 },
      )
      expect(listed).toBeGreaterThan(0)
    }))

  it('are listed by the first transaction at whose end so many are not', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [
        { partition: 'north', count: mostUnlisted - 1 },
        { partition: 'south', count: 1 },
        { partition: 'west', count: 1 },
      ])
      expect(endsIn(path)).toEqual({ listed: mostUnlisted, stored: mostUnlisted + 1 })
      await store.close()
    }))

  it('are given where a process that lists nothing stored them, and listed by the next that does', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [
        { partition: 'north', count: 1 },
        { partition: 'south', count: 1 },
      ])
      const other = new Database(path)
      const add = other.prepare(`INSERT INTO events (stream, revision, partition, id, type, data, metadata, hash)
        VALUES (1, ?, 1, ?, 'NoteTaken', '{}', '{}', '')`)
      const many = 3 * mostUnlisted
      for (let revision = 1; revision <= many; revision++) add.run(revision, note(1_000 + revision).id)
      other.close()
      expect(await eventsOf(store, { partition: 'north' })).toHaveLength(1 + many)
      expect(await eventsOf(store, { partition: 'south' })).toHaveLength(1)
      await store.append(toStreamName('note-south.a'), [note(10)], 0)
      await store.append(toStreamName('note-south.a'), [note(11)], 1)
      expect(endsIn(path)).toEqual({ listed: many + 4, stored: many + 4 })
      expect(await eventsOf(store, { partition: 'north' })).toHaveLength(1 + many)
      await store.close()
    }))

  it('are listed anew where the commit that listed them was undone', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [{ partition: 'north', count: mostUnlisted - 1 }])
      const other = new Database(path)
      other.exec("CREATE TRIGGER fail BEFORE UPDATE ON partition_events_end BEGIN SELECT RAISE(ABORT, 'no'); END")
      const next = () => store.append(toStreamName('note-south.a'), [note(900)], 'no-stream')
      await expect(next()).rejects.toMatchObject({ code: 'store-file' })
      expect(await eventsOf(store, { partition: 'south' })).toEqual([])
      other.exec('DROP TRIGGER fail')
      other.close()
      await next()
      expect(endsIn(path)).toEqual({ listed: mostUnlisted, stored: mostUnlisted })
      expect(await eventsOf(store, { partition: 'south' })).toHaveLength(1)
      await store.close()
    }))

  it('are each given once where another process lists more of them meanwhile', () =>
    withFile(async (path) => {
      const stores = [openSqliteStore(path), openSqliteStore(path)] as const
      const north = toStreamName('note-north.a')
      await stores[0].append(north, notes(0, 600), 'no-stream')
      await stores[0].append(north, notes(600, 100), 599)
      expect(endsIn(path)).toEqual({ listed: 600, stored: 700 })
      const found: number[] = []
      for await (const batch of stores[0].readAll({ partition: 'north' })) {
        if (found.length === 0) await stores[1].append(north, notes(700, 300), 699)
        found.push(...batch.map(({ revision }) => revision))
      }
      expect(endsIn(path)).toEqual({ listed: 1_000, stored: 1_000 })
      expect(found).toEqual(Array.from({ length: 700 }, (_, revision) => revision))
      await Promise.all(stores.map((store) => store.close()))
    }))

  it('are listed by the next commit where one was undone at its very end, and are not where it stands', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [{ partition: 'north', count: mostUnlisted - 1 }])
      const other = new Database(path)
      // found at COMMIT, when all else is done
      other.exec(`CREATE TABLE halls (id INTEGER PRIMARY KEY);
        CREATE TABLE seats (hall INTEGER REFERENCES halls (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER fail AFTER UPDATE ON partition_events_end BEGIN INSERT INTO seats VALUES (7); END`)
      const next = () => store.append(toStreamName('note-south.a'), [note(900)], 'no-stream')
      await expect(next()).rejects.toMatchObject({ code: 'store-file' })
      expect(endsIn(path)).toEqual({ listed: 0, stored: mostUnlisted - 1 })
      other.exec('DROP TRIGGER fail')
      other.close()
      await next()
      expect(endsIn(path)).toEqual({ listed: mostUnlisted, stored: mostUnlisted })
      await store.close()
    }))

  it('are hidden where somebody takes them out of the list by hand, and only there', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [{ partition: 'north', count: 2 * mostUnlisted }])
      const other = new Database(path)
      other.exec('DELETE FROM partition_events WHERE position = 7')
      other.close()
      expect(await eventsOf(store, { partition: 'north' })).toHaveLength(2 * mostUnlisted - 1)
      expect(await eventsOf(store, {})).toHaveLength(2 * mostUnlisted)
      await store.close()
    }))

  it('are due to be listed again where a commit that listed them was undone at its end, and not where it stands', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [{ partition: 'north', count: 10 }])
      const db = new Database(path)
      const lists = partitionLists(db)
      const add = db.prepare(`INSERT INTO events (stream, revision, partition, id, type, data, metadata, hash)
        VALUES (1, ?, 1, ?, 'NoteTaken', '{}', '{}', '')`)
      for (let revision = 10; revision < mostUnlisted; revision++) add.run(revision, note(1_000 + revision).id)
      const undone = db.transaction(() => {
        lists.catchUp()
        throw new RangeError('undone')
      })
      expect(undone).toThrow('undone')
      lists.forget()
      expect(lists.due()).toBe(true)
      db.transaction(lists.catchUp)()
      expect(lists.due()).toBe(false)
      lists.stored(2 * mostUnlisted - 1)
      expect(lists.due()).toBe(false)
      lists.stored(2 * mostUnlisted)
      expect(lists.due()).toBe(true)
      db.close()
      await store.close()
    }))

  it('are listed anew where somebody set back how far they are', () =>
    withFile(async (path) => {
      const store = openSqliteStore(path)
      await fill(store, [{ partition: 'north', count: mostUnlisted }])
      await store.close()
      const other = new Database(path)
      other.exec('UPDATE partition_events_end SET position = 3')
      other.close()
      const again = openSqliteStore(path)
      await again.append(toStreamName('note-north.a'), notes(mostUnlisted, 10), mostUnlisted - 1)
      expect(endsIn(path)).toEqual({ listed: mostUnlisted + 10, stored: mostUnlisted + 10 })
      expect(await eventsOf(again, { partition: 'north' })).toHaveLength(mostUnlisted + 10)
      await again.close()
    }))

  it.each([
    { said: 'nothing', sql: 'DELETE FROM partition_events_end', reason: 'listed is gone' },
    { said: 'too much', sql: 'UPDATE partition_events_end SET position = 7', reason: 'listed up to 7 of 0 events' },
  ])('are not added to where $said is said of how far they are listed: the file is damaged', ({ sql, reason }) =>
    withFile(async (path) => {
      await openSqliteStore(path).close()
      const other = new Database(path)
      other.exec(sql)
      other.close()
      const store = openSqliteStore(path)
      const damaged = { code: 'store-damaged', details: { path, reason: expect.stringContaining(reason) } }
      await expect(store.append(toStreamName('note-south.a'), [note(0)], 'no-stream')).rejects.toMatchObject(damaged)
      await store.close()
    }),
  )
})
