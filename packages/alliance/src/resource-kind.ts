// What units give each other: offers, needs and pledges name it alike.
import * as z from 'zod'

export const resourceKind = z.enum(['money', 'goods', 'service', 'venue', 'expertise', 'personTime', 'information'])
export type ResourceKind = z.output<typeof resourceKind>
