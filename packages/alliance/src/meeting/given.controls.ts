// Who asks what of a meeting unless a test says otherwise, and what it has had by the time people come.
import { at, scenarios } from '@lianxi/event-sourcing/testing'
import { chunyuan, convenor, hospital, minute, secretariat, speaksFor } from '../testing/cast.js'
import { majority, noticeGiven, reportSettled, springPlanned, threeUnits } from './meeting.controls.js'
import { meeting } from './meeting.js'

export const given = scenarios(meeting, {
  at: minute(30),
  by: {
    PlanMeeting: secretariat,
    OpenTopicCall: secretariat,
    CloseTopicCall: secretariat,
    SettleAgenda: secretariat,
    GiveNotice: secretariat,
    SignIn: speaksFor(hospital),
    SignOut: speaksFor(hospital),
    SendApology: speaksFor(chunyuan),
    ConveneMeeting: convenor,
    AdjournMeeting: convenor,
  },
  facts: { SignIn: { votes: true }, GiveNotice: threeUnits, ConveneMeeting: majority, AdjournMeeting: threeUnits },
})

export const noticed = [springPlanned, reportSettled, noticeGiven].map((event) => at(minute(0), event))
