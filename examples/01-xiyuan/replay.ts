// Carries the story out, entry by entry, through the engine. Begun before, it settles what was left and goes on.
import { openEngine, type Engine } from '@lianxi/engine'
import { isRejection, type EventStore } from '@lianxi/event-sourcing'
import { BadInput } from '@lianxi/example-shared'
import type { Entry } from './scenario/entry.js'

export interface ReplayOptions {
  readonly store: EventStore
  readonly story: readonly Entry[]
  /** Called after each entry, with how many are done. */
  readonly progress?: (done: number, all: number) => void
}

/** How many entries are behind us: up to the last one that left an event. Throws for a store that holds another history. */
async function entriesDone(store: EventStore, story: readonly Entry[]): Promise<number> {
  const places = new Map(story.map(({ context }, index) => [context.commandId, index] as const))
  let done = 0
  for await (const batch of store.readAll()) {
    for (const { stream, revision, metadata } of batch) {
      // metadata is the engine's own; a reaction's command belongs to the entry that caused it
      const { commandId, correlationId } = JSON.parse(metadata) as { commandId: string; correlationId?: string }
      const place = places.get(correlationId ?? commandId)
      if (place === undefined) {
        throw new BadInput(
          `it holds another history: event ${revision} of ${stream} is not of this story; delete the file, or name another`,
        )
      }
      done = Math.max(done, place + 1)
    }
  }
  return done
}

async function carryOut(engine: Engine, { name, command, context, refused }: Entry): Promise<void> {
  const answer = await engine.tryExecute(command, context)
  const code = isRejection(answer) ? answer.code : undefined
  if (code === refused) return
  const said = isRejection(answer) ? `was refused: ${answer.code}: ${answer.message}` : 'was accepted'
  throw new Error(`${name} ${said}${refused === undefined ? '' : `, where ${refused} was expected`}`)
}

async function checkNothingParked(engine: Engine): Promise<void> {
  const [parked] = await engine.parked()
  if (parked === undefined) return
  throw new Error(`reaction ${parked.reaction} to ${parked.event.type} was refused: ${parked.code}: ${parked.message}`)
}

/** Opens an engine on the store and brings the story to its end. The clock gives each entry's own instant. */
export async function replay({ store, story, progress }: ReplayOptions): Promise<Engine> {
  const done = await entriesDone(store, story)
  let now = story[Math.max(0, done - 1)]?.at ?? ''
  const engine = await openEngine({ store, clock: () => now })
  await engine.settle()
  progress?.(done, story.length)
  for (const [index, entry] of story.entries()) {
    if (index < done) continue
    now = entry.at
    await carryOut(engine, entry)
    await engine.settle()
    progress?.(index + 1, story.length)
  }
  await checkNothingParked(engine)
  return engine
}
