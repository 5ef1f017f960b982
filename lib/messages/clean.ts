import 'server-only'
import { toPlainName } from '@/lib/core/typed/plain-text'

/** What breaks a line or does something where it is shown; a name has none of it. */
const breaks = /[\p{Control}\p{Line_Separator}\p{Paragraph_Separator}]/gu
const braces = /[<>{}`]/g
/** The signs that chats set text or addresses by. */
const markup = /[[\]|*~\\]/g
/** What makes an address of the words around it; IDNA takes each of these dots for one. */
const joints = /([.\u3002\uFF0E\uFF61:@])(?=[^\s.])|(\/)(?=\/)/gu

/** A longer one is no name that a greeting should repeat. */
const mostName = 80
const mostLabel = 120

/** The name of a thing that staff or Nango's admins call so, in one line and without braces: nothing is filled in by it. */
export function cleanLabel(text: string): string {
  const label = toPlainName(text.replaceAll(breaks, ' ').replaceAll(braces, ' '))
  // A company may be called like its domain; nothing is called like a path or an address.
  const safe = /[/@\\]|www\./i.test(label) ? cleanName(label) : label
  return Array.from(safe).slice(0, mostLabel).join('')
}

/**
 * The name of a person, whoever typed it, for a text that others read: in one line, with nothing that is filled in, formatted
 * or made into a link. Empty where what is left is no name, or a longer text than a name.
 */
export function cleanName(text: string): string {
  // First without what nobody sees: it may stand between what makes an address.
  const plain = toPlainName(text.replaceAll(breaks, ' ').replaceAll(braces, ' ').replaceAll(markup, ' '))
  const name = plain.replaceAll(joints, '$1$2 ')
  return /[\p{L}\p{N}]/u.test(name) && name.length <= mostName ? name : ''
}
