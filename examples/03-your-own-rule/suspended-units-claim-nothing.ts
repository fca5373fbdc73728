// A rule of our own at the door: while a unit is suspended, it does not help itself to what others offer.
import type { AuthorizationRequest, Authorize, Engine } from '@lianxi/engine'
import { unitBoard } from './unit-board.js'

export function suspendedUnitsClaimNothing(engine: () => Pick<Engine, 'view'>): Authorize {
  return async ({ type, allianceId, actor, occurredAt }: AuthorizationRequest) => {
    if (type !== 'ClaimOffer' || actor.unitId === undefined) return undefined
    // what counts is how the unit stood when it claimed, also where that is entered a week later
    const board = await engine().view(unitBoard, { allianceId, asOf: { occurred: occurredAt } })
    const unit = board.units[actor.unitId]
    return unit?.suspended === true ? `${unit.name} is suspended` : undefined
  }
}
