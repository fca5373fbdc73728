// Fills the large stores once, and asks of them all that depends on size.
import { inChild } from './child.js'
import { inFolder } from './folder.js'
import { growthRows } from './growth.js'
import { foundingCommands } from './material.js'
import { memoryRows } from './memory.js'
import type { Row } from './row.js'

const eventsPerAlliance = 1_000

export function benchGrowth(): Promise<readonly Row[]> {
  return inFolder(async (fileNamed) => {
    async function filled(alliances: number, events: number) {
      const path = fileNamed(`${alliances}-${events}.db`)
      await inChild('fill', [path, alliances, events])
      return { path, alliances }
    }
    const small = await filled(10, eventsPerAlliance)
    const large = await filled(1_000, eventsPerAlliance)
    // as many alliances, whose views are held, and a tenth of the events
    const memory = await memoryRows({ small: await filled(1_000, eventsPerAlliance / 10), large })
    return [...(await growthRows({ small, large, dealt: eventsPerAlliance - foundingCommands })), ...memory]
  })
}
