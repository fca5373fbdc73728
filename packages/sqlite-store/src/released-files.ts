// The files of the versions that were released, as SQL, and the fingerprints by which a test sees that none was changed since.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrations } from './migrations.js'

export const released = new URL('released/', import.meta.url)
/** Version → fingerprint. */
export const fingerprints = new URL('released.json', import.meta.url)

export const fileOf = (version: number) => new URL(`version-${version}.sql`, released)

/** Makes a file as that release left it. */
export function makeReleased(path: string, version: number): void {
  const db = new Database(path)
  db.exec(readFileSync(fileOf(version), 'utf8'))
  db.pragma('journal_mode = WAL')
  db.close()
}

export interface Fingerprint {
  /** SHA-256 of the SQL that makes this version of the one before. */
  readonly migration: string
  /** SHA-256 of the file of this version, as SQL. */
  readonly file: string
}

export function fingerprintOf(version: number): Fingerprint {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  return { migration: sha256(migrations[version - 1] ?? ''), file: sha256(readFileSync(fileOf(version), 'utf8')) }
}

export function tablesOf(db: Database.Database): readonly string[] {
  const tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
  return db.prepare<[], string>(`${tables} ORDER BY rowid`).pluck().all()
}

function rowsOf(db: Database.Database, table: string): readonly string[] {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const values = columns.map((column) => `quote(${column})`).join(" || ', ' || ")
  return db
    .prepare<[], string>(`SELECT ${values} FROM ${table} ORDER BY ${columns.join(', ')}`)
    .pluck()
    .all()
}

/** A file of ours as the SQL that makes it again. */
export function asSql(path: string): string {
  const db = new Database(path, { readonly: true })
  const made = db.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
  const lines = [
    ...made.pluck().all(),
    ...tablesOf(db).flatMap((table) => rowsOf(db, table).map((row) => `INSERT INTO ${table} VALUES (${row})`)),
    ...['application_id', 'user_version'].map((name) => `PRAGMA ${name} = ${db.pragma(name, { simple: true })}`),
  ]
  db.close()
  return lines.map((line) => `${line};\n`).join('')
}
