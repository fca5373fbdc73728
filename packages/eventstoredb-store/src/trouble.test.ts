// What a server and a network do to an app that writes and follows: every acknowledged event once, and the app needs no restart.
import { describe, expect, it } from 'vitest'
import { onCluster } from './test-cluster.js'
import { nothingWrong, underLoad } from './test-load.js'
import { codeOf, ids, listed, note, notes, onDouble, stream } from './test-trial.js'
import { startProxy } from './testing/index.js'

const soon = { append: 300, read: 300 }
// as soon as a busy machine comes to it
const patiently = { timeout: 6_000 }
const noAnswer = /^no answer came|deadline/
const conflict = {
  exception: 'wrong-expected-version',
  'stream-name': 'lianxi.note-north.a',
  'expected-version': '-1',
  'actual-version': '1',
}

describe('an app that writes and follows loses nothing and doubles nothing', () => {
  it('while the server is started again and again', () =>
    onDouble(async ({ double }) => {
      const account = await underLoad(double, async (load) => {
        for (let round = 0; round < 5; round++) {
          const isDisturbed = load.isDisturbed(/./)
          await double.stop()
          await isDisturbed
          await double.start()
          await load.goesOn()
        }
      })
      expect(account).toMatchObject(nothingWrong)
    }))

  it('while answers to appends are lost after they were stored', () =>
    onDouble(async ({ double }) => {
      const account = await underLoad(double, async (load) => {
        for (const how of ['reset-stream', 'reset-connection', 'reset-stream'] as const) {
          const lost = double.faults.plan({ on: 'append', which: 5, times: 4, at: 'after-store', do: how })
          await lost.hit
          await load.goesOn()
          expect(lost.hits).toBe(4)
        }
      })
      expect(account).toMatchObject(nothingWrong)
      expect(account.disturbances.filter(({ during }) => during === 'append').length).toBeGreaterThanOrEqual(12)
    }))

  it('while the network swallows what is sent, and brings it later or never', () =>
    onDouble(async ({ double }) => {
      const proxy = await startProxy({ to: double })
      try {
        const { connectionString, swallowed } = proxy
        const account = await underLoad({ connectionString, deadlines: soon }, async (load) => {
          for (const [direction, isBroughtLater] of [
            ['from-client', true],
            ['to-client', true],
            ['to-client', false],
          ] as const) {
            const before = swallowed[direction]
            proxy.blackHole(direction)
            while (swallowed[direction] === before) await load.isDisturbed(noAnswer)
            if (!isBroughtLater) proxy.cut()
            proxy.resume()
            await load.goesOn()
          }
        })
        expect(account).toMatchObject(nothingWrong)
      } finally {
        await proxy.close()
      }
    }))

  it('while another node takes the lead, and takes it back', () =>
    onCluster(async ({ cluster, first, second }) => {
      const account = await underLoad(cluster, async (load) => {
        for (const [leader, other] of [
          [first, second],
          [second, first],
          [first, second],
          [second, first],
        ] as const) {
          cluster.elect(leader)
          await load.goesOn()
          const [before, elsewhere] = [leader.calls.append.total, other.calls.append.total]
          await load.goesOn()
          expect(leader.calls.append.total).toBeGreaterThan(before)
          expect(other.calls.append.total).toBe(elsewhere)
        }
      })
      expect(account).toMatchObject(nothingWrong)
      const refused = account.disturbances.filter(({ reason }) => reason.startsWith('not-leader: '))
      expect(refused.length).toBeGreaterThanOrEqual(3)
    }))

  it('after the leader of a cluster died and no node could be asked for a while', () =>
    onCluster(async ({ cluster, first, second }) => {
      const connectionString = `${cluster.connectionString}&maxDiscoverAttempts=1&gossipTimeout=3600`
      const account = await underLoad({ connectionString, deadlines: soon }, async (load) => {
        const isLost = load.isDisturbed(/Failed to discover/)
        await Promise.all([first.stop(), second.stop()])
        await isLost
        const silent = second.faults.plan({ on: 'gossip', do: 'hang' })
        cluster.elect(second)
        await second.start()
        // a client that goes on waiting for this answer is of no use to anybody any more
        await silent.hit
        await load.goesOn()
      })
      expect(account).toMatchObject(nothingWrong)
    }))
})

