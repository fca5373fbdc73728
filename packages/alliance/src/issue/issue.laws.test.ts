import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { issueSequences } from './issue.arbitraries.js'
import { issue } from './issue.js'

deciderLaws({ describe, it }, issue, { commands: issueSequences })
