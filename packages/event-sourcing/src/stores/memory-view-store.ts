// Views kept as long as the process lives.
import type { SavedView, ViewKey, ViewStore } from './view-store.js'

/** `checkOpen` throws where the views share the life of a store that was closed. */
export function memoryViewStore({ checkOpen = () => {} }: { readonly checkOpen?: () => void } = {}): ViewStore {
  const saved = new Map<string, SavedView>()
  const keyText = ({ name, version, partition }: ViewKey) => JSON.stringify([name, version, partition])

  return {
    durable: false,
    async load(key) {
      checkOpen()
      return saved.get(keyText(key))
    },
    async save(key, next) {
      checkOpen()
      if ((saved.get(keyText(key))?.saves ?? 0) !== next.saves - 1) return false
      saved.set(keyText(key), Object.freeze({ ...next }))
      return true
    },
    async drop(key) {
      checkOpen()
      saved.delete(keyText(key))
    },
  }
}
