// Who asks what of an action unless a test says otherwise, and what has happened to it by then.
import { scenarios } from '@lianxi/event-sourcing/testing'
import { convenor, engineActor, hospital, minute, school, secretariat, speaksFor } from '../testing/cast.js'
import {
  claimedInTime,
  completionUpheld,
  courtyardAccepted,
  courtyardAssigned,
  courtyardClosed,
  due,
} from './action.controls.js'
import { action } from './action.js'

export const given = scenarios(action, {
  at: minute(100),
  by: {
    AssignAction: engineActor,
    AcceptAction: speaksFor(hospital),
    ReportProgress: speaksFor(hospital),
    RequestExtension: speaksFor(hospital),
    DecideExtension: convenor,
    ClaimCompletion: speaksFor(hospital),
    VerifyCompletion: speaksFor(school),
    CloseAction: secretariat,
    ReopenAction: convenor,
  },
  facts: { RequestExtension: { today: due }, ClaimCompletion: { today: due } },
})

export const accepted = [courtyardAssigned, courtyardAccepted] as const
export const verified = [...accepted, claimedInTime, completionUpheld] as const
export const closed = [...verified, courtyardClosed] as const
