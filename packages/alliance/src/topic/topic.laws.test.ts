import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { lawfulSequences } from '../testing/lawful.js'
import { topicArbitraries } from './topic.arbitraries.js'
import { topic } from './topic.js'

deciderLaws({ describe, it }, topic, { commands: lawfulSequences(topicArbitraries, ['ProposeTopic']) })
