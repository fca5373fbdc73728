// Every id follows from the name of what it names (UUID version 5), so the same story has the same ids everywhere.
import { v5 } from 'uuid'

const namespace = v5('https://lianxi.example/01-xiyuan', v5.URL)

export function idOf(name: string): string {
  return v5(name, namespace)
}