describe('an append', () => {
  it('whose answer was lost is a conflict for whoever else came in between, and stored for who asked', () =>
    onDouble(async ({ double, open }) => {
      const [one, other] = [open(), open()]
      const lost = double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-connection' })
      const asked = one.append(stream('a'), notes(2), 'no-stream')
      await lost.hit
      await other.append(stream('a'), notes(2, 10), 1)
      await asked
      expect(ids(await listed(one.readStream(stream('a'))))).toEqual(ids([...notes(2), ...notes(2, 10)]))
    }))

  it('whose answer was lost is stored, though the server then tells of a conflict with itself', () =>
    onDouble(async ({ double, open }) => {
      double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-stream' })
      const refusing = double.faults.plan({
        on: 'append',
        do: { code: 9, details: 'wrong version', trailers: conflict },
      })
      const store = open()
      await store.append(stream('a'), notes(2), 'no-stream')
      expect(refusing.hits).toBe(1)
      expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(2)))
    }))

  it('that gets no answer is asked again on another connection, while a subscription keeps the first', () =>
    onDouble(async ({ double, open, disturbances }) => {
      const store = open({ deadlines: { append: 300 } })
      const given = store.subscribe({ signal: new AbortController().signal })[Symbol.asyncIterator]()
      const first = given.next()
      await store.append(stream('a'), notes(1), 'no-stream')
      await first
      double.faults.plan({ on: 'append', do: 'hang' })
      await store.append(stream('a'), notes(1, 1), 0)
      await expect.poll(() => double.connections, patiently).toBe(2)
      expect(ids((await given.next()).value ?? [])).toEqual(ids(notes(1, 1)))
      expect(disturbances.filter(({ during }) => during === 'subscribe')).toEqual([])
    }))

  it('that was not stored, while another was in its place, is a conflict', () =>
    onDouble(async ({ double, open }) => {
      const [one, other] = [open({ deadlines: soon }), open()]
      const lost = double.faults.plan({ on: 'append', at: 'before', do: 'hang' })
      const asked = codeOf(one.append(stream('a'), notes(1), 'no-stream'))
      await lost.hit
      await other.append(stream('a'), notes(1, 10), 'no-stream')
      expect(await asked).toBe('revision-conflict')
      lost.release()
      expect(ids(await listed(other.readStream(stream('a'))))).toEqual(ids(notes(1, 10)))
    }))

  it('of the same events again at the same revision is a conflict, as in every store', () =>
    onDouble(async ({ open }) => {
      const store = open()
      await store.append(stream('a'), notes(2), 'no-stream')
      expect(await codeOf(store.append(stream('a'), notes(2), 'no-stream'))).toBe('revision-conflict')
      expect(await codeOf(open().append(stream('a'), notes(2), 'no-stream'))).toBe('revision-conflict')
    }))

  it('to a server that stays away is known not to be stored where it was never sent', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: { retry: 200 } })
      await double.stop()
      expect(await codeOf(store.append(stream('a'), notes(1), 'no-stream'))).toBe('store-unavailable')
      await double.start()
      await store.append(stream('a'), notes(1), 'no-stream')
    }))

  it('that a server takes and never answers has an unknown outcome', () =>
    onDouble(async ({ double, open }) => {
      const [store, other] = [open({ deadlines: { append: 100, retry: 150 } }), open()]
      const silent = double.faults.plan({ on: 'append', times: 50, do: 'hang' })
      expect(await codeOf(store.append(stream('a'), notes(1), 'no-stream'))).toBe('append-outcome-unknown')
      expect(await listed(other.readStream(stream('a')))).toEqual([])
      silent.release()
      await expect.poll(async () => ids(await listed(other.readStream(stream('a')))), patiently).toEqual(ids(notes(1)))
    }))

  for (const [how, trouble] of Object.entries({
    'is cut short': 'end-ok',
    'breaks off': 'reset-connection',
  } as const)) {
    it(`whose answer was lost is stored, though the server tells of a conflict, and the reading back ${how}`, () =>
      onDouble(async ({ double, open }) => {
        const store = open()
        await store.append(stream('a'), notes(1), 'no-stream')
        double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-stream' })
        double.faults.plan({ on: 'append', do: { code: 9, details: 'wrong version', trailers: conflict } })
        const back = double.faults.plan({ on: 'read', do: trouble })
        await store.append(stream('a'), notes(2, 1), 0)
        expect(back.hits).toBe(1)
        expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(3)))
      }))
  }

  it('whose outcome is not read back yet when the store closes has an unknown one', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-stream' })
      double.faults.plan({ on: 'append', do: { code: 9, details: 'wrong version', trailers: conflict } })
      const silent = double.faults.plan({ on: 'read', do: 'hang' })
      const asked = codeOf(store.append(stream('a'), notes(2), 'no-stream'))
      await silent.hit
      await store.close()
      expect(await asked).toBe('append-outcome-unknown')
    }))

  it('whose answer was lost, and which is refused when it is asked for again, is stored where its events are read back', () =>
    onDouble(async ({ double, open }) => {
      double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-connection' })
      const refusing = double.faults.plan({ on: 'append', do: { code: 3, details: 'not like this' } })
      const store = open()
      await store.append(stream('a'), notes(2), 'no-stream')
      expect(refusing.hits).toBe(1)
      expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(2)))
    }))

  it('that may still be on its way when it is refused has an unknown outcome', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: soon })
      const lost = double.faults.plan({ on: 'append', do: 'hang' })
      double.faults.plan({ on: 'append', do: { code: 3, details: 'not like this' } })
      expect(await codeOf(store.append(stream('a'), notes(2), 'no-stream'))).toBe('append-outcome-unknown')
      lost.release()
      await expect.poll(async () => (await listed(store.readStream(stream('a')))).length, patiently).toBe(2)
    }))

  it('that a server has no room for at the moment is asked for again', () =>
    onDouble(async ({ double, open }) => {
      const busy = double.faults.plan({ on: 'append', times: 2, do: { code: 8, details: 'overloaded' } })
      const store = open()
      await store.append(stream('a'), notes(2), 'no-stream')
      expect(busy.hits).toBe(2)
      expect(await listed(store.readStream(stream('a')))).toHaveLength(2)
    }))

  it('that is refused for what it holds is refused at once when the store closes, also while the server is silent', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: { read: 60_000 } })
      const silent = double.faults.plan({ on: 'read', do: 'hang' })
      const asked = codeOf(store.append(stream('a'), [], 'no-stream'))
      await silent.hit
      await store.close()
      expect(await asked).toBe('append-refused')
    }))

  it('that runs when the store is closed ends, stored or with an error, and the close waits for it', () =>
    onDouble(async ({ double, open }) => {
      const store = open({ deadlines: soon })
      const silent = double.faults.plan({ on: 'append', do: 'hang' })
      const asked = codeOf(store.append(stream('a'), [note(1)], 'no-stream'))
      await silent.hit
      await store.close()
      expect(await asked).toBe('append-outcome-unknown')
    }))
})
