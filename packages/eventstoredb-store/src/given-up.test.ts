// A client that is closed while it still looks for its server.
import { describe, expect, it } from 'vitest'
import { connect } from './client.js'
import { checkOptions } from './options.js'
import { onDouble } from './test-trial.js'

describe('a client that is given up before it has a channel', () => {
  it('answers the appends that wait for it, and no promise of theirs fails unheard', () =>
    onDouble(async ({ double }) => {
      const unheard: unknown[] = []
      const hear = (error: unknown) => void unheard.push(error)
      process.on('unhandledRejection', hear)
      try {
        const client = connect(checkOptions({ connectionString: double.connectionString }))
        const answers = ['a', 'b'].map((stream) => client.append({ stream, events: [], expected: 'no-stream' }))
        client.close()
        expect(await Promise.all(answers)).toMatchObject([{ type: 'disturbed' }, { type: 'disturbed' }])
        await new Promise((resolve) => setImmediate(resolve))
        expect(unheard).toEqual([])
      } finally {
        process.off('unhandledRejection', hear)
      }
    }))
})
