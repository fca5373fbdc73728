// A reaction of our own: nobody has to read an emergency before it is the whole alliance's.
import type { AnyCommand, EventData } from '@lianxi/alliance'
import { streamId, type Reaction } from '@lianxi/event-sourcing'

export const anEmergencyIsTriagedAtOnce: Reaction<Pick<EventData, 'IssueRaised'>, AnyCommand> = {
  name: 'an-emergency-is-triaged-at-once',
  on: {
    IssueRaised: ({ stream, data: { urgency, category } }) =>
      urgency === 'emergency'
        ? [{ type: 'TriageIssue', data: { issueId: streamId(stream), level: 'alliance', category } }]
        : [],
  },
}
