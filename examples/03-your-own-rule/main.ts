// An app with a view, a reaction and a rule at the door of its own, and a story in which they show.
import { storyteller } from '@lianxi/example-shared'
import { memoryStore } from '@lianxi/event-sourcing'
import { openOurEngine } from './open-our-engine.js'
import { tellStory } from './story.js'

const usage = `Usage: main.ts

Tells of a spring in a small alliance whose members keep silent, raise an
emergency and claim what others offer. It is kept in memory.
`

async function tell(): Promise<void> {
  const engine = await openOurEngine({ store: memoryStore() })
  await tellStory(engine, console.log)
  await engine.close()
}

process.exitCode = await storyteller(process.argv.slice(2), { usage, tell })
