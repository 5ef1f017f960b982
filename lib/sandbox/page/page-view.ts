import type { html } from 'hono/html'

import { isLanguage, type Language, type Texts, texts } from './texts'

export type Html = ReturnType<typeof html>

/** What every screen is drawn with. */
export type PageView = { language: Language; texts: Texts }

/** The `lang` parameter wins, then the browser's wishes, then English; region suffixes do not matter. */
export function pageView(wanted: string | undefined, acceptLanguage: string | undefined): PageView {
  const wishes = [wanted ?? '', ...(acceptLanguage ?? '').split(',').toSorted(byWeight)]
  const language = wishes.map(primaryTag).find(isLanguage) ?? 'en'
  return { language, texts: texts[language] }
}

function primaryTag(wish: string): string {
  return wish.trim().toLowerCase().split(/[-_;]/)[0] ?? ''
}

function byWeight(a: string, b: string): number {
  return weight(b) - weight(a)
}

function weight(wish: string): number {
  const [, q] = /;\s*q=([\d.]+)/.exec(wish) ?? []
  return q === undefined ? 1 : Number(q)
}
