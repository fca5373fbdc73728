import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startCluster } from './cluster.js'
import { startDouble } from './double.js'
import { byCall, listed, note, notes, openClient } from './test-client.js'
import { testCertificate } from './test-certificate.js'

const users = { admin: 'p@ss:word', reader: 'r' }

async function setUpSecured() {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-tls-'))
  const authority = join(folder, 'ca.crt')
  writeFileSync(authority, testCertificate.certificate)
  const double = await startDouble({ tls: testCertificate, users })
  const connectAs = (login: string) =>
    openClient(`esdb://${login}localhost:${double.port}?tls=true&tlsCAFile=${encodeURIComponent(authority)}`)
  onTestFinished(async () => {
    await double.close()
    rmSync(folder, { recursive: true })
  })
  return { double, connectAs }
}

describe('a server with TLS and users', () => {
  it('serves who gives a right password, over a certificate that the client knows', async () => {
    const { connectAs } = await setUpSecured()
    const client = connectAs('admin:p%40ss%3Aword@')
    await client.appendToStream('s-1', note(0))
    expect(await listed(client.readAll())).not.toEqual([])
    await client.dispose()
  })

  it('refuses a wrong password, an unknown login and nobody', async () => {
    const { connectAs, double } = await setUpSecured()
    const stored = double.log.length
    for (const login of ['admin:wrong@', 'stranger:r@', '']) {
      const client = connectAs(login)
      await expect(listed(client.readStream('s-1'))).rejects.toMatchObject({ type: 'access-denied' })
      await expect(client.appendToStream('s-1', note(0))).rejects.toMatchObject({ type: 'access-denied' })
      await client.dispose()
    }
    expect(double.log).toHaveLength(stored)
  })

  it('gives all of the log to an administrator only', async () => {
    const { connectAs } = await setUpSecured()
    const client = connectAs('reader:r@')
    const { credentials } = { credentials: { username: 'reader', password: 'r' } }
    await client.appendToStream('s-1', note(0), { credentials })
    expect(await listed(client.readStream('s-1'))).toHaveLength(1)
    await expect(listed(client.readAll())).rejects.toMatchObject({ type: 'access-denied' })
    await client.dispose()
  })

  it('is not reached by who does not know its certificate', async () => {
    const { double } = await setUpSecured()
    const client = openClient(`esdb://admin:p%40ss%3Aword@localhost:${double.port}?tls=true`)
    await expect(listed(client.readStream('s-1'))).rejects.toMatchObject({ type: 'unavailable' })
    expect(double.calls.read.total).toBe(0)
    await client.dispose()
  })
})

async function setUpCluster() {
  const cluster = await startCluster()
  onTestFinished(() => cluster.close())
  const [first, second] = cluster.nodes
  if (first === undefined || second === undefined) throw new Error('a cluster of two')
  return { cluster, first, second }
}

const leading = { requiresLeader: true, ...byCall }

describe('a cluster', () => {
  it('is asked who leads, and the leader is sent the calls', async () => {
    const { cluster, first, second } = await setUpCluster()
    cluster.elect(second)
    const client = openClient(cluster.connectionString)
    await client.appendToStream('s-1', note(0), leading)
    expect([first.calls.append.total, second.calls.append.total]).toEqual([0, 1])
    expect(first.calls.gossip.total + second.calls.gossip.total).toBe(1)
    await client.dispose()
  })

  it('sends who wants the leader to the new one; the call that learnt it fails', async () => {
    const { cluster, first, second } = await setUpCluster()
    const client = openClient(first.connectionString)
    await client.appendToStream('s-1', note(0), leading)
    cluster.elect(second)
    await expect(client.appendToStream('s-1', note(1), leading)).rejects.toMatchObject({
      type: 'not-leader',
      leader: { address: '127.0.0.1', port: second.port },
    })
    const { nextExpectedRevision } = await client.appendToStream('s-1', note(1), leading)
    expect(nextExpectedRevision).toBe(1n)
    expect(second.calls.append.total).toBe(1)
    expect(first.log).toBe(second.log)
    await client.dispose()
  })

  it.each<[string, (client: EventStoreDBClient, wanted: { readonly requiresLeader: boolean }) => Promise<unknown>]>([
    ['an append', (client, wanted) => client.appendToStream('s-1', note(1), { ...byCall, ...wanted })],
    ['a reading of a stream', (client, wanted) => listed(client.readStream('s-1', wanted))],
    ['a reading of all', (client, wanted) => listed(client.readAll(wanted))],
    ['a subscription', (client, wanted) => once(client.subscribeToAll(wanted).resume(), 'data')],
  ])('has %s that wants the leader refused by a follower, who serves one that does not', async (_what, ask) => {
    const { cluster, first, second } = await setUpCluster()
    cluster.elect(second)
    const client = openClient(first.connectionString)
    await client.appendToStream('s-1', note(0), byCall)
    const stored = first.log.length
    await expect(ask(client, { requiresLeader: true })).rejects.toMatchObject({ type: 'not-leader' })
    expect(first.log).toHaveLength(stored)
    const another = openClient(first.connectionString)
    await ask(another, { requiresLeader: false })
    expect(second.calls).toMatchObject({ append: { total: 0 }, read: { total: 0 } })
    await client.dispose()
    await another.dispose()
  })

  it('ends a whole stream of appends that want the leader', async () => {
    const { cluster, first, second } = await setUpCluster()
    const client = openClient(first.connectionString)
    await client.appendToStream('s-1', note(0), { requiresLeader: true })
    cluster.elect(second)
    const answers = await Promise.allSettled(
      notes(1, 3).map((event) => client.appendToStream('s-1', event, { requiresLeader: true })),
    )
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(first.log.filter(({ stream }) => stream === 's-1')).toHaveLength(1)
    await client.dispose()
  })

  it('of which the leader is gone is read from the node that is left', async () => {
    const { cluster, first, second } = await setUpCluster()
    await first.stop()
    const client = openClient(cluster.connectionString)
    expect(await listed(client.readAll())).not.toEqual([])
    expect(second.calls.read.total).toBe(1)
    await client.dispose()
  })

  it('finds the node that is left when one is gone', async () => {
    const { cluster, first, second } = await setUpCluster()
    await first.stop()
    cluster.elect(second)
    const client = openClient(cluster.connectionString)
    await client.appendToStream('s-1', note(0), leading)
    expect(second.calls.append.total).toBe(1)
    await client.dispose()
  })
})
