// The model's reactions, in one list: a new reaction is a file and a line here.
import type { AnyReaction } from '@lianxi/event-sourcing'
import type { AnyCommand } from '../model.js'

export const reactions: readonly AnyReaction<AnyCommand>[] = []
