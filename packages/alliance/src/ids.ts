// Ids are UUIDs, each of its own type: parsed once at the edge, carried as brands from there.
import { uuid } from '@lianxi/event-sourcing'
import * as z from 'zod'

export const allianceId = uuid.brand<'AllianceId'>()
export type AllianceId = z.output<typeof allianceId>

export const unitId = uuid.brand<'UnitId'>()
export type UnitId = z.output<typeof unitId>

export const topicId = uuid.brand<'TopicId'>()
export type TopicId = z.output<typeof topicId>

export const meetingId = uuid.brand<'MeetingId'>()
export type MeetingId = z.output<typeof meetingId>

export const minutesId = uuid.brand<'MinutesId'>()
export type MinutesId = z.output<typeof minutesId>

export const motionId = uuid.brand<'MotionId'>()
export type MotionId = z.output<typeof motionId>

export const issueId = uuid.brand<'IssueId'>()
export type IssueId = z.output<typeof issueId>

export const resourceId = uuid.brand<'ResourceId'>()
export type ResourceId = z.output<typeof resourceId>

/** A claim on an offer or a need carries the id of the pledge that its acceptance opens. */
export const pledgeId = uuid.brand<'PledgeId'>()
export type PledgeId = z.output<typeof pledgeId>

export const deliveryId = uuid.brand<'DeliveryId'>()
export type DeliveryId = z.output<typeof deliveryId>

export const actionId = uuid.brand<'ActionId'>()
export type ActionId = z.output<typeof actionId>

/** Points at a person outside the log. Never a name: what it points at can be forgotten, an event cannot. */
export const personRef = z
  .string()
  .regex(/^\S(.{0,198}\S)?$/u, 'a reference is 1 to 200 characters without blanks around it')
  .brand<'PersonRef'>()
export type PersonRef = z.output<typeof personRef>
