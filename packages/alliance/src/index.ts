// The public promise of the package, name by name.
export { actor, enteredBy, role, type Actor, type EnteredBy, type Role } from './actor.js'
export {
  calendarDate,
  calendarMonth,
  dateOf,
  endOfDate,
  monthOf,
  timeZone,
  type CalendarDate,
  type CalendarMonth,
  type TimeZone,
} from './calendar.js'
export { charter, charterPresets, type Charter, type QuorumRule, type Share, type VoteRule } from './charter.js'
export { allianceId, unitId, type AllianceId, type UnitId } from './ids.js'
export { eventSchemas, upcasters, type AnyCommand, type AnyEvent, type CommandData, type EventData } from './model.js'
export { quantity, type Quantity } from './quantity.js'
export { reactions } from './reactions/all.js'
export { views } from './views/all.js'
