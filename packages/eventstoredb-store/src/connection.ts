// The client in use, and those that were before it. A client that lost its server is used for no other call: it may stay lost, or end
// the process by a promise that nobody awaits (docs/decisions, 0017).
import { wait } from './back-off.js'
import type { Client } from './client.js'
import type { Failure } from './failure.js'
import type { Feed } from './feed.js'

/** The client has no deadline of its own while it looks for a server. */
async function inTime(answer: Promise<'stored' | Failure>, ms: number): Promise<'stored' | Failure> {
  const answered = new AbortController()
  const reason = `no answer came within ${ms} ms`
  const late = wait(ms, answered.signal).then((): Failure => ({ type: 'disturbed', reason, sent: true }))
  try {
    return await Promise.race([answer, late])
  } finally {
    answered.abort()
  }
}

interface Held {
  readonly client: Client
  calls: number
}

export interface ConnectionOptions {
  /** How long to wait for the answer to an append, in milliseconds; reads watch over themselves (feed.ts). */
  readonly appendMs: number
}

/** Opens a client when there is none, and another after a failure that may be the connection's. */
export function connection(open: () => Client, { appendMs }: ConnectionOptions): Client {
  const clients = new Set<Held>()
  let current: Held | undefined

  function begin(): Held {
    if (current === undefined) {
      current = { client: open(), calls: 0 }
      clients.add(current)
    }
    current.calls++
    return current
  }

  /** What others still do on a client that is given up goes on; the last one closes it. */
  function end(held: Held, broken: boolean): void {
    held.calls--
    if (broken && current === held) current = undefined
    if (current === held || held.calls > 0) return
    clients.delete(held)
    held.client.close()
  }

  function feed(from: (client: Client) => Feed): Feed {
    const held = begin()
    const inner = from(held.client)
    let over = false
    let broken = false
    return {
      async take() {
        const taken = await inner.take()
        broken ||= taken.type === 'failure' && taken.failure.type === 'disturbed'
        return taken
      },
      end() {
        if (over) return
        over = true
        inner.end()
        end(held, broken)
      },
    }
  }

  return {
    async append(append) {
      // A failing call closes its channel a few microtasks later, and a call that begins in between throws where nobody can catch it (read
      // in the client's source, not met in a test). A turn of the event loop of its own keeps the two apart.
      await new Promise((resolve) => setImmediate(resolve))
      const held = begin()
      const answer = await inTime(held.client.append(append), appendMs)
      end(held, answer !== 'stored' && answer.type === 'disturbed')
      return answer
    },
    readLast: (stream) => feed((client) => client.readLast(stream)),
    readStream: (reading) => feed((client) => client.readStream(reading)),
    readHead: () => feed((client) => client.readHead()),
    readAll: (from) => feed((client) => client.readAll(from)),
    subscribe: (subscription) => feed((client) => client.subscribe(subscription)),
    close() {
      for (const { client } of clients) client.close()
      clients.clear()
      current = undefined
    },
  }
}
