// The agenda is the meeting's; each topic on it learns so.
import { streamId, type Reaction } from '@lianxi/event-sourcing'
import type { MeetingEvents } from '../meeting/events.js'
import type { AnyCommand } from '../model.js'

export const aSettledAgendaSchedulesItsTopics: Reaction<Pick<MeetingEvents, 'AgendaSettled'>, AnyCommand> = {
  name: 'a-settled-agenda-schedules-its-topics',
  on: {
    AgendaSettled: ({ stream, data }) =>
      data.items.flatMap(({ topicId, title }) =>
        topicId === undefined ? [] : [{ type: 'ScheduleTopic', data: { topicId, meetingId: streamId(stream), title } }],
      ),
  },
}
