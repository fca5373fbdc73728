// Streams.Delete and Streams.Tombstone: what they refuse stands in the trailers of a status.
import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { requireAccess, requireLeader } from '../access.js'
import { currentOf, isAsExpected, type ExpectedRevision } from '../appending.js'
import { closeStreamForGood, deleteStream } from '../deleting.js'
import type { Call } from '../grpc/call.js'
import { frame } from '../grpc/frames.js'
import type { Handler } from '../grpc/server.js'
import { CallRefused } from '../grpc/status.js'
import type { Node } from '../node.js'
import { streamDeleted, wrongExpectedVersion } from '../refusals.js'
import type { LogRecord } from '../transaction-log.js'
import { targetOf } from '../wire/append-request.js'
import { onlyMessage } from './read-or-subscribe.js'

export function deleteCall(node: Node): Handler {
  return async (call) => {
    const options = streams.DeleteReq.deserializeBinary(await onlyMessage(call)).getOptions()
    const { stream, expected } = targetOf(options ?? new streams.DeleteReq.Options())
    await permit(node, call, { stream, expected })
    const last = deleteStream(node.log, stream)
    const answer = new streams.DeleteResp()
    if (last === undefined) answer.setNoPosition(new shared.Empty())
    else answer.setPosition(positionOf(last, new streams.DeleteResp.Position()))
    await call.send(frame(answer.serializeBinary()))
  }
}

export function tombstoneCall(node: Node): Handler {
  return async (call) => {
    const options = streams.TombstoneReq.deserializeBinary(await onlyMessage(call)).getOptions()
    const { stream, expected } = targetOf(options ?? new streams.TombstoneReq.Options())
    await permit(node, call, { stream, expected })
    const last = closeStreamForGood(node.log, stream)
    const answer = new streams.TombstoneResp()
    if (last === undefined) answer.setNoPosition(new shared.Empty())
    else answer.setPosition(positionOf(last, new streams.TombstoneResp.Position()))
    await call.send(frame(answer.serializeBinary()))
  }
}

async function permit(
  node: Node,
  call: Call,
  { stream, expected }: { readonly stream: string; readonly expected: ExpectedRevision },
): Promise<void> {
  requireAccess(node, call, stream)
  requireLeader(node, call)
  await node.faults.strike('delete', { headers: call.headers, stream })?.carryOut(call)
  const state = node.log.stream(stream)
  if (state.tombstoned) throw new CallRefused(streamDeleted(stream))
  if (isAsExpected(state, expected)) return
  const raw = typeof expected === 'number' ? expected : rawRevision[expected]
  throw new CallRefused(wrongExpectedVersion(stream, { expected: raw, actual: currentOf(state) }))
}

// The numbers by which the server's own trailers name what is no revision.
const rawRevision = { 'no-stream': -1, any: -2, 'stream-exists': -4 }

interface Position {
  setCommitPosition(value: string): unknown
  setPreparePosition(value: string): unknown
}

function positionOf<P extends Position>({ commit, prepare }: LogRecord, position: P): P {
  position.setCommitPosition(String(commit))
  position.setPreparePosition(String(prepare))
  return position
}
