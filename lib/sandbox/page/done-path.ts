import type { Integration } from '../model/integration'

/** The address of the success screen: it holds no token, and a reload connects nothing again. */
export function donePath(integration: Integration, language: string): string {
  return `/connect-ui/done?${new URLSearchParams({ integration: integration.uniqueKey, lang: language }).toString()}`
}
