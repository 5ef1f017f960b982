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

/** Names below which anybody can have one, such as `co.uk`. */
const registry = /^(?:com?|net|org|gov|ac|edu|ne|or|go|gob|nom)\.[a-z]{2}$/

const suffixFault = (entry: string) => {
  const name = entry.slice(1)
  return isPlainHost(name) && name.includes('.') && !registry.test(name)
    ? null
    : 'All hosts below a name: a dot and at least two parts of your own, such as .my.example.com.'
}

const exactEntry = /^(?:https:\/\/)?(?<host>[\w.-]{1,253})(?::\d{1,5})?(?:\/[\w.~/-]{0,200})?$/

const exactFault = (entry: string) => {
  const host = exactEntry.exec(entry)?.groups?.['host'] ?? ''
  return isPlainHost(host) && host.includes('.')
    ? null
    : 'This is no host. Write it like acme.example.com, without spaces, ? # @ or \\.'
}

/** Why a line cannot be on the list; null when it can. Hosts are in lower case. */
export const hostEntryFault = (entry: string): string | null =>
  entry.startsWith('.') ? suffixFault(entry) : exactFault(entry)

/** Whether the list allows a host: as it is, or as one below a name. */
export const isListed = (list: HostList, host: string): boolean =>
  list.some((entry) => (entry.startsWith('.') ? host.endsWith(entry) : entry === host))

/** Whether a value with a path, a port or a scheme of its own is on the list as a whole. */
export const isListedAsIs = (list: HostList, value: string): boolean =>
  /[/:]/.test(value) && list.includes(value)
