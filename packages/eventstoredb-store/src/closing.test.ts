// A store that is closed while a server keeps it waiting, before there is a connection at all.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import { run } from './test-child.js'
import { codeOf, notes, onDouble, stream } from './test-trial.js'

// as soon as a busy machine comes to it
const soon = { timeout: 6_000 }

interface SilentPort {
  readonly port: number
  readonly open: ReadonlySet<Socket>
  readonly accepted: number
}

/** A port that takes every connection and never says anything. */
async function onSilentPort(trial: (given: SilentPort) => Promise<void>): Promise<void> {
  const open = new Set<Socket>()
  let accepted = 0
  const server = createServer((socket) => {
    accepted++
    open.add(socket)
    socket.on('error', () => {}).once('close', () => open.delete(socket))
    socket.resume()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  try {
    await trial({
      port,
      open,
      get accepted() {
        return accepted
      },
    })
  } finally {
    for (const socket of open) socket.destroy()
    server.close()
  }
}

describe('a process', () => {
  const ended = { code: 0, said: 'gave up\n' }

  it(
    'ends once its store is closed, though a TLS greeting is not answered (B15)',
    () =>
      onSilentPort(async ({ port }) => {
        expect(await run('give-up-and-close', `esdb://localhost:${port}`, '500')).toEqual(ended)
      }),
    20_000,
  )

  it(
    'ends once its store is closed, though no node of a cluster answers (B15)',
    () =>
      onDouble(async ({ double: { faults, port } }) => {
        faults.plan({ on: 'gossip', times: 1_000, do: 'hang' })
        const cluster = `esdb://127.0.0.1:${port},localhost:${port}?tls=false`
        expect(await run('give-up-and-close', cluster, '500')).toEqual(ended)
      }),
    20_000,
  )
})

describe('a store', () => {
  it(
    'leaves no connection behind for one that it tries anew, nor when it is closed',
    () =>
      onSilentPort(async (silent) => {
        const store = openEventStoreDBStore({
          connectionString: `esdb://localhost:${silent.port}`,
          credentials: { username: 'me', password: 'secret' },
          deadlines: { append: 300 },
        })
        const asked = codeOf(store.append(stream('a'), notes(1), 'no-stream'))
        await expect.poll(() => silent.accepted, soon).toBeGreaterThan(2)
        await expect.poll(() => silent.open.size, soon).toBeLessThan(2)
        await store.close()
        expect(await asked).toBe('append-outcome-unknown')
        await expect.poll(() => silent.open.size, soon).toBe(0)
      }),
    20_000,
  )
})
