// Questions about a topic.
import type { Instant, Output } from '@lianxi/event-sourcing'
import type { commands } from './commands.js'

type Proposing = typeof commands.ProposeTopic

/** Whether the call for topics is still open, its last instant included. */
export function takesTopics({ call, closesAt }: Output<Proposing['needs']>, at: Instant): boolean {
  return call === 'open' && (closesAt === undefined || at <= closesAt)
}
