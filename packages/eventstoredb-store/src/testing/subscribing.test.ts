import { once } from 'node:events'
import { END, eventTypeFilter, START, streamNameFilter, type AllStreamSubscription } from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startDouble, type DoubleOptions } from './double.js'
import { byCall, note, notes, openClient } from './test-client.js'

async function setUp(options?: DoubleOptions) {
  const double = await startDouble(options)
  const client = openClient(double.connectionString)
  onTestFinished(async () => {
    await client.dispose()
    await double.close()
  })
  return { double, client }
}

async function take(subscription: AllStreamSubscription, count: number): Promise<string[]> {
  const ids: string[] = []
  if (count === 0) return ids
  for await (const { event } of subscription) if (ids.push(event?.id ?? '') === count) break
  return ids
}

const ours = (options: { maxSearchWindow?: number; checkpointReached?: () => Promise<void> } = {}) =>
  streamNameFilter({ prefixes: ['s-'], ...options })

describe('a subscription', () => {
  it('is confirmed, gives what is stored, says that it is live, and goes on', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 2), byCall)
    const subscription = client.subscribeToAll({ fromPosition: START, filter: ours() })
    const told: string[] = []
    subscription.on('confirmation', () => told.push('confirmed'))
    const live = once(subscription, 'caughtUp')
    subscription.on('data', ({ event }) => told.push(event?.id ?? ''))
    await live
    await client.appendToStream('s-1', note(3), byCall)
    await expect.poll(() => told).toEqual(['confirmed', ...notes(0, 3).map(({ id }) => id)])
    expect(double.calls.read.open).toBe(1)
    await subscription.unsubscribe()
    await expect.poll(() => double.calls.read.open).toBe(0)
  })

  it('begins behind the place it is given, of a stream or of all', async () => {
    const { client, double } = await setUp()
    await client.appendToStream('s-1', notes(0, 3), byCall)
    const { commit, prepare } = double.log.find(({ id }) => id === note(1).id) ?? { commit: 0, prepare: 0 }
    const fromPosition = { commit: BigInt(commit), prepare: BigInt(prepare) }
    const ofAll = client.subscribeToAll({ fromPosition, filter: ours() })
    expect(await take(ofAll, 2)).toEqual([note(2).id, note(3).id])
    const ofStream = client.subscribeToStream('s-1', { fromRevision: 1n })
    for await (const { event } of ofStream) {
      expect(event?.id).toBe(note(2).id)
      break
    }
    await Promise.all([ofAll.unsubscribe(), ofStream.unsubscribe()])
  })

  it('from the end gives only what comes', async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', note(0), byCall)
    const subscription = client.subscribeToAll({ fromPosition: END })
    // a stream flows only while somebody listens
    const first = take(subscription, 1)
    await once(subscription, 'caughtUp')
    await client.appendToStream('s-1', note(1), byCall)
    expect(await first).toEqual([note(1).id])
    await subscription.unsubscribe()
  })

  it('to a stream that is not there waits for it, and is not live before', async () => {
    const { client } = await setUp()
    const subscription = client.subscribeToStream('s-1')
    const told: string[] = []
    subscription.on('caughtUp', () => told.push('live')).on('data', ({ event }) => told.push(event?.id ?? ''))
    await once(subscription, 'confirmation')
    await client.appendToStream('s-1', note(0), byCall)
    await expect.poll(() => told).toEqual([note(0).id, 'live'])
    await subscription.unsubscribe()
  })

  it('waits for a reader that is slow, and gives it what came meanwhile', { timeout: 30_000 }, async () => {
    const { client, double } = await setUp()
    const subscription = client.subscribeToStream('s-1')
    await once(subscription, 'confirmation')
    // more than what the connection and both its ends hold back
    const large = (n: number) => ({ ...note(n), data: { n, text: 'x'.repeat(30_000) } })
    for (let n = 0; n < 100; n++) await client.appendToStream('s-1', large(n), byCall)
    const given: number[] = []
    for await (const { event } of subscription) if (given.push(Number(event?.revision)) === 100) break
    expect(given).toEqual(Array.from({ length: 100 }, (_, n) => n))
    await subscription.unsubscribe()
    await expect.poll(() => double.calls.read.open).toBe(0)
  })

  it('misses nothing and doubles nothing where it turns live under load', { timeout: 30_000 }, async () => {
    const { client } = await setUp()
    await client.appendToStream('s-1', notes(0, 199), byCall)
    const subscription = client.subscribeToAll({ fromPosition: START, filter: ours() })
    const taken = take(subscription, 400)
    for (let n = 200; n < 400; n += 20) {
      await Promise.all(notes(n, n + 19).map((event) => client.appendToStream(`s-${n}`, event, byCall)))
    }
    expect((await taken).toSorted()).toEqual(notes(0, 399).map(({ id }) => id))
    await subscription.unsubscribe()
  })
})

describe('a filter on the server', () => {
  it('lets through streams by prefix or by regular expression, and types', async () => {
    const { client } = await setUp()
    await client.appendToStream('a.x-1', note(1), byCall)
    await client.appendToStream('b.x-1', note(2), byCall)
    await client.appendToStream('b.x-2', { ...note(3), type: 'Other' }, byCall)
    const through = async (filter: Parameters<typeof client.subscribeToAll>[0], count: number) => {
      const subscription = client.subscribeToAll({ fromPosition: START, ...filter })
      const ids = await take(subscription, count)
      await subscription.unsubscribe()
      return ids
    }
    expect(await through({ filter: streamNameFilter({ prefixes: ['b.', 'c.'] }) }, 2)).toEqual([note(2).id, note(3).id])
    expect(await through({ filter: streamNameFilter({ regex: '^[ab]\\.x-1$' }) }, 2)).toEqual([note(1).id, note(2).id])
    expect(await through({ filter: eventTypeFilter({ prefixes: ['Oth'] }) }, 1)).toEqual([note(3).id])
  })

  it('tells how far it is, though it lets nothing through', async () => {
    const { client } = await setUp()
    await client.appendToStream('other', notes(0, 99), byCall)
    let checkpoints = 0
    const checkpointReached = async () => {
      checkpoints += 1
    }
    const subscription = client.subscribeToAll({ filter: ours({ maxSearchWindow: 10, checkpointReached }) })
    subscription.resume()
    await once(subscription, 'caughtUp')
    // 100 events, and the server's own
    expect(checkpoints).toBeGreaterThanOrEqual(10)
    await subscription.unsubscribe()
  })

  it('of an older server tells neither how far it is nor that it is live', async () => {
    const { client, double } = await setUp({ caughtUp: false, checkpoints: false })
    await client.appendToStream('other', notes(0, 99), byCall)
    const told: string[] = []
    const checkpointReached = async () => {
      told.push('checkpoint')
    }
    const subscription = client.subscribeToAll({ filter: ours({ maxSearchWindow: 10, checkpointReached }) })
    subscription.on('caughtUp', () => told.push('live')).on('data', () => told.push('event'))
    await once(subscription, 'confirmation')
    await client.appendToStream('s-1', note(100), byCall)
    await expect.poll(() => told).toEqual(['event'])
    await subscription.unsubscribe()
    await expect.poll(() => double.calls.read.open).toBe(0)
  })
})
