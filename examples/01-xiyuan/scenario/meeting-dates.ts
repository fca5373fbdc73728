// The twelve meetings: nine quarterly, three special. When topics are called for, and when notice is given.
import { daysBefore, workdayAfter } from '../calendar.js'

export interface MeetingDates {
  readonly name: string
  readonly kind: 'regular' | 'special'
  readonly title: string
  readonly date: string
  /** Too few units come. */
  readonly inquorate?: true
  /** Meets to take up what that meeting could not. */
  readonly takesUp?: string
  /** Kept on paper, and entered by the secretariat on this date. */
  readonly enteredOn?: string
  /** How many of its motions are voted on; the others are decided by consensus. */
  readonly votes: number
}

/** In the order of time. All are Fridays. */
export const meetings: readonly MeetingDates[] = [
  { name: 'R1', kind: 'regular', title: '2017年第三季度联席会议', date: '2017-09-15', votes: 2 },
  { name: 'R2', kind: 'regular', title: '2017年第四季度联席会议', date: '2017-12-15', votes: 3 },
  { name: 'R3', kind: 'regular', title: '2018年第一季度联席会议', date: '2018-03-16', votes: 3 },
  {
    name: 'S1',
    kind: 'special',
    title: '停车与消防通道专题会议',
    date: '2018-04-20',
    votes: 2,
    enteredOn: '2018-04-27',
  },
  { name: 'R4', kind: 'regular', title: '2018年第二季度联席会议', date: '2018-06-15', votes: 3 },
  { name: 'R5', kind: 'regular', title: '2018年第三季度联席会议', date: '2018-09-14', votes: 3 },
  { name: 'R6', kind: 'regular', title: '2018年第四季度联席会议', date: '2018-12-14', votes: 0, inquorate: true },
  { name: 'S2', kind: 'special', title: '补开2018年第四季度议题', date: '2019-01-11', votes: 3, takesUp: 'R6' },
  { name: 'R7', kind: 'regular', title: '2019年第一季度联席会议', date: '2019-03-15', votes: 3 },
  { name: 'S3', kind: 'special', title: '雨季排水专题会议', date: '2019-05-10', votes: 2 },
  { name: 'R8', kind: 'regular', title: '2019年第二季度联席会议', date: '2019-06-14', votes: 3 },
  { name: 'R9', kind: 'regular', title: '2019年第三季度联席会议', date: '2019-09-06', votes: 3 },
]

/** How many matters a meeting takes. */
export const mattersOfAMeeting = 6

export const callOpensOn = ({ date }: MeetingDates): string => daysBefore(date, 25)
export const callClosesOn = ({ date }: MeetingDates): string => daysBefore(date, 14)

/** The date from which on everyone can know what the meeting decided. */
export const knownFrom = ({ date, enteredOn }: MeetingDates): string => workdayAfter(enteredOn ?? date, 1)
