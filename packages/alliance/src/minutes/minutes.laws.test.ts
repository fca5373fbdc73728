import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { minutesSequences } from './minutes.arbitraries.js'
import { minutes } from './minutes.js'

deciderLaws({ describe, it }, minutes, { commands: minutesSequences })
