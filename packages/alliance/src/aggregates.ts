// The deciders, for the engine and for tests.
export { membership } from './membership/membership.js'
export type { Membership } from './membership/evolve.js'
export { belongsAt, votingUnitsAt } from './membership/rules.js'
