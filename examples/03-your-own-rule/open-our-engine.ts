// The engine with all that is our own. Our tests open the same one, with views of theirs beside.
import { openEngine, type Engine, type EngineOptions } from '@lianxi/engine'
import { anEmergencyIsTriagedAtOnce } from './an-emergency-is-triaged-at-once.js'
import { suspendedUnitsClaimNothing } from './suspended-units-claim-nothing.js'
import { unitBoard } from './unit-board.js'

export async function openOurEngine(options: Pick<EngineOptions, 'store' | 'clock' | 'views'>): Promise<Engine> {
  const engine: Engine = await openEngine({
    ...options,
    views: [unitBoard, ...(options.views ?? [])],
    reactions: [anEmergencyIsTriagedAtOnce],
    // asked of commands, and those come only once the engine is open
    authorize: suspendedUnitsClaimNothing(() => engine),
  })
  return engine
}
