// Any command that a pledge may be asked, lawful or not, over a small cast.
import * as fc from 'fast-check'
import { anyLine, anyMemberUnit, anyOffice, chunyuan, engineActor, school, speaksFor, uuid } from '../testing/cast.js'
import { lawfulSequences, type CommandArbitraries } from '../testing/lawful.js'
import type { PledgeCommands } from './commands.js'
import { firstDelivery, guarding, guardingOffer, secondDelivery } from './pledge.controls.js'

const pledgeId = fc.constant(guarding)
const deliveryId = fc.constantFrom(firstDelivery, firstDelivery, firstDelivery, secondDelivery, uuid('d', 3))
const quantity = fc.record({
  value: fc.constantFrom('0.1', '0.2', '0.3', '0.6', '1'),
  unit: fc.constantFrom('HUR', 'HUR', 'HUR', 'HUR', 'DAY'),
})
const anySide = fc.oneof(fc.constantFrom(speaksFor(school), speaksFor(chunyuan)), anyMemberUnit)
/** Someone of the giving unit who holds an office besides. */
const officeOfTheGiver = fc.constant({ role: 'secretariat', unitId: school } as const)
const anySideOrOffice = fc.oneof(anySide, anySide, anyOffice, officeOfTheGiver)
/** Mostly who may. */
const mostlyGiver = fc.oneof(
  { weight: 3, arbitrary: fc.constant(speaksFor(school)) },
  { weight: 1, arbitrary: anySide },
)
const mostlyReceiver = fc.oneof(
  { weight: 3, arbitrary: fc.constant(speaksFor(chunyuan)) },
  { weight: 1, arbitrary: anySideOrOffice },
)

export const pledgeArbitraries: CommandArbitraries<PledgeCommands> = {
  OpenPledge: fc.record({
    by: fc.constant(engineActor),
    data: fc.record(
      {
        pledgeId,
        resourceId: fc.constantFrom(guardingOffer, guardingOffer, uuid('r', 8)),
        unitId: fc.constant(school),
        receiverUnitId: fc.constant(chunyuan),
        kind: fc.constant('personTime'),
        title: anyLine,
        quantity: fc.record({ value: fc.constantFrom('0.6', '1.5'), unit: fc.constant('HUR') }),
      },
      { requiredKeys: ['pledgeId', 'resourceId', 'unitId', 'kind', 'title', 'quantity'] },
    ),
  }),
  CommitPledge: fc.record({ by: mostlyGiver, data: fc.record({ pledgeId, quantity }) }),
  ReportDelivery: fc.record({
    by: mostlyGiver,
    data: fc.record(
      { pledgeId, deliveryId, quantity, evidence: anyLine },
      { requiredKeys: ['pledgeId', 'deliveryId', 'quantity'] },
    ),
  }),
  AcknowledgeDelivery: fc.record({ by: mostlyReceiver, data: fc.record({ pledgeId, deliveryId, quantity }) }),
  DisputeDelivery: fc.record({ by: mostlyReceiver, data: fc.record({ pledgeId, deliveryId, reason: anyLine }) }),
  CancelPledge: fc.record({ by: anySideOrOffice, data: fc.record({ pledgeId, reason: anyLine }) }),
  DefaultPledge: fc.record({ by: anyOffice, data: fc.record({ pledgeId, reason: anyLine }) }),
}

const delivered = ['OpenPledge', 'CommitPledge', 'ReportDelivery'] as const

/** Sequences on one pledge: any, and from one that is delivered in parts. */
export const pledgeSequences = fc.oneof(
  lawfulSequences(pledgeArbitraries, []),
  lawfulSequences(pledgeArbitraries, ['OpenPledge', 'CommitPledge', 'ReportDelivery', 'DisputeDelivery']),
  lawfulSequences(pledgeArbitraries, ['OpenPledge', 'CommitPledge', 'ReportDelivery', 'AcknowledgeDelivery']),
  lawfulSequences(pledgeArbitraries, ['OpenPledge', 'CommitPledge', 'ReportDelivery', 'ReportDelivery']),
  lawfulSequences(pledgeArbitraries, [...delivered, 'DisputeDelivery', 'AcknowledgeDelivery']),
  lawfulSequences(pledgeArbitraries, [...delivered, 'AcknowledgeDelivery', 'DisputeDelivery', 'AcknowledgeDelivery']),
)
