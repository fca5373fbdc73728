// Who asks what of an issue unless a test says otherwise, and what has happened to it by then.
import { scenarios } from '@lianxi/event-sourcing/testing'
import { chunyuan, engineActor, hospital, minute, school, secretariat, speaksFor } from '../testing/cast.js'
import {
  acceptedByHospital,
  parkingClaimedResolved,
  parkingFixed,
  parkingRaised,
  parkingTriaged,
  parkingVerified,
} from './issue.controls.js'
import { issue } from './issue.js'

export const given = scenarios(issue, {
  at: minute(100),
  by: {
    RaiseIssue: speaksFor(chunyuan),
    TriageIssue: secretariat,
    AcceptIssue: speaksFor(hospital),
    PutIssueOnAgenda: speaksFor(hospital),
    FollowOutcome: engineActor,
    OfferHandOver: speaksFor(hospital),
    AcceptHandOver: speaksFor(school),
    DeclineHandOver: speaksFor(school),
    ClaimIssueResolved: speaksFor(hospital),
    VerifyIssue: speaksFor(school),
    CloseIssue: secretariat,
    ReopenIssue: speaksFor(chunyuan),
  },
  facts: { OfferHandOver: { member: true } },
})

export const triaged = [parkingRaised, parkingTriaged]
export const inHand = [...triaged, acceptedByHospital]
export const claimed = [...inHand, parkingClaimedResolved]
export const verified = [...claimed, parkingVerified]
export const closed = [...verified, parkingFixed]
