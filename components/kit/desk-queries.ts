import { QueryClient } from '@tanstack/react-query'

let ofBrowser: QueryClient | null = null

/**
 * What the page has asked the desk for: one client, made with the first question, for it is not in the page's first code.
 * On the server each rendering has its own, or one person would see another's answers. Keys carry a `useId`: what a part
 * of the page begins with is never older than what an earlier one has left behind.
 */
export function deskQueries(): QueryClient {
  if (typeof window === 'undefined') return new QueryClient()
  if (!ofBrowser) {
    ofBrowser = new QueryClient()
    ofBrowser.mount()
  }
  return ofBrowser
}
