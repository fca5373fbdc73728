import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { lawfulSequences } from '../testing/lawful.js'
import { membershipArbitraries } from './membership.arbitraries.js'
import { membership } from './membership.js'

deciderLaws({ describe, it }, membership, {
  commands: lawfulSequences(membershipArbitraries, ['FoundAlliance', 'AdmitUnit']),
})
