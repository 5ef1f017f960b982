import 'server-only'
import type { Language } from '@/lib/core/language'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '')

const opens: Record<Language, string> = {
  en: 'Open the link',
  fr: 'Ouvrir le lien',
  de: 'Link öffnen',
  es: 'Abrir el enlace',
  ja: 'リンクを開く',
}

const pageStyle = 'margin:0;padding:16px;font:16px/1.5 sans-serif;color:#17211f;background:#ffffff'
const paragraphStyle = 'margin:0 0 16px;max-width:560px'
const buttonStyle =
  'display:inline-block;padding:12px 20px;border-radius:8px;background:#0f6460;color:#ffffff;text-decoration:none;font-weight:bold'

/** A text with these addresses as links, and no other; of two that begin at one place the longer one. */
const linked = (text: string, urls: string[]): string => {
  const [first] = urls
    .map((url) => ({ url, at: text.indexOf(url) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.url.length - a.url.length)
  if (!first) return escaped(text)
  const { url, at } = first
  const link = `<a href="${escaped(url)}">${escaped(url)}</a>`
  return escaped(text.slice(0, at)) + link + linked(text.slice(at + url.length), urls)
}

type PlainMail = {
  text: string
  /** The address of the link, for a button; null in a mail without one. */
  url: string | null
  /** Other addresses in the text. */
  more?: string[]
  language: Language
}

/**
 * A plain text as HTML: the same words, its addresses as links, and a button behind the paragraph that has the link. No
 * picture, and nothing from elsewhere.
 */
export function writeHtml({ text, url, more = [], language }: PlainMail): string {
  const urls = url === null ? more : [url, ...more]
  const toHtml = (paragraph: string) => linked(paragraph, urls).replaceAll('\n', '<br>\n')
  const paragraphs = text.split(/\n{2,}/)
  const first = url === null ? -1 : paragraphs.findIndex((paragraph) => paragraph.includes(url))
  const blocks = paragraphs.map((paragraph, index) => {
    const button =
      url !== null && index === first
        ? `\n<p style="${paragraphStyle}"><a href="${escaped(url)}" style="${buttonStyle}">${opens[language]}</a></p>`
        : ''
    return `<p style="${paragraphStyle}">${toHtml(paragraph)}</p>${button}`
  })
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>`,
    `<body style="${pageStyle}">`,
    ...blocks,
    '</body></html>',
    '',
  ].join('\n')
}
