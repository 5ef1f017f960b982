import type { Labelled, Named } from './pasted-labels'

const fields = new Map<string, Named>([
  ['FN', 'displayName'],
  ['EMAIL', 'email'],
  ['ORG', 'company'],
])

/** `Acme\, Inc.;Sales` is the company and a part of it. */
const toText = (written: string) =>
  (/^(?:\\.|[^\\;])*/.exec(written)?.[0] ?? '').replaceAll(/\\n/gi, ' ').replaceAll(/\\(.)/g, '$1')

/**
 * Name, address and company of the first card, and how many cards there are (vCard, RFC 6350). A line that begins with a space
 * goes on with the one before (3.2). What is written in quoted-printable, as version 2.1 may, is left alone.
 */
export function readCard(text: string): { labelled: Labelled; rows: number } {
  const cards = text.replaceAll(/(?:\r\n?|\n)[ \t]/g, '').split(/BEGIN:VCARD/i)
  const labelled = (cards[1] ?? '').split(/[\r\n]+/).flatMap((line): Labelled => {
    const { name = '', value = '' } =
      /^\s*(?:[\w-]+\.)?(?<name>FN|EMAIL|ORG)(?<about>;[^:]*)?:(?<value>.*)$/i.exec(line)?.groups ?? {}
    const named = /^[^:]*QUOTED-PRINTABLE/i.test(line) ? undefined : fields.get(name.toUpperCase())
    return named === undefined ? [] : [[named, toText(value)]]
  })
  return { labelled, rows: Math.max(cards.length - 1, 1) }
}
