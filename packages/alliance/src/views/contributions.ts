// What each unit contributed, month by month: counts and quantities, each of which engine.explain traces to its events.
import type { DeepReadonly, StoredEvent, View } from '@lianxi/event-sourcing'
import { parse, streamId } from '@lianxi/event-sourcing'
import type { ActionEvents } from '../action/events.js'
import { monthOf, timeZone, type CalendarMonth, type TimeZone } from '../calendar.js'
import { unitId, type DeliveryId, type UnitId } from '../ids.js'
import type { IssueEvents } from '../issue/events.js'
import type { MeetingEvents } from '../meeting/events.js'
import type { MembershipEvents } from '../membership/events.js'
import type { MotionEvents } from '../motion/events.js'
import type { PledgeEvents } from '../pledge/events.js'
import { minus, type Amount } from '../quantity.js'
import type { TopicEvents } from '../topic/events.js'
import {
  addAmount,
  monthsIn,
  noFigures,
  sumOf,
  takeAmount,
  type FigureName,
  type Figures,
  type Months,
  type Period,
} from './figures.js'

export interface UnitContributions {
  code: string
  name: string
  months: Months
}

/** An action as it is counted now, and in which month. */
interface CountedAction {
  as: 'open' | 'onTime' | 'late'
  month: CalendarMonth
}

export interface Contributions {
  timeZone: TimeZone
  units: Record<UnitId, UnitContributions>
  /** Topic → the unit that proposed it, until it is adopted. */
  proposers: Record<string, UnitId>
  /** Issue → where its solution is counted. */
  solved: Record<string, { unitId: UnitId; month: CalendarMonth }>
  actions: Record<string, CountedAction>
  /** Delivery, under its pledge, → where it is counted, while it is neither acknowledged nor disputed. */
  unanswered: Record<string, UnansweredDelivery>
}

interface UnansweredDelivery {
  unitId: UnitId
  month: CalendarMonth
  kind: string
  value: Amount
  unit: string
}

type HeardData = Pick<MembershipEvents, 'AllianceFounded' | 'UnitAdmitted' | 'UnitRenamed'> &
  Pick<MeetingEvents, 'MeetingAdjourned'> &
  Pick<TopicEvents, 'TopicProposed'> &
  Pick<MotionEvents, 'ResolutionAdopted'> &
  Pick<IssueEvents, 'IssueRaised' | 'IssueClosed' | 'IssueReopened'> &
  Pick<
    PledgeEvents,
    'PledgeOpened' | 'PledgeCommitted' | 'DeliveryReported' | 'DeliveryAcknowledged' | 'DeliveryDisputed'
  > &
  Pick<ActionEvents, 'ActionAssigned' | 'ActionClosed' | 'ActionReopened'>

function unitOf(state: Contributions, unitId: UnitId): UnitContributions {
  return (state.units[unitId] ??= { code: '', name: '', months: {} })
}

function figuresIn(state: Contributions, unitId: UnitId, month: CalendarMonth): Figures {
  return (unitOf(state, unitId).months[month] ??= noFigures())
}

function monthOfEvent(state: Contributions, { metadata }: Pick<StoredEvent, 'metadata'>): CalendarMonth {
  return monthOf(metadata.occurredAt, state.timeZone)
}

/** The unit's figures for the month in which the event happened. */
function figuresAt(state: Contributions, unitId: UnitId, event: Pick<StoredEvent, 'metadata'>): Figures {
  return figuresIn(state, unitId, monthOfEvent(state, event))
}

interface Participants {
  readonly leadUnitId: UnitId
  readonly coUnitIds: readonly UnitId[]
}

/** Takes back what an issue was counted for as solved, if it was. */
function notSolved(state: Contributions, issueId: string): void {
  const counted = state.solved[issueId]
  if (counted === undefined) return
  figuresIn(state, counted.unitId, counted.month).issues.solved -= 1
  delete state.solved[issueId]
}

/** Two pledges may give their deliveries the same id. */
function deliveryKey({ stream, data }: StoredEvent<string, { readonly deliveryId: DeliveryId }>): string {
  return `${streamId(stream)}/${data.deliveryId}`
}

/** Of what was reported, only what was acknowledged counts as delivered from now on. */
function answered(state: Contributions, delivery: string, acknowledged: Amount): void {
  const reported = state.unanswered[delivery]
  if (reported === undefined) return
  const { unitId, month, kind, value, unit } = reported
  takeAmount(figuresIn(state, unitId, month).resources.delivered, kind, { value: minus(value, acknowledged), unit })
  delete state.unanswered[delivery]
}

/** Counts an action otherwise than before: what was counted is taken back where it stands. */
function recount(state: Contributions, event: StoredEvent<string, Participants>, as: CountedAction['as']): void {
  const actionId = streamId(event.stream)
  const before = state.actions[actionId]
  const now = { as, month: monthOfEvent(state, event) }
  if (before !== undefined) count(state, event.data, { ...before, by: -1 })
  count(state, event.data, { ...now, by: 1 })
  state.actions[actionId] = now
}

