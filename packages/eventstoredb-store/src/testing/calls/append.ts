// Streams.Append: one append, one call.
import { requireAccess, requireLeader } from '../access.js'
import { append } from '../appending.js'
import type { Handler } from '../grpc/server.js'
import type { Node } from '../node.js'
import { appendAnswer } from '../wire/append-answer.js'
import { readAppend } from '../wire/append-request.js'

export function appendCall(node: Node): Handler {
  return async (call) => {
    const asked = await readAppend(call.messages)
    requireAccess(node, call, asked.stream)
    requireLeader(node, call)
    const { stream, expected } = asked
    const eventIds = asked.events.map(({ id }) => id)
    const strike = node.faults.strike('append', { headers: call.headers, stream, expected, eventIds })
    if (strike?.at === 'before') await strike.carryOut(call)
    const outcome = append(node.log, asked)
    if (strike?.at === 'after-store') await strike.carryOut(call)
    await call.send(appendAnswer(outcome, asked))
  }
}
