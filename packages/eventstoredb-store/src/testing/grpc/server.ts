// A gRPC server straight on HTTP/2, because faults are its purpose: it can reset one stream or one connection, at any byte,
// which a library's server keeps out of reach; and it shares no transport with the client that it tests.
import { createSecureServer, createServer, type Http2Server, type Http2SecureServer } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { openCall, type Call } from './call.js'
import { CallRefused, statusCode } from './status.js'

/** Answers a call; when it returns, the call ends with OK unless it has ended already. */
export type Handler = (call: Call) => Promise<void>

export interface Tls {
  /** PEM. */
  readonly certificate: string
  /** PEM. */
  readonly key: string
}

export interface GrpcServer {
  readonly port: number
  /** How many connections are open. */
  readonly connections: number
  /** Resets every connection and takes no new one. */
  stop(): Promise<void>
}

export interface GrpcServerOptions {
  /** By path: `/package.Service/Method`. */
  readonly handlers: Readonly<Record<string, Handler>>
  readonly port: number
  readonly tls: Tls | undefined
}

export async function startGrpcServer({ handlers, port, tls }: GrpcServerOptions): Promise<GrpcServer> {
  const server = tls === undefined ? createServer() : createSecureServer({ cert: tls.certificate, key: tls.key })
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('sessionError', () => {})
  server.on('stream', (stream, headers) => {
    const { remotePort } = stream.session?.socket ?? {}
    const resetConnection = () => {
      for (const socket of sockets) if (socket.remotePort === remotePort) socket.resetAndDestroy()
    }
    const call = openCall(stream, { headers, resetConnection })
    const handler = handlers[headers[':path'] ?? '']
    if (handler === undefined) call.end({ code: statusCode.unimplemented, details: `no method ${headers[':path']}` })
    else void answer(call, handler)
  })
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return sockets.size
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.resetAndDestroy()
      await closed
    },
  }
}

async function answer(call: Call, handler: Handler): Promise<void> {
  try {
    await handler(call)
    call.end()
  } catch (error) {
    if (error instanceof CallRefused) call.end(error.status)
    // as the server's own host does with what its code throws
    else call.end({ code: statusCode.unknown, details: `Exception was thrown by handler. ${String(error)}` })
  }
}

function listen(server: Http2Server | Http2SecureServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
