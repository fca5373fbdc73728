import { deciderLaws } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { membershipSequences } from './membership.arbitraries.js'
import { membership } from './membership.js'

deciderLaws({ describe, it }, membership, { commands: membershipSequences })
