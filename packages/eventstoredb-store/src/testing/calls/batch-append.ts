// Streams.BatchAppend: many appends over one stream, each answered by its correlation id, in whatever order they are done.
import { requireAccess, requireLeader } from '../access.js'
import { append, type ExpectedRevision } from '../appending.js'
import type { Call } from '../grpc/call.js'
import type { Handler } from '../grpc/server.js'
import { CallRefused, statusCode } from '../grpc/status.js'
import type { Node } from '../node.js'
import { tooBusy } from '../refusals.js'
import type { ProposedEvent } from '../transaction-log.js'
import { readAppendPart } from '../wire/append-request.js'
import { batchAppendAnswer, type BatchOutcome } from '../wire/batch-append-answer.js'

interface BatchAppend {
  readonly correlationId: string
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly deadline: Date | undefined
  readonly events: ProposedEvent[]
}

export function batchAppendCall(node: Node): Handler {
  return async (call) => {
    const open = new Map<string, BatchAppend>()
    const running = new Set<Promise<void>>()
    for await (const message of call.messages) {
      const { correlationId, target, events, isFinal } = readAppendPart(message)
      const known = open.get(correlationId) ?? (target && { correlationId, ...target, events: [] })
      if (known === undefined) throw new CallRefused({ code: statusCode.invalidArgument, details: 'no options' })
      known.events.push(...events)
      open.set(correlationId, known)
      if (!isFinal) continue
      open.delete(correlationId)
      const done = answer(node, call, known).catch((error: unknown) => {
        // what is refused here ends the whole stream, and with it every append that waits
        if (error instanceof CallRefused) call.end(error.status)
      })
      running.add(done)
      void done.then(() => running.delete(done))
    }
    await Promise.race([Promise.all(running), call.whenOver])
  }
}

async function answer(node: Node, call: Call, asked: BatchAppend): Promise<void> {
  await call.send(batchAppendAnswer(await outcomeOf(node, call, asked), asked))
}

async function outcomeOf(node: Node, call: Call, asked: BatchAppend): Promise<BatchOutcome> {
  const { stream, expected } = asked
  const eventIds = asked.events.map(({ id }) => id)
  const strike = node.faults.strike('batch-append', { headers: call.headers, stream, expected, eventIds })
  try {
    if (strike?.at === 'before') await strike.carryOut(call)
    const outcome = store(node, call, asked)
    if (strike?.at === 'after-store') await strike.carryOut(call)
    return outcome
  } catch (error) {
    if (error instanceof CallRefused && error.status === tooBusy) return { kind: 'too-busy' }
    throw error
  }
}

function store(node: Node, call: Call, asked: BatchAppend): BatchOutcome {
  try {
    requireAccess(node, call, asked.stream)
  } catch {
    return { kind: 'access-denied' }
  }
  requireLeader(node, call)
  // the deadline is an instant by the client's clock, judged by the server's
  if (asked.deadline !== undefined && asked.deadline.getTime() <= Date.now()) return { kind: 'timeout' }
  return append(node.log, asked)
}
