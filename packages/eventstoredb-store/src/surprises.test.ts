// What the client under the store is known to do at night, B1 to B14 of docs/eventstoredb.md: each as its user would meet it.
import { describe, expect, it } from 'vitest'
import { run } from './test-child.js'
import { codeOf, ids, listed, note, notes, onDouble, stream } from './test-trial.js'
import { startProxy } from './testing/index.js'

const soon = { append: 300, read: 300 }

describe('a process', () => {
  it(
    'lives on, and its appends end, when the server dies with many of them under way (B1, B2, B6)',
    () =>
      onDouble(async ({ double }) => {
        const running = run('many-appends', double.connectionString)
        const dying = double.faults.plan({ on: 'append', which: 40, do: 'reset-connection' })
        await dying.hit
        await double.stop()
        await double.start()
        expect(await running).toEqual({ code: 0, said: 'stored 200\n' })
      }),
    20_000,
  )

  it(
    'lives on when a subscription is broken off before anybody reads from it (B11)',
    () =>
      onDouble(async ({ double }) => {
        double.faults.plan({ on: 'subscribe', times: 3, do: 'reset-connection' })
        expect(await run('first-event', double.connectionString)).toEqual({ code: 0, said: 'came 1\n' })
      }),
    20_000,
  )

  it(
    'ends by itself once its store is closed (B14)',
    () =>
      onDouble(async ({ double }) => {
        expect(await run('append-and-close', double.connectionString)).toEqual({ code: 0, said: 'closed\n' })
      }),
    20_000,
  )
})

describe('an append', () => {
  it('of texts that are no JSON is stored as it is, and none hangs (B1)', () =>
    onDouble(async ({ open }) => {
      const store = open()
      const texts = [
        'undefined',
        '1n',
        '',
        '{"a":',
        '-0',
        '{"b":1,"a":2}',
        '"\\ud800"',
        '[1,2',
        'null',
        '{"10":1,"9":2}',
      ]
      const events = texts.map((text, index) => note(index, { data: text, metadata: text }))
      await store.append(stream('a'), events, 'no-stream')
      const read = await listed(store.readStream(stream('a')))
      expect(read.map(({ data, metadata }) => [data, metadata])).toEqual(texts.map((text) => [text, text]))
    }))

  it('goes to the call that has a deadline: a silent server ends it, and the next one is stored (B2, B3)', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: soon })
      const silent = double.faults.plan({ on: 'append', do: 'hang' })
      await store.append(stream('a'), notes(1), 'no-stream')
      expect(silent.hits).toBe(1)
      expect(double.calls).toMatchObject({ append: { total: 2 }, batchAppend: { total: 0 } })
    }))

  it('asks no server what it can do, so a server that does not say cannot hold it up (B4, B5)', () =>
    onDouble(async ({ double, open }) => {
      const silent = double.faults.plan({ on: 'features', times: 99, do: 'hang' })
      await open().append(stream('a'), notes(1), 'no-stream')
      expect([silent.hits, double.calls.features.total]).toEqual([0, 0])
    }))

  it('is stored by the same store once a cluster that could not be found is back (B5)', () =>
    onDouble(async ({ double, open }) => {
      const { port } = double
      const both = `esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false&maxDiscoverAttempts=1&discoveryInterval=1`
      const store = open({ connectionString: both, deadlines: { retry: 50 } })
      await double.stop()
      expect(await codeOf(store.append(stream('a'), notes(1), 'no-stream'))).toBe('store-unavailable')
      expect(await codeOf(listed(store.readAll()))).toBe('store-unavailable')
      await double.start()
      await store.append(stream('a'), notes(1), 'no-stream')
      expect(await listed(store.readAll())).toHaveLength(1)
    }))

  it('of one store is not failed by the connection of another (B6)', () =>
    onDouble(async ({ double, open }) => {
      const proxy = await startProxy({ to: double })
      try {
        const [sound, cut] = [open(), open({ connectionString: proxy.connectionString })]
        const held = double.faults.plan({ on: 'append', times: 2, at: 'after-store', do: 'hang' })
        const answers = [
          sound.append(stream('a'), notes(1), 'no-stream'),
          cut.append(stream('b'), notes(1), 'no-stream'),
        ]
        await held.hit
        proxy.cut()
        held.release()
        await Promise.all(answers)
        expect(ids(await listed(sound.readStream(stream('a'))))).toEqual(ids(notes(1)))
        await cut.close()
      } finally {
        await proxy.close()
      }
    }))

  it('that conflicts tells the true revision, and an empty one is refused (B7, B8)', () =>
    onDouble(async ({ open }) => {
      const store = open()
      await store.append(stream('a'), notes(3), 'no-stream')
      await expect(store.append(stream('a'), notes(1, 5), 0)).rejects.toMatchObject({ details: { actual: 2 } })
      await expect(store.append(stream('a'), [], 0)).rejects.toMatchObject({ details: { actual: 2 } })
      expect(await codeOf(store.append(stream('b'), [], 'no-stream'))).toBe('append-refused')
    }))
})

