// What tests of views let happen, and what they look for in what is shown.
import { contributions, figuresOf, type AnyCommand } from '@lianxi/alliance'
import { allianceId, hospital, uuid, type Table } from './test-alliance.js'

export const here = { allianceId }

export function issue(number: number): AnyCommand {
  const data = { issueId: uuid('e', 100 + number), channel: 'grid', urgency: 'ordinary' } as const
  return { type: 'RaiseIssue', data: { ...data, category: 'noise', title: `noise ${number}` } }
}

/** How many issues the hospital has raised, as the view has it. */
export async function raised(table: Table): Promise<number> {
  return figuresOf(await table.engine.view(contributions, here), hospital).issues.raised
}

/** Frozen to the bottom. */
export function isFrozen(value: unknown): boolean {
  return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
}
