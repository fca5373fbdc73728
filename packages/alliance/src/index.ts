// The public promise of the package, name by name.
export { actor, enteredBy, role, type Actor, type EnteredBy, type Role } from './actor.js'
export {
  calendarDate,
  calendarMonth,
  dateOf,
  endOfDate,
  instantAt,
  monthOf,
  timeZone,
  type CalendarDate,
  type CalendarMonth,
  type TimeZone,
} from './calendar.js'
export {
  charter,
  charterPresets,
  quorumNeeded,
  reaches,
  type Charter,
  type QuorumRule,
  type Share,
  type VoteRule,
} from './charter.js'
export {
  actionId,
  allianceId,
  deliveryId,
  issueId,
  meetingId,
  minutesId,
  motionId,
  personRef,
  pledgeId,
  resourceId,
  topicId,
  unitId,
  type ActionId,
  type AllianceId,
  type DeliveryId,
  type IssueId,
  type MeetingId,
  type MinutesId,
  type MotionId,
  type PersonRef,
  type PledgeId,
  type ResourceId,
  type TopicId,
  type UnitId,
} from './ids.js'
export {
  eventSchemas,
  upcasters,
  type AnyCommand,
  type AnyEvent,
  type CommandData,
  type EventData,
  type EventMetadata,
} from './model.js'
export { measure, quantity, type Amount, type Measure, type Quantity } from './quantity.js'
export { reactions } from './reactions/all.js'
export { views } from './views/all.js'
export {
  contributions,
  figurePaths,
  figuresOf,
  type Contributions,
  type FigureInPeriod,
  type UnitContributions,
} from './views/contributions.js'
export {
  sumOf,
  type ActionFigures,
  type FigureName,
  type Amounts,
  type Figures,
  type MeetingFigures,
  type Months,
  type Period,
} from './views/figures.js'