describe('a reading', () => {
  it('that is left early is over on the server too (B9)', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(600), 'no-stream')
      for (let round = 0; round < 10; round++) {
        for await (const _ of store.readStream(stream('a'))) break
        for await (const _ of store.readAll()) break
        for await (const _ of store.subscribe({ signal: new AbortController().signal })) break
      }
      await expect.poll(() => double.calls.read.open).toBe(0)
    }))

  it('of a server that falls silent goes on from its last event (B10)', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: soon })
      await store.append(stream('a'), notes(50), 'no-stream')
      const silent = double.faults.plan({
        on: 'read',
        which: ({ stream: name }) => name !== undefined,
        at: { afterEvents: 7 },
        do: 'hang',
      })
      expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(50)))
      expect(silent.hits).toBe(1)
    }))

  it('of a server that stays silent ends with an error (B10)', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: { read: 50, retry: 150 } })
      double.faults.plan({ on: 'read', times: 999, do: 'hang' })
      expect(await codeOf(listed(store.readStream(stream('a'))))).toBe('store-unavailable')
      expect(await codeOf(listed(store.readAll()))).toBe('store-unavailable')
    }))

  for (const how of ['hang', 'end-ok', 'reset-stream', 'reset-connection'] as const) {
    it(`of all goes on from its last event after: ${how} (B10, B11)`, () =>
      onDouble(async ({ double, open }) => {
        const store = open({ deadlines: soon })
        await store.append(stream('a'), notes(200), 'no-stream')
        const broken = double.faults.plan({ on: 'subscribe', at: { afterEvents: 77 }, do: how })
        expect(ids(await listed(store.readAll()))).toEqual(ids(notes(200)))
        expect(broken.hits).toBe(1)
      }))
  }

  it('of all ends on servers that do not say when a subscription has caught up', () =>
    onDouble(
      async ({ open }) => {
        const store = open()
        await store.append(stream('a'), notes(20), 'no-stream')
        await store.append(stream('b', 'south'), notes(20, 20), 'no-stream')
        expect(ids(await listed(store.readAll()))).toEqual(ids(notes(40)))
        expect(ids(await listed(store.readAll({ partition: 'north' })))).toEqual(ids(notes(20)))
      },
      { caughtUp: false, checkpoints: false },
    ))
})

describe('a subscription', () => {
  for (const how of [
    'hang',
    'end-ok',
    'reset-stream',
    'reset-connection',
    { code: 10, details: 'Consumer too slow' },
  ] as const) {
    it(`goes on without a gap or a double after: ${typeof how === 'string' ? how : how.details} (B11)`, () =>
      onDouble(async ({ double, open }) => {
        const store = open({ deadlines: { subscribe: 200 } })
        await store.append(stream('a'), notes(100), 'no-stream')
        const broken = double.faults.plan({ on: 'subscribe', times: 3, at: { afterEvents: 30 }, do: how })
        const seen: string[] = []
        for await (const batch of store.subscribe({ signal: new AbortController().signal })) {
          seen.push(...ids(batch))
          if (seen.length === 100) await store.append(stream('a'), [note(100)], 99)
          if (seen.length > 100) break
        }
        expect(seen).toEqual(ids(notes(101)))
        expect(broken.hits).toBe(3)
      }))
  }

  it('does not stall behind many events that are not asked for (B12)', () =>
    onDouble(async ({ open }) => {
      const [store, others] = [open(), open({ namespace: 'others' })]
      await others.append(stream('a'), notes(2_000), 'no-stream')
      await store.append(stream('a'), notes(1), 'no-stream')
      const given = store.subscribe({ signal: new AbortController().signal })
      for await (const batch of given) {
        expect(ids(batch)).toEqual(ids(notes(1)))
        break
      }
    }))

  it('ends at once on abort, also while it looks for a server that is away', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await double.stop()
      const leaving = new AbortController()
      const seen = listed(store.subscribe({ signal: leaving.signal }))
      leaving.abort()
      expect(await seen).toEqual([])
    }))

  it('is told that the server refuses it, and does not ask for ever', () =>
    onDouble(
      async ({ open }) => {
        const { signal } = new AbortController()
        expect(await codeOf(listed(open().subscribe({ signal })))).toBe('store-refused')
      },
      { users: { admin: 'changeit' } },
    ))
})

describe('a closed store', () => {
  it('leaves no connection and no call behind, and opens none (B14)', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(10), 'no-stream')
      const listening = listed(store.subscribe({ signal: new AbortController().signal }))
      await listed(store.readAll())
      await store.close()
      await listening
      await expect.poll(() => [double.connections, double.calls.read.open]).toEqual([0, 0])
      expect(await codeOf(store.append(stream('a'), notes(1, 20), 9))).toBe('store-closed')
      expect(double.connections).toBe(0)
    }))
})
