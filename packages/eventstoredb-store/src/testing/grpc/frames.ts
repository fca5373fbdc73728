// gRPC's framing of messages on an HTTP/2 stream: a byte for compression, four for the length, then the message
// (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
import { CallRefused, statusCode } from './status.js'

const headBytes = 5

/** What a server of events takes in one message: 16 MiB. */
const maxMessageBytes = 16 * 1024 * 1024

export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(headBytes + message.length)
  framed[0] = 0
  framed.writeUInt32BE(message.length, 1)
  framed.set(message, headBytes)
  return framed
}

/** The messages that arrive in chunks of any size. */
export async function* messagesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length >= headBytes) {
      const length = rest.readUInt32BE(1)
      if (rest[0] !== 0)
        throw new CallRefused({ code: statusCode.unimplemented, details: 'messages come uncompressed' })
      if (length > maxMessageBytes) {
        throw new CallRefused({
          code: statusCode.resourceExhausted,
          details: `a message of ${length} bytes is too large`,
        })
      }
      if (rest.length < headBytes + length) break
      yield rest.subarray(headBytes, headBytes + length)
      rest = rest.subarray(headBytes + length)
    }
  }
}
