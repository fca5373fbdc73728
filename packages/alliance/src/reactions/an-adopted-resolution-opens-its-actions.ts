// The resolution repeats the actions that the motion proposed; each opens under its own id.
import { streamId, type Reaction } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'
import type { MotionEvents } from '../motion/events.js'

export const anAdoptedResolutionOpensItsActions: Reaction<Pick<MotionEvents, 'ResolutionAdopted'>, AnyCommand> = {
  name: 'an-adopted-resolution-opens-its-actions',
  on: {
    ResolutionAdopted: ({ stream, data }) =>
      data.actions.map((action) => ({ type: 'AssignAction', data: { ...action, motionId: streamId(stream) } })),
  },
}
