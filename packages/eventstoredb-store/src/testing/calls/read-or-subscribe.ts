// Streams.Read: the protocol has one method for reading and for subscribing.
import { requireAccess, requireLeader } from '../access.js'
import type { Call } from '../grpc/call.js'
import type { Handler } from '../grpc/server.js'
import { CallRefused } from '../grpc/status.js'
import type { Node } from '../node.js'
import { streamDeleted } from '../refusals.js'
import { readRequest } from '../wire/read-request.js'
import { read } from './read.js'
import { subscribe } from './subscribe.js'

export function readOrSubscribeCall(node: Node): Handler {
  return async (call) => {
    const request = readRequest(await onlyMessage(call))
    const { stream, isSubscription, from, filter } = request
    requireAccess(node, call, stream ?? '$all')
    requireLeader(node, call)
    const strike = node.faults.strike(isSubscription ? 'subscribe' : 'read', {
      headers: call.headers,
      stream,
      from,
      filter,
    })
    if (stream !== undefined && node.log.stream(stream).tombstoned) throw new CallRefused(streamDeleted(stream))
    if (isSubscription) await subscribe(node, call, { request, strike })
    else await read(node, call, { request, strike })
  }
}

export async function onlyMessage(call: Call): Promise<Buffer> {
  let only: Buffer = Buffer.alloc(0)
  for await (const message of call.messages) only = message
  return only
}
