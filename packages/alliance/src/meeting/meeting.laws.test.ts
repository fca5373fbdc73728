import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { meetingSequences } from './meeting.arbitraries.js'
import { meeting } from './meeting.js'

deciderLaws({ describe, it }, meeting, { commands: meetingSequences })
