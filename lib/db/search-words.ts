import 'server-only'
import { and, sql, type SQL } from 'drizzle-orm'

import { foldText } from '@/lib/core/search/fold'
import { isAscii, lowerText, toSketch } from '@/lib/core/search/search-text'

import { isUnfolded } from './schema'

type Where = {
  /** What a word may only stand behind; the search text begins with the id of the link. */
  behind?: string
}

/**
 * Whether each word of a typed text stands somewhere in the `search_text` of a row, folded; in a row that is not folded
 * yet as it was typed.
 */
export function hasWords(typed: string, { behind = '' }: Where = {}): SQL {
  const folded = and(...foldText(typed).split(' ').map(standsIn(behind)))
  const plain = lowerText(typed)
  if (isAscii(plain)) return sql`(${folded})`
  const unfolded = and(...plain.split(' ').map((word) => isLike(sql`search_text`, behind, word)))
  return sql`((${folded}) or (${isUnfolded} and ${unfolded}))`
}

const standsIn = (behind: string) => (word: string) =>
  isAscii(word)
    ? isLike(sql`search_text`, behind, word)
    : // The sketch alone is for the index; the word itself is looked for in what that finds.
      and(isLike(sql`search_text`, '', toSketch(word)), isLike(sql`(search_text || '')`, behind, word))

const isLike = (text: SQL, behind: string, word: string) =>
  sql`${text} like ${`${behind && `%${behind}`}%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
