// Appends, right and wrong ones.
import * as fc from 'fast-check'
import { hasCode, isLianxiError } from '../../../terms/errors.js'
import { assertSame } from '../../difference.js'
import { sample } from '../samples.js'
import { aName, aStore, storeOf, type Ask } from './ask.js'

async function answerOf(append: Promise<void>): Promise<string> {
  try {
    await append
    return 'stored'
  } catch (error) {
    if (hasCode(error, 'revision-conflict')) return `${error.code} ${error.details.actual}`
    if (hasCode(error, 'duplicate-event')) return `${error.code} ${error.details.id}`
    return isLianxiError(error) ? error.code : String(error)
  }
}

/** `ahead` is how far the expectation is from the truth; `again` says which event's id comes again at the end. */
export const anAppend: fc.Arbitrary<Ask> = fc
  .record({
    stream: aName,
    ahead: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
    ),
    count: fc.nat(4),
    again: fc.option(fc.nat(20), { freq: 8, nil: undefined }),
    text: fc.string({ unit: 'binary', maxLength: 8 }),
    by: aStore,
  })
  .map(({ stream, ahead, count, again, text, by }) => ({
    words:
      `append ${count}${again === undefined ? '' : ` and the id of event ${again} again`} of type ${JSON.stringify(text)}` +
      ` to ${stream}${ahead === 0 ? '' : `, ${ahead} from its revision`}`,
    async put(world, turn) {
      const fresh = Array.from({ length: count }, (_, index) =>
        sample(turn * 10 + index, { type: text, data: JSON.stringify(text) }),
      )
      const repeated = again === undefined ? undefined : [...fresh, ...world.list.untakable()][again]
      const events = repeated === undefined ? fresh : [...fresh, sample(0, { id: repeated.id })]
      const last = world.list.of(stream).length - 1 + ahead
      const expected = last < 0 ? ('no-stream' as const) : last
      const answer = await answerOf(storeOf(world, by).append(stream, events, expected))
      assertSame(`the answer at ${expected}`, world.list.append({ stream, events, expected }), answer)
    },
  }))
