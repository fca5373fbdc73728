// Proposes which spellings name the same organisation, from the names alone, so that the same spellings always give the same proposal.
import type { Aliases } from './aliases.js'

const legalForms = new Set(
  'inc incorporated llc ltd limited lp llp plc corp corporation co company gmbh ag kg sa sas sl srl spa bv nv ab as oy kk pty pte'.split(
    ' ',
  ),
)

/** Words of those who attend for themselves. */
const alone = new Set('invited independent individual unaffiliated guest observer none'.split(' '))

function wordsOf(spelling: string): readonly string[] {
  const plain = spelling.normalize('NFKC').toLowerCase().replaceAll(/['’.]/gu, '')
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

/** The words of a name, without what its legal form adds. */
function bareName(name: string): string {
  const words = [...wordsOf(name)]
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop()
  return words.join(' ')
}

/** The names that a spelling gives: more than one where it has a stroke ("Meteor/Apollo"), without what it says in parentheses or of former names. */
function namesIn(spelling: string): readonly string[] {
  const present = spelling.replaceAll(/\([^)]*\)/gu, ' ').replace(/[\s,;]+(fka|formerly)\b.*$/iu, ' ')
  const names = present
    .split('/')
    .map(bareName)
    .filter((name) => name !== '')
  return names.length > 0 ? names : [bareName(spelling)]
}

function attendsAlone(spelling: string): boolean {
  const words = wordsOf(spelling)
  return words.length === 0 || words.some((word) => alone.has(word))
}

/** The shortest of the names that begins this one, word by word: "f5" of "f5 networks". */
function stemOf(name: string, names: readonly string[]): string {
  const stems = names.filter((other) => name === other || name.startsWith(`${other} `))
  return stems.toSorted((a, b) => a.length - b.length)[0] ?? name
}

/** What spellings of one organisation have in common. */
function keyOf(spelling: string, single: readonly string[]): string {
  const stems = [...new Set(namesIn(spelling).map((name) => stemOf(name, single)))]
  // of several names, the one that also stands alone somewhere tells who it is, if only one does
  const known = stems.filter((stem) => single.includes(stem))
  return (known.length === 1 ? known : stems.toSorted()).join(' / ')
}

function inOrderOfText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The spelling that most records use; of equals, the shortest. */
function bestOf(group: readonly string[], spellings: ReadonlyMap<string, number>): string {
  const [best = ''] = group.toSorted(
    (a, b) => (spellings.get(b) ?? 0) - (spellings.get(a) ?? 0) || a.length - b.length || inOrderOfText(a, b),
  )
  return best
}

/** Proposes aliases for spellings and how many records use each. */
export function proposeAliases(spellings: ReadonlyMap<string, number>): Aliases {
  const all = [...spellings.keys()].filter((spelling) => spelling !== '').toSorted(inOrderOfText)
  const nobody = all.filter(attendsAlone)
  const named = all.filter((spelling) => !attendsAlone(spelling))
  const single = [...new Set(named.map(namesIn).flatMap((names) => (names.length === 1 ? names : [])))]
  const groups = new Map<string, string[]>()
  for (const spelling of named) {
    const key = keyOf(spelling, single)
    groups.set(key, [...(groups.get(key) ?? []), spelling])
  }
  const organisations = [...groups.values()]
    .map((group) => [bestOf(group, spellings), group] as const)
    .toSorted(([a], [b]) => inOrderOfText(a.toLowerCase(), b.toLowerCase()))
    .map(([best, group]) => [best, group.filter((spelling) => spelling !== best)] as const)
  return { organisations: Object.fromEntries(organisations), nobody }
}
