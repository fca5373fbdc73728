// The model's views, in one list: a new view is a file and a line here.
import type { AnyView } from '@lianxi/event-sourcing'

export const views: readonly AnyView[] = []
