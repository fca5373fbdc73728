// What a reaction gives for an event, checked: whoever writes one without types is told what it is to give.
import { LianxiError } from '../terms/errors.js'
import type { StoredEvent } from '../texts/codec.js'
import { entryFor } from '../views/hear.js'
import type { AnyReaction } from './reaction.js'

function kindOf(answer: unknown): string {
  if (answer === undefined || answer === null) return 'nothing'
  return answer instanceof Promise ? 'a promise' : 'one thing, which is no list'
}

/** None where the reaction does not hear the event. Throws `invalid-input` for anything but a list, and what the reaction throws. */
export function commandsFor<Command>(reaction: AnyReaction<Command>, event: StoredEvent): readonly Command[] {
  const entry = entryFor(reaction.on, event)
  if (entry === undefined) return []
  const answer = entry(event)
  // what stands in the list is checked where each command is issued
  if (Array.isArray(answer)) return answer as readonly Command[]
  // what it rejects with would be nobody's, and end the process
  if (answer instanceof Promise) answer.catch(() => undefined)
  const reason = `gives ${kindOf(answer)}; it is to give a list of commands, at once`
  throw new LianxiError('invalid-input', { what: `reaction ${reaction.name}`, path: `on.${event.type}`, reason })
}
