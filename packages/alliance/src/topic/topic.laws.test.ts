import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { topicSequences } from './topic.arbitraries.js'
import { topic } from './topic.js'

deciderLaws({ describe, it }, topic, { commands: topicSequences })
