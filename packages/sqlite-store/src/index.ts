// The public promise of the package, name by name.
export type { BackupOptions } from './backup.js'
export type { SqliteStoreOptions } from './options.js'
export { openSqliteStore, type SqliteStore } from './sqlite-store.js'
export { openSqliteViewStore, type SqliteViewStore } from './view-store-file.js'
