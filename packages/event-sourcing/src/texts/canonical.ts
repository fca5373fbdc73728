// One text for one value (RFC 8785), and a refusal, with its path, of all that JSON would not keep.
import { LianxiError } from '../terms/errors.js'

const deepest = 200
// What stands in JSON as it is: no control character, no quotation mark, no backslash, and no half of a pair, which may be a lone one.
const verbatim = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/
const loneSurrogate = /\p{Surrogate}/u

type Path = (string | number)[]

function refuse(path: Path, reason: string): never {
  throw new LianxiError('invalid-input', { what: 'value', path: path.join('.'), reason })
}

function textOf(text: string, path: Path): string {
  if (verbatim.test(text)) return `"${text}"`
  if (loneSurrogate.test(text)) refuse(path, 'a lone surrogate is not kept by JSON')
  return JSON.stringify(text)
}

/** A field's name with what stands before it: where it is the first of its object, and where it is not. */
interface NameTexts {
  readonly first: string
  readonly next: string
}

/** Of the first names that are written: the same few come again and again. No more of them, since names may be data. */
const names = new Map<string, NameTexts>()
const mostNames = 1_000
const longestName = 64

function nameTexts(name: string, path: Path): NameTexts {
  const known = names.get(name)
  if (known !== undefined) return known
  const text = textOf(name, path)
  const texts = { first: `{${text}:`, next: `,${text}:` }
  if (names.size < mostNames && name.length <= longestName) names.set(name, texts)
  return texts
}

/** Writes a value in parts. */
function write(value: unknown, path: Path, parts: string[]): void {
  if (typeof value === 'string') parts.push(textOf(value, path))
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) refuse(path, `${value} is not kept by JSON`)
    if (Object.is(value, -0)) refuse(path, '-0 is not kept by JSON')
    parts.push(String(value))
  } else if (value === null || typeof value === 'boolean') parts.push(String(value))
  else if (typeof value !== 'object') refuse(path, `${typeof value} is not kept by JSON`)
  else if (path.length >= deepest) refuse(path, `nested deeper than ${deepest}, or holds itself`)
  else if (Array.isArray(value)) writeArray(value, path, parts)
  else writeObject(value, path, parts)
}

function writeArray(value: readonly unknown[], path: Path, parts: string[]): void {
  if (Object.getPrototypeOf(value) !== Array.prototype) refuse(path, 'only plain arrays are kept by JSON')
  parts.push('[')
  for (let i = 0; i < value.length; i++) {
    if (i > 0) parts.push(',')
    path.push(i)
    write(value[i], path, parts)
    path.pop()
  }
  // its elements and `length`
  if (Reflect.ownKeys(value).length !== value.length + 1) refuse(path, 'an array with fields is not kept by JSON')
  parts.push(']')
}

function writeObject(value: object, path: Path, parts: string[]): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) refuse(path, 'only plain objects are kept by JSON')
  if (Object.getOwnPropertySymbols(value).length > 0) refuse(path, 'a symbol key is not kept by JSON')
  if ('toJSON' in value && typeof value.toJSON === 'function')
    refuse(path, 'an object with toJSON is not kept as it is')
  const fields = value as Readonly<Record<string, unknown>>
  const before = parts.length
  for (const key of sortedKeys(value)) {
    path.push(key)
    const { first, next } = nameTexts(key, path)
    parts.push(parts.length === before ? first : next)
    write(fields[key], path, parts)
    path.pop()
  }
  parts.push(parts.length === before ? '{}' : '}')
}

// `<` and `sort` go by UTF-16 units, as RFC 8785 does.
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value)
  // by insertion: records have few keys, mostly in order, and `sort` copies them twice
  if (keys.length > 32) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? ''
    let at = i
    for (; at > 0 && (keys[at - 1] ?? '') > key; at--) keys[at] = keys[at - 1] ?? ''
    keys[at] = key
  }
  return keys
}

/**
 * The canonical JSON text of a value, by RFC 8785. Throws `invalid-input` with the path of anything that JSON does not keep as it is:
 * `-0`, `NaN`, infinities, `undefined`, BigInt, functions, symbols, lone surrogates, holes, instances of classes, depth past 200. Where the value is a field of another, `at` is its name.
 */
export function canonicalText(value: unknown, at?: string): string {
  // Checked and written in one walk, in about the time of JSON.stringify alone, in whatever order the keys stand. Parts, joined once: a text that
  // grows by `+` stays a tree of its parts in V8, and a store in memory would keep it at nearly three times the bytes.
  const parts: string[] = []
  write(value, at === undefined ? [] : [at], parts)
  return parts.join('')
}
