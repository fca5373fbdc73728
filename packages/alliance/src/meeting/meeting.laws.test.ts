import { deciderLaws } from '@lianxi/event-sourcing/testing'
import * as fc from 'fast-check'
import { describe, it } from 'vitest'
import { lawfulSequences } from '../testing/lawful.js'
import { meetingArbitraries } from './meeting.arbitraries.js'
import { meeting } from './meeting.js'

const gathering = ['SignIn', 'SignIn', 'SignIn', 'ConveneMeeting', 'SignOut', 'SignOut', 'SignIn'] as const

deciderLaws({ describe, it }, meeting, {
  commands: fc.oneof(
    lawfulSequences(meetingArbitraries, ['PlanMeeting', 'OpenTopicCall']),
    lawfulSequences(meetingArbitraries, ['PlanMeeting', 'SettleAgenda', 'GiveNotice', ...gathering]),
  ),
})
