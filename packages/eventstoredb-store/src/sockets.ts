// The sockets of one client, to be ended with it. gRPC forgets one that is still in its TLS handshake, and the client goes on looking for
// a cluster after it was closed: either would keep the process alive for as long as a silent peer likes.
import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'

export interface Sockets {
  /** Does what opens sockets, at once or later on. */
  opening<T>(action: () => T): T
  /** Ends those that are open, and every one that is opened from now on. */
  end(): void
}

type Owner = (socket: Socket) => void

// Neither the client nor gRPC hands out its sockets; Node tells of each that is opened, and the asynchronous context whose it is.
const owners = new AsyncLocalStorage<Owner>()
let told = false

function beTold(): void {
  if (told) return
  told = true
  subscribe('net.client.socket', (message) => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : undefined
    if (socket instanceof Socket) owners.getStore()?.(socket)
  })
}

export function openSockets(): Sockets {
  const open = new Set<Socket>()
  let ended = false
  beTold()

  function own(socket: Socket): void {
    // it is told of just before it connects, which would bring one back that is destroyed already
    if (ended) return queueMicrotask(() => socket.destroy())
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }

  return {
    opening: (action) => owners.run(own, action),
    end() {
      ended = true
      for (const socket of open) socket.destroy()
    },
  }
}
