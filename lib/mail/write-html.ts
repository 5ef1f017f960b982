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

/**
 * A plain text as HTML: the same words, its one address as a link, and a button behind the paragraph that has it first. No picture and
 * nothing from elsewhere; no other address becomes a link.
 */
export function writeHtml({
  text,
  url,
  language,
}: {
  text: string
  url: string
  language: Language
}): string {
  const href = escaped(url)
  const toHtml = (paragraph: string) =>
    escaped(paragraph)
      .replaceAll(href, () => `<a href="${href}">${href}</a>`)
      .replaceAll('\n', '<br>\n')
  const paragraphs = text.split(/\n{2,}/)
  const first = paragraphs.findIndex((paragraph) => paragraph.includes(url))
  const blocks = paragraphs.map((paragraph, index) => {
    const button =
      index === first
        ? `\n<p style="${paragraphStyle}"><a href="${href}" style="${buttonStyle}">${opens[language]}</a></p>`
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
