import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { lawfulSequences } from '../testing/lawful.js'
import { minutesArbitraries } from './minutes.arbitraries.js'
import { minutes } from './minutes.js'

deciderLaws({ describe, it }, minutes, { commands: lawfulSequences(minutesArbitraries, ['DraftMinutes']) })
