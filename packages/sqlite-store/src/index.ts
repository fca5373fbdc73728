// The public promise of the package, name by name.
export type { BackupOptions } from './backup.js'
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.js'
export { openSqliteViewStore, type SqliteViewStore } from './view-store-file.js'
