// What the alliance does in its first house and in its second: a hospital lends its parking spaces, a community uses them.
import { charterPresets, type AnyCommand } from '@lianxi/alliance'
import type { CommandContext, Engine } from '@lianxi/engine'

/** Ids that never change, so that the story is the same each time. */
function id(number: number): string {
  return `7c1e4a90-2b6d-4f18-8a3e-${String(number).padStart(12, '0')}`
}

export const allianceId = id(1)
const convenor = { role: 'convenor', unitId: id(10) } as const
export const hospital = { role: 'memberRepresentative', unitId: id(11) } as const
const community = { role: 'communityOffice', unitId: id(12) } as const
const [resourceId, pledgeId, deliveryId] = [id(20), id(21), id(22)]
const offered = { value: '40', unit: 'x:parkingSpace' }
const claimed = { value: '25', unit: 'x:parkingSpace' }

function actOn(engine: Engine) {
  return (actor: CommandContext['actor'], on: string, command: AnyCommand) =>
    engine.execute(command, { allianceId, actor, occurredAt: `${on}T01:00:00.000Z` })
}

export async function beginSmall(engine: Engine): Promise<void> {
  const act = actOn(engine)
  const founding = { name: 'Riverside', timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] }
  const members = [
    { unitId: hospital.unitId, code: 'U02', name: 'Hospital', kind: 'residentUnit', seat: 'voting' },
    { unitId: community.unitId, code: 'U07', name: 'Chunyuan', kind: 'community', seat: 'voting' },
  ] as const
  const offer = { resourceId, kind: 'venue', title: 'Parking at night', quantity: offered } as const
  await act(convenor, '2018-03-01', { type: 'FoundAlliance', data: founding })
  for (const data of members) await act(convenor, '2018-03-02', { type: 'AdmitUnit', data })
  await act(hospital, '2018-03-05', { type: 'ListOffer', data: offer })
  await act(community, '2018-03-06', { type: 'ClaimOffer', data: { resourceId, pledgeId, quantity: claimed } })
  await act(hospital, '2018-03-07', { type: 'AcceptClaim', data: { resourceId, pledgeId } })
  // the accepted claim opens its pledge
  await engine.settle()
  await act(hospital, '2018-03-08', { type: 'CommitPledge', data: { pledgeId, quantity: claimed } })
}

export async function goOn(engine: Engine): Promise<void> {
  const act = actOn(engine)
  const delivery = { pledgeId, deliveryId, quantity: claimed }
  await act(hospital, '2018-04-01', { type: 'ReportDelivery', data: delivery })
  await act(community, '2018-04-02', { type: 'AcknowledgeDelivery', data: delivery })
}
