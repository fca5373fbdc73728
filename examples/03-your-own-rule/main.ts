// An app with a view, a reaction and a rule at the door of its own, and a story in which they show.
import { memoryStore } from '@lianxi/event-sourcing'
import { openOurEngine } from './open-our-engine.js'
import { tellStory } from './story.js'

const engine = await openOurEngine({ store: memoryStore() })
await tellStory(engine, console.log)
await engine.close()