function count(
  state: Contributions,
  { leadUnitId, coUnitIds }: Participants,
  { as, month, by }: CountedAction & { readonly by: 1 | -1 },
): void {
  figuresIn(state, leadUnitId, month).actions.led[as] += by
  for (const unitId of coUnitIds) figuresIn(state, unitId, month).actions.coLed[as] += by
}

export const contributions: View<Contributions, HeardData> = {
  name: 'contributions',
  version: 1,
  initialState: () => ({
    timeZone: timeZone.parse('UTC'),
    units: {},
    proposers: {},
    solved: {},
    actions: {},
    unanswered: {},
  }),
  on: {
    AllianceFounded(state, { data }) {
      state.timeZone = data.timeZone
    },
    UnitAdmitted(state, { data: { unitId, code, name } }) {
      Object.assign(unitOf(state, unitId), { code, name })
    },
    UnitRenamed(state, { data: { unitId, name } }) {
      unitOf(state, unitId).name = name
    },
    MeetingAdjourned(state, event) {
      for (const { unitId, standing } of event.data.attendance) figuresAt(state, unitId, event).meetings[standing] += 1
    },
    TopicProposed(state, event) {
      const { unitId } = event.data
      if (unitId === undefined) return
      figuresAt(state, unitId, event).topics.proposed += 1
      state.proposers[streamId(event.stream)] = unitId
    },
    ResolutionAdopted(state, event) {
      const { topicId } = event.data
      const unitId = topicId === undefined ? undefined : state.proposers[topicId]
      if (topicId === undefined || unitId === undefined) return
      figuresAt(state, unitId, event).topics.adopted += 1
      delete state.proposers[topicId]
    },
    IssueRaised(state, event) {
      if (event.data.unitId !== undefined) figuresAt(state, event.data.unitId, event).issues.raised += 1
    },
    IssueClosed(state, event) {
      const { mode, unitId } = event.data
      // as of a day, the reopening in between may be left out
      notSolved(state, streamId(event.stream))
      if (mode !== 'fixed' || unitId === undefined) return
      figuresAt(state, unitId, event).issues.solved += 1
      state.solved[streamId(event.stream)] = { unitId, month: monthOfEvent(state, event) }
    },
    IssueReopened(state, { stream }) {
      notSolved(state, streamId(stream))
    },
    PledgeOpened(state, event) {
      const { unitId, kind, quantity } = event.data
      addAmount(figuresAt(state, unitId, event).resources.pledged, kind, quantity)
    },
    PledgeCommitted(state, event) {
      const { unitId, kind, quantity } = event.data
      addAmount(figuresAt(state, unitId, event).resources.committed, kind, quantity)
    },
    DeliveryReported(state, event) {
      const { unitId, kind, quantity } = event.data
      const month = monthOfEvent(state, event)
      addAmount(figuresIn(state, unitId, month).resources.delivered, kind, quantity)
      state.unanswered[deliveryKey(event)] = { unitId, month, kind, value: quantity.value, unit: quantity.unit }
    },
    DeliveryAcknowledged(state, event) {
      const { unitId, kind, quantity } = event.data
      addAmount(figuresAt(state, unitId, event).resources.acknowledged, kind, quantity)
      answered(state, deliveryKey(event), quantity.value)
    },
    DeliveryDisputed(state, event) {
      answered(state, deliveryKey(event), '0')
    },
    ActionAssigned(state, event) {
      recount(state, event, 'open')
    },
    ActionClosed(state, event) {
      recount(state, event, event.data.late ? 'late' : 'onTime')
    },
    ActionReopened(state, event) {
      recount(state, event, 'open')
    },
  },
}

function monthsOf(state: DeepReadonly<Contributions>, unit: string): DeepReadonly<Months> {
  return state.units[parse(unitId, unit, 'unitId')]?.months ?? {}
}

/**
 * What a unit contributed in a period: the sum of its months. A unit that is not there has contributed nothing.
 * Throws `invalid-input` for what is no unit's id or no month.
 */
export function figuresOf(state: DeepReadonly<Contributions>, unit: string, period: Period = {}): Figures {
  const months = monthsOf(state, unit)
  return sumOf(monthsIn(months, period).flatMap((month) => months[month] ?? []))
}

export interface FigureInPeriod extends Period {
  readonly unitId: string
  /** The figure within a month, e.g. `['meetings', 'attended']`. */
  readonly figure: FigureName
}

/** The paths of a figure in the view's state, one a month: what `engine.explain` is to be asked for. */
export function figurePaths(
  state: DeepReadonly<Contributions>,
  { unitId: unit, figure, ...period }: FigureInPeriod,
): readonly (readonly string[])[] {
  return monthsIn(monthsOf(state, unit), period).map((month) => ['units', unit, 'months', month, ...figure])
}
