import { once } from 'node:events'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startDouble } from './double.js'
import { startProxy } from './proxy.js'
import { byCall, listed, note, notes, openClient } from './test-client.js'

async function setUp({ settings = '' } = {}) {
  const double = await startDouble()
  const proxy = await startProxy({ to: double })
  const client = openClient(proxy.connectionString + settings)
  onTestFinished(async () => {
    await client.dispose()
    await proxy.close()
    await double.close()
  })
  return { double, proxy, client }
}

describe('a proxy', () => {
  it('carries what a client and a server say', async () => {
    const { client, proxy } = await setUp()
    await client.appendToStream('s-1', notes(0, 499), byCall)
    expect(await listed(client.readStream('s-1'))).toHaveLength(500)
    expect(proxy.connections).toBe(1)
    expect(proxy.swallowed).toEqual({ 'from-client': 0, 'to-client': 0 })
  })

  it('that swallows all lets calls run into their deadline, and afterwards delivers what it held', async () => {
    const { client, proxy, double } = await setUp()
    await client.appendToStream('s-1', note(0), byCall)
    proxy.blackHole()
    const late = client.appendToStream('s-1', note(1), { deadline: 100, ...byCall })
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' })
    expect(double.calls.append.total).toBe(1)
    expect(proxy.swallowed).toEqual({ 'from-client': 1, 'to-client': 0 })
    proxy.resume()
    await client.appendToStream('s-1', note(2), byCall)
    expect(double.calls.append.total).toBeGreaterThanOrEqual(2)
  })

  it('that swallows only answers lets the server store what its caller gives up', async () => {
    const { client, proxy, double } = await setUp()
    await client.appendToStream('s-1', note(0), byCall)
    proxy.blackHole('to-client')
    const late = client.appendToStream('s-1', note(1), { deadline: 300, ...byCall })
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' })
    expect(double.log.filter(({ stream }) => stream === 's-1')).toHaveLength(2)
    expect(proxy.swallowed).toEqual({ 'from-client': 0, 'to-client': 1 })
    proxy.resume()
  })

  it('that is a black hole is noticed by keepalive, without which a reading waits for good', async () => {
    // the client warns of an interval below its recommendation
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    onTestFinished(() => warn.mockRestore())
    const { client, proxy } = await setUp({ settings: '&keepAliveInterval=200&keepAliveTimeout=200' })
    await client.appendToStream('s-1', note(0), byCall)
    const subscription = client.subscribeToStream('s-1')
    subscription.resume()
    await once(subscription, 'caughtUp')
    proxy.blackHole()
    const [error] = await once(subscription, 'error')
    expect(error).toMatchObject({ type: 'unavailable' })
  })

  it('that is cut breaks what is open, and takes the next connection', async () => {
    const { client, proxy, double } = await setUp()
    const fault = double.faults.plan({ on: 'append', do: 'hang' })
    const answer = client.appendToStream('s-1', note(0), byCall)
    await fault.hit
    proxy.cut()
    await expect(answer).rejects.toMatchObject({ type: 'unavailable' })
    fault.release()
    await client.appendToStream('s-1', note(1), byCall)
  })

  it('that is slow is slow, and loses nothing', async () => {
    const { client, proxy } = await setUp()
    proxy.slow(5)
    for (const event of notes(0, 4)) await client.appendToStream('s-1', event, byCall)
    expect(await listed(client.readStream('s-1'))).toHaveLength(5)
  })

  it('before a server that is down breaks each connection', async () => {
    const { client, double } = await setUp()
    await double.stop()
    await expect(client.appendToStream('s-1', note(0), byCall)).rejects.toMatchObject({ type: 'unavailable' })
  })
})
