import { expect, it } from 'vitest'

import { writeHtml } from './write-html'

const url = 'https://connect.example.com/c/0123456789abcdefghjkmnpqrs'
const write = (text: string, more: string[] = []) => writeHtml({ text, url, more, language: 'de' })

it('says the same, with its address as a link and one button', () => {
  const html = write(`Hallo,\n\nbitte:\n${url}\n\nNoch einmal: ${url}.`)
  expect(html).toContain('<html lang="de">')
  expect(html).toContain(`bitte:<br>\n<a href="${url}">${url}</a></p>`)
  expect(html.match(new RegExp(`href="${url}"`, 'g'))).toHaveLength(3)
  expect(html.match(/>Link öffnen</g)).toHaveLength(1)
  expect(html).toContain(`Noch einmal: <a href="${url}">${url}</a>.`)
})

it('takes the longer of two addresses that begin alike, and no other for a link', () => {
  const html = write(`${url}\n\n${url}/unsubscribe https://example.org/`, [`${url}/unsubscribe`])
  expect(html).toContain(`<a href="${url}/unsubscribe">${url}/unsubscribe</a> https://example.org/`)
})

it.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  `${url}"><script>`,
  '"onclick="alert(1)',
  '&lt;b&gt;',
  '</p></body>',
])('is nothing but text: %s', (payload) => {
  const html = write(`${payload} ${url} ${payload}`)
  expect(
    html
      .match(/<[a-z!/][^>]*>/gi)
      ?.filter((tag) => !/^<(!doctype|\/?(html|head|meta|body|p|a|br)\b)/i.test(tag)),
  ).toEqual([])
  expect(html.match(/<\/body>/g)).toHaveLength(1)
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src)=/)
})
