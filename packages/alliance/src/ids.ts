// Ids are UUIDs, each of its own type: parsed once at the edge, carried as brands from there. Each is a schema of its own,
// which `brand` alone does not make, so that a page or a program can tell them apart.
import { uuid } from '@lianxi/event-sourcing'
import * as z from 'zod'

export const allianceId = uuid.clone().brand<'AllianceId'>()
export type AllianceId = z.output<typeof allianceId>

export const unitId = uuid.clone().brand<'UnitId'>()
export type UnitId = z.output<typeof unitId>

export const topicId = uuid.clone().brand<'TopicId'>()
export type TopicId = z.output<typeof topicId>

export const meetingId = uuid.clone().brand<'MeetingId'>()
export type MeetingId = z.output<typeof meetingId>

export const minutesId = uuid.clone().brand<'MinutesId'>()
export type MinutesId = z.output<typeof minutesId>

export const motionId = uuid.clone().brand<'MotionId'>()
export type MotionId = z.output<typeof motionId>

export const issueId = uuid.clone().brand<'IssueId'>()
export type IssueId = z.output<typeof issueId>

export const resourceId = uuid.clone().brand<'ResourceId'>()
export type ResourceId = z.output<typeof resourceId>

/** A claim on an offer or a need carries the id of the pledge that its acceptance opens. */
export const pledgeId = uuid.clone().brand<'PledgeId'>()
export type PledgeId = z.output<typeof pledgeId>

export const deliveryId = uuid.clone().brand<'DeliveryId'>()
export type DeliveryId = z.output<typeof deliveryId>

export const actionId = uuid.clone().brand<'ActionId'>()
export type ActionId = z.output<typeof actionId>

/** Points at a person outside the log. Never a name: what it points at can be forgotten, an event cannot. */
export const personRef = z
  .string()
  .regex(/^\S(.{0,198}\S)?$/u, 'a reference is 1 to 200 characters without blanks around it')
  .brand<'PersonRef'>()
export type PersonRef = z.output<typeof personRef>
