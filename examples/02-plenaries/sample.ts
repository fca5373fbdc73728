// Small records of our own, as messy as real ones, for the tests.
import type { Records } from './records.js'

type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends string
    ? string
    : { readonly [K in keyof T]: Loose<T[K]> }

/** Records as they stand in a file, before they are parsed. */
export type RawRecords = Loose<Records>

export const sample = {
  source: 'notes of the Lantern council',
  plenaries: [
    {
      plenary: '2021-03',
      delegates: [
        { delegate: 'ANA', organisation: 'Willow' },
        { delegate: 'BEN', organisation: 'Willow Inc.' },
        { delegate: 'CAI', organisation: 'Harbour Networks' },
        { delegate: 'DOV', organisation: 'Invited Expert' },
      ],
      days: [
        {
          date: '2021-03-01',
          present: ['ANA', 'BEN', 'CAI', 'DOV'],
          items: [
            {
              title: 'Lamps for the bridge',
              presenters: ['ANA', 'CAI'],
              conclusion: 'Agreed.',
              outcome: 'consensus',
              reviewers: ['CAI', 'BEN'],
            },
            { title: 'Paint', presenters: ['CAI'], conclusion: 'No agreement yet', outcome: 'no-consensus' },
            { title: 'Paint', presenters: ['DOV'], conclusion: 'We will come back to it', outcome: 'noted' },
            { title: 'Any other business', presenters: [] },
          ],
        },
        { date: '2021-03-02', present: ['BEN', 'CAI'], items: [{ title: 'Rope', presenters: ['ANA'] }] },
      ],
    },
    {
      plenary: '2021-05',
      delegates: [
        { delegate: 'ANA', organisation: 'Harbour' },
        { delegate: 'BEN', organisation: 'Willow' },
        { delegate: 'EVE', organisation: 'WILLOW' },
      ],
      days: [
        {
          date: '2021-05-31',
          present: ['ANA', 'EVE'],
          items: [{ title: 'Rope', presenters: ['ANA'], conclusion: 'Bought.', outcome: 'consensus' }],
        },
      ],
    },
  ],
} as const satisfies RawRecords
