// What a history came to when it was last played, in lines that a person reads: choices alone say nothing.
import { isRejection, type Receipt, type Rejection } from '@lianxi/event-sourcing'
import type { Asked } from './asked.js'

/** The part that all ids of `uuid` have in common; what is left tells them apart. */
const madeUpId = /0{8}-0000-4000-8\w{3}-0*/g
const played = new WeakMap<object, string[]>()

/** Begins the telling of a history, which is about to be played. */
export function beginTelling(history: object): void {
  played.set(history, [])
}

/** Adds a command and its answer. Where nothing became of it, that is told too: it may be what a property is about. */
export function tell(history: object, { command, context }: Asked, answer: Receipt | Rejection): void {
  const { role, unitId } = context.actor
  const who = unitId === undefined ? role : `${role} of ${unitId}`
  const outcome = isRejection(answer) ? answer.code : answer.events.length === 0 ? 'so already' : 'done'
  const line = `${context.occurredAt} ${who}: ${command.type} ${JSON.stringify(command.data)} → ${outcome}`
  played.get(history)?.push(line.replaceAll(madeUpId, '#'))
}

/** The lines so far; undefined for what was never played. */
export function told(history: object): readonly string[] | undefined {
  return played.get(history)
}
