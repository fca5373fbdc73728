import { expect, it } from 'vitest'
import { memoryStore } from '../stores/memory-store.js'
import { streamName } from '../terms/stream.js'
import { uuid } from '../testing/hall-bench.js'
import { ended, opening, sealed } from '../testing/history-bench.js'
import { linesOf } from '../testing/halls.js'
import { eventLine } from './event-line.js'
import { importHistory, type ImportProgress } from './import-history.js'

it('a history of thousands of events is told of at each thousand, once at each step', async () => {
  const events = Array.from({ length: 2_000 }, (_, index) =>
    sealed(streamName({ category: 'hall', partition: 'west', id: `${index}` }), 0, { id: uuid(index + 1) }),
  )
  const lines = ended(['{"format":"lianxi-history","version":1}', ...events.map(eventLine)])
  const store = memoryStore()
  const imported: ImportProgress[] = []
  await importHistory(store, { open: opening(lines), onProgress: (progress) => imported.push(progress) })
  expect(imported).toEqual([
    { step: 'check', events: 1_000 },
    { step: 'check', events: 2_000 },
    { step: 'append', events: 1_000, of: 2_000 },
    { step: 'append', events: 2_000, of: 2_000 },
  ])
  const exported: number[] = []
  await linesOf(store, { onProgress: (count) => exported.push(count) })
  expect(exported).toEqual([1_000, 2_000])
})
