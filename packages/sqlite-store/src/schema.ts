// Whose a file is and of which version, and how it comes to be of ours.
import { LianxiError } from '@lianxi/event-sourcing'
import type { Database } from 'better-sqlite3'
import { migrations } from './migrations.js'

/** "LNXI" in ASCII, at byte 68 of the file. */
export const applicationId = 0x4c4e5849
export const schemaVersion = migrations.length

function numberOf(db: Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }))
}

function isEmpty(db: Database): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
}

/** The version of a file of ours, 0 for an empty one. Throws `store-not-ours` for another's, and `store-newer`. */
function versionOf(db: Database, known: number): number {
  const owner = numberOf(db, 'application_id')
  if (owner === 0 && isEmpty(db)) return 0
  if (owner !== applicationId) {
    throw new LianxiError('store-not-ours', { path: db.name, reason: 'it belongs to another program' })
  }
  const version = numberOf(db, 'user_version')
  if (version > known) throw new LianxiError('store-newer', { path: db.name, version, known })
  return version
}

/** Brings an empty or an older file to the last version, in one transaction. Of several processes that come at once, one does. */
export function prepareFile(db: Database, steps: readonly string[] = migrations): void {
  const known = steps.length
  // at one moment: between two looks another process may make an empty file ours
  if (db.transaction(() => versionOf(db, known))() === known) return
  const prepare = db.transaction(() => {
    for (const sql of steps.slice(versionOf(db, known))) db.exec(sql)
    db.pragma(`application_id = ${applicationId}`)
    db.pragma(`user_version = ${known}`)
  })
  prepare.immediate()
}
