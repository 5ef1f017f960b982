/**
 * What an admin allows values of an integration to reach: an exact host (`acme.example.com`), all hosts below one
 * (`.my.example.com`), or one exact value where it holds more than a host (`https://scim.example.com/acme`).
 */
export type HostList = readonly string[]

const longest = 253

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/

/** Whether a text is a plain DNS name in lower case: labels of letters, digits, `-` and `_`, and no IP address. */
export const isPlainHost = (text: string): boolean => {
  const labels = text.split('.')
  return (
    text.length <= longest &&
    labels.every((one) => label.test(one)) &&
    !/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')
  )
}

/** Why a line cannot be on the list; null when it can. */
export const hostEntryFault = (entry: string): string | null => {
  if (entry.startsWith('.')) {
    const isNarrow = isPlainHost(entry.slice(1)) && entry.split('.').length > 2
    return isNarrow ? null : 'All hosts below a name: a dot and at least two parts, such as .my.example.com.'
  }
  const parts = /^(?:https:\/\/)?(?<host>[\w.-]{1,253})(?::\d{1,5})?(?:\/[\w.~/-]{0,200})?$/i.exec(entry)
  const host = parts?.groups?.['host']?.toLowerCase() ?? ''
  const isExact = isPlainHost(host) && host.includes('.') && (host === entry || /[/:]/.test(entry))
  return isExact ? null : 'This is no host. Write it like acme.example.com, without spaces, ? # @ or \\.'
}

/** Whether the list allows a value that leads to a host. */
export const isListed = (list: HostList, { value, host }: { value: string; host: string }): boolean =>
  list.some((entry) => (entry.startsWith('.') ? host.endsWith(entry) : entry === host || entry === value))
