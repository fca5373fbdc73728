import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { lawfulSequences } from '../testing/lawful.js'
import { issueArbitraries } from './issue.arbitraries.js'
import { issue } from './issue.js'

deciderLaws({ describe, it }, issue, {
  commands: lawfulSequences(issueArbitraries, ['RaiseIssue', 'TriageIssue', 'AcceptIssue', 'ClaimIssueResolved']),
})
