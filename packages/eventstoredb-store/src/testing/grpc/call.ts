// One call on one HTTP/2 stream: messages in, messages out with backpressure, an end with a status, or a violent one.
import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { addAbortSignal } from 'node:stream'
import { messagesIn } from './frames.js'
import { statusCode, trailersOf, type Status } from './status.js'

export interface Call {
  readonly headers: IncomingHttpHeaders
  readonly messages: AsyncIterable<Buffer>
  /** Whether nothing can be sent any more: it ended, the client left, or the connection broke. */
  readonly over: boolean
  /** Resolves when `over` becomes true. */
  readonly whenOver: Promise<void>
  /** Sends what was framed, one message or several; resolves when more may follow. */
  send(framed: Uint8Array): Promise<void>
  end(status?: Status): void
  /** RST_STREAM: the call is cancelled, the connection stays. */
  resetStream(): void
  /** TCP RST: every call of the connection breaks. */
  resetConnection(): void
}

const responseHeaders = { ':status': 200, 'content-type': 'application/grpc+proto' }

export function openCall(
  stream: ServerHttp2Stream,
  { headers, resetConnection }: { readonly headers: IncomingHttpHeaders; readonly resetConnection: () => void },
): Call {
  let ended = false
  let last: Status = { code: statusCode.ok }
  const whenOver = new Promise<void>((resolve) => stream.once('close', resolve))
  stream.on('error', () => {}) // a client that leaves in the middle is no error of the server's
  stream.on('wantTrailers', () => stream.sendTrailers(trailersOf(last)))

  const isOver = () => ended || stream.destroyed || stream.closed

  return {
    headers,
    // a handler that throws while it reads still has a status to send
    messages: messagesIn(stream.iterator({ destroyOnReturn: false })),
    get over() {
      return isOver()
    },
    whenOver,
    async send(framed) {
      if (isOver()) return
      if (!stream.headersSent) stream.respond(responseHeaders, { waitForTrailers: true })
      if (stream.write(framed)) return
      await new Promise<void>((resolve) => {
        const done = () => {
          stream.off('drain', done).off('close', done)
          resolve()
        }
        stream.once('drain', done).once('close', done)
      })
    },
    end(status = { code: statusCode.ok }) {
      if (isOver()) return
      ended = true
      last = status
      if (stream.headersSent) stream.end()
      else stream.respond({ ...responseHeaders, ...trailersOf(status) }, { endStream: true })
      // what the client still sends is nobody's concern
      stream.resume()
    },
    resetStream() {
      ended = true
      // Not by `close`: where a write is under way Node can lose the frame, and then sends empty ones without end, in no turn of the event
      // loop. An abort has the same code. What was sent before goes out before it.
      setImmediate(() => addAbortSignal(AbortSignal.abort(), stream))
    },
    resetConnection() {
      ended = true
      resetConnection()
    },
  }
}
