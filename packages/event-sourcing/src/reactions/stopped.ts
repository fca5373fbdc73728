// The error of a reaction that stops tells which it is, and at which event, so that who runs many knows where to look.
import { LianxiError } from '../terms/errors.js'
import { messageOf } from '../terms/message-of.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { mayPark } from '../waiting/error-policy.js'

/** What is to be thrown where a reaction stops at an event: the error as the cause of `reaction-stopped`, unless it is about no event. */
export function stoppedAt(
  { stream, revision, type }: RecordedEvent,
  { reaction, error }: { readonly reaction: string; readonly error: unknown },
): unknown {
  if (!mayPark(error)) return error
  return new LianxiError('reaction-stopped', { reaction, stream, revision, type, reason: messageOf(error) }, error)
}
