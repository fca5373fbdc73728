// The public promise of the package, name by name.
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.js'
