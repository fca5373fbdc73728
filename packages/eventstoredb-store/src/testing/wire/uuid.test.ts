import { expect, it } from 'vitest'
import { structuredUuid, textUuid, uuidText } from './uuid.js'

it.each([
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '80000000-0000-4000-8000-000000000001',
  '0123abcd-4567-489a-bcde-f00000000000',
])('the id %s is the same as text and as two signed halves', (id) => {
  expect(uuidText(structuredUuid(id))).toBe(id)
  expect(uuidText(textUuid(id))).toBe(id)
})
