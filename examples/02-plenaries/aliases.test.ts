// One organisation under several spellings: proposed from the names, corrected by a person, obeyed as it stands.
import { describe, expect, it } from 'vitest'
import { proposeAliases } from './alias-proposal.js'
import { aliasText, organisationsBy, parseAliases } from './aliases.js'

function proposalFor(...spellings: readonly string[]) {
  const uses = new Map<string, number>()
  for (const spelling of spellings) uses.set(spelling, (uses.get(spelling) ?? 0) + 1)
  return proposeAliases(uses)
}

describe('a proposal', () => {
  it.each([
    ['Paypal', 'PayPal'],
    ['Apple Inc.', 'Apple'],
    ['Igalia S.L.', 'Igalia'],
    ['Bloomberg LP', 'Bloomberg'],
    ['Sony (PlayStation)', 'Sony'],
    ['F5 Networks', 'F5'],
    ['I.B.M.', 'IBM'],
    ['Deno Land Inc', 'Deno'],
    ['Apollo (fka Meteor)', 'Apollo'],
    ['Apollo, formerly Meteor', 'Apollo'],
    ['Meteor/Apollo', 'Apollo'],
    ['ＮＥＴＦＬＩＸ', 'Netflix'],
  ])('joins %s to %s', (spelling, name) => {
    expect(proposalFor(spelling, name, name)).toEqual({ organisations: { [name]: [spelling] }, nobody: [] })
  })

  it('joins two names with a stroke, whichever stands first', () => {
    expect(proposalFor('Meteor/Apollo', 'Apollo/Meteor', 'Apollo/Meteor').organisations).toEqual({
      'Apollo/Meteor': ['Meteor/Apollo'],
    })
  })

  it('leaves two organisations that a delegate has in one spelling to a person', () => {
    expect(proposalFor('Stripe', 'RunKit', 'Stripe/RunKit').organisations).toEqual({
      RunKit: [],
      Stripe: [],
      'Stripe/RunKit': [],
    })
  })

  it('keeps apart names that only begin with the same letters', () => {
    expect(proposalFor('Apple', 'Applebee').organisations).toEqual({ Apple: [], Applebee: [] })
  })

  it('takes invited experts for nobody', () => {
    const spellings = ['(Invited Expert)', 'Babel - Invited Expert', 'Temporal (Invited)', 'invited expert']
    expect(proposalFor(...spellings)).toEqual({ organisations: {}, nobody: spellings })
  })

  it('calls an organisation what most records call it', () => {
    expect(proposalFor('Ecma', 'Ecma International', 'Ecma International').organisations).toEqual({
      'Ecma International': ['Ecma'],
    })
  })

  it('is the same in whichever order the spellings come', () => {
    const spellings = ['Ecma', 'F5', 'Ecma International', 'invited expert', 'F5 Networks', 'Deno Land', 'Deno']
    expect(aliasText(proposalFor(...spellings))).toBe(aliasText(proposalFor(...spellings.toReversed())))
  })

  it('is a file that can be read', () => {
    const proposal = proposalFor('Ecma', 'Ecma International', 'invited expert')
    expect(parseAliases(aliasText(proposal), 'aliases.json')).toEqual(proposal)
  })
})

describe('an alias file', () => {
  const organisationOf = organisationsBy({ organisations: { F5: ['Shape'] }, nobody: ['Guest'] })

  it('joins the spellings that it names, and no others', () => {
    expect(['Shape', 'F5', 'F5 Networks'].map(organisationOf)).toEqual(['F5', 'F5', 'F5 Networks'])
  })

  it('says who attends for nobody, beside those without an organisation', () => {
    expect(['Guest', '', 'Invited Expert'].map(organisationOf)).toEqual([undefined, undefined, 'Invited Expert'])
  })

  it.each([
    ['{', 'aliases.json: the whole: it is no JSON'],
    ['{"organisations":{"F5":"F5 Networks"},"nobody":[]}', 'aliases.json: organisations.F5: '],
    ['{"organisations":{}}', 'aliases.json: nobody: '],
    [
      '{"organisations":{"A":["C"],"B":["C"]},"nobody":[]}',
      'aliases.json: organisations.B.0: "C" stands at organisations.A.0 too',
    ],
    [
      '{"organisations":{"A":["B"],"B":[]},"nobody":[]}',
      'aliases.json: organisations.A.0: "B" stands at organisations.B too',
    ],
    ['{"organisations":{"A":[]},"nobody":["A"]}', 'aliases.json: nobody.0: "A" stands at organisations.A too'],
  ])('is refused with the path and the reason: %s', (text, message) => {
    expect(() => parseAliases(text, 'aliases.json')).toThrow(message)
  })
})
