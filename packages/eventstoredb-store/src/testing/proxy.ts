// A TCP proxy before a server: a network that stops carrying bytes, carries them slowly, or breaks, while the server is well.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** Which way bytes go: from the client, or to it. */
export type Direction = 'from-client' | 'to-client'

export interface Proxy {
  readonly port: number
  /** For a server without TLS. */
  readonly connectionString: string
  /** How many connections are open. */
  readonly connections: number
  /** How often a black hole has taken bytes so far, each way: once of each connection, where all that follows waits behind them. */
  readonly swallowed: Readonly<Record<Direction, number>>
  /**
   * Carries no more bytes, both ways unless said; connections stay, and new ones are accepted. As on a network that drops packets, nobody
   * is told, and what was sent arrives after `resume`.
   */
  blackHole(direction?: Direction): void
  /** Keeps each piece of what is carried for so long. */
  slow(milliseconds: number): void
  /** Carries as before. */
  resume(): void
  /** Resets every connection; new ones are accepted. */
  cut(): void
  close(): Promise<void>
}

export async function startProxy({ to }: { readonly to: { readonly port: number } }): Promise<Proxy> {
  const gate = openGate()
  const sockets = new Set<Socket>()

  function track(socket: Socket): Socket {
    sockets.add(socket)
    socket.on('error', () => {})
    return socket.setNoDelay(true).once('close', () => sockets.delete(socket))
  }

  const server = createServer((incoming) => {
    const client = track(incoming)
    const target = track(connect(to.port, '127.0.0.1'))
    void carry({ from: client, to: target, pass: () => gate.pass('from-client') })
    void carry({ from: target, to: client, pass: () => gate.pass('to-client') })
  })

  function cut(): void {
    for (const socket of sockets) socket.resetAndDestroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    get connections() {
      return sockets.size / 2
    },
    swallowed: gate.stopped,
    blackHole: gate.shut,
    slow: gate.slow,
    resume: gate.open,
    cut,
    async close() {
      gate.open()
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}

interface Carrying {
  readonly from: Socket
  readonly to: Socket
  readonly pass: () => Promise<void>
}

async function carry({ from, to, pass }: Carrying): Promise<void> {
  async function* held(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      await pass()
      yield piece
    }
  }
  try {
    await pipeline(from, held, to)
  } catch {
    // one side broke: so does the other
    to.resetAndDestroy()
    from.resetAndDestroy()
  }
}

interface Gate {
  /** How many pieces have come to it while it was shut. */
  readonly stopped: Readonly<Record<Direction, number>>
  /** Resolves when a piece may go this way. */
  pass(direction: Direction): Promise<void>
  shut(direction?: Direction): void
  slow(milliseconds: number): void
  open(): void
}

function openGate(): Gate {
  const isShut = { 'from-client': false, 'to-client': false }
  const stopped = { 'from-client': 0, 'to-client': 0 }
  let milliseconds = 0
  let waiting: (() => void)[] = []
  return {
    stopped,
    async pass(direction) {
      if (milliseconds > 0) await delay(milliseconds)
      if (isShut[direction]) stopped[direction]++
      while (isShut[direction]) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    shut(direction) {
      if (direction !== 'to-client') isShut['from-client'] = true
      if (direction !== 'from-client') isShut['to-client'] = true
    },
    slow(each) {
      milliseconds = each
    },
    open() {
      milliseconds = 0
      isShut['from-client'] = false
      isShut['to-client'] = false
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
  }
}
