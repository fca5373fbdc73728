import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portableSha256Hex, sha256Hex } from './sha256.js'

// FIPS 180-4, the examples of NIST's Cryptographic Standards and Guidelines
const published = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
] as const

describe('SHA-256 of a text', () => {
  it.each(published)('gives the published hash of %.20s', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash)
    expect(portableSha256Hex(text)).toBe(hash)
  })
  it('is the same where the host has one of its own and where it has none', () => {
    expect(sha256Hex).not.toBe(portableSha256Hex)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256Hex(text)).toBe(portableSha256Hex(text))
      }),
    )
  })
  it('is over the UTF-8 of the text', () => {
    expect(sha256Hex('联席')).toBe(portableSha256Hex('联席'))
    expect(sha256Hex('\u{1F600}')).toBe('f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9')
  })
})
