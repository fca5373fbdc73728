// A set of UUIDs of some 24 to 48 bytes each, where a Set of texts takes about 100 and ends at 16 million.
const words = 4
const fullAt = 0.65

function wordsOf(id: string): readonly [number, number, number, number] {
  const [a, b, c, d, e] = id.split('-')
  return [
    Number.parseInt(`${a}`, 16),
    Number.parseInt(`${b}${c}`, 16),
    Number.parseInt(`${d}${e?.slice(0, 4)}`, 16),
    Number.parseInt(`${e?.slice(4)}`, 16),
  ]
}

export interface UuidSet {
  /** Takes a UUID in, other than the nil one; false where it was in it already. */
  add(id: string): boolean
}

export function uuidSet(): UuidSet {
  let slots = new Uint32Array(1024 * words)
  let size = 0

  /** Puts it into the first free slot from where it belongs; false where it is met on the way there. */
  function put([a, b, c, d]: readonly [number, number, number, number]): boolean {
    const last = slots.length / words - 1
    const belongs = Math.imul(a ^ Math.imul(b, 31) ^ Math.imul(c, 17) ^ d, 0x9e3779b1) >>> 0
    for (let slot = (belongs ^ (belongs >>> 15)) & last; ; slot = (slot + 1) & last) {
      const at = slot * words
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c && slots[at + 3] === d) return false
      // no UUID but the nil one is without a version, which stands in the second word
      if (slots[at + 1] === 0) {
        slots.set([a, b, c, d], at)
        return true
      }
    }
  }

  function grow(): void {
    const before = slots
    slots = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at += words) {
      const [a = 0, b = 0, c = 0, d = 0] = before.subarray(at, at + words)
      if (b !== 0) put([a, b, c, d])
    }
  }

  return {
    add(id) {
      if (size + 1 > (slots.length / words) * fullAt) grow()
      const added = put(wordsOf(id))
      if (added) size += 1
      return added
    },
  }
}
