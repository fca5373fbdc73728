// Fills the stores that grow by ten and a hundred, once, and asks of them all that depends on size.
import { inChild } from './child.js'
import { inFolder } from './folder.js'
import { growthRows } from './growth.js'
import { foundingCommands } from './material.js'
import { memoryRows } from './memory.js'
import type { Row } from './row.js'

const eventsPerAlliance = 1_000

export function benchGrowth(): Promise<readonly Row[]> {
  return inFolder(async (fileNamed) => {
    async function filled(alliances: number) {
      const path = fileNamed(`${alliances}.db`)
      await inChild('fill', [path, alliances, eventsPerAlliance])
      return { path, alliances }
    }
    const [small, middle, large] = [await filled(10), await filled(100), await filled(1_000)]
    const memory = await memoryRows({ small: middle, large })
    return [...(await growthRows({ small, large, dealt: eventsPerAlliance - foundingCommands })), ...memory]
  })
}
