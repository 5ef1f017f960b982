import { Hono } from 'hono'
import { html } from 'hono/html'

import { head, type Html } from './layout'
import { pageHeaders } from './page-headers'

/** A mail that was "sent", as whoever gets it reads it. */
export type SandboxMail = { id: string; from: string; to: string; at: Date; subject: string; text: string }

export type Mailbox = { take: (mail: SandboxMail) => void; pages: Hono }

/** The oldest go first. */
const mostMails = 200

/** The mailbox of everybody, in memory: a list at `/mailbox`, newest first, and a page for each mail. */
export function createMailbox(): Mailbox {
  const mails: SandboxMail[] = []
  const pages = new Hono()
  pages.use('/mailbox', pageHeaders("frame-ancestors 'none'"))
  pages.use('/mailbox/*', pageHeaders("frame-ancestors 'none'"))
  pages.get('/mailbox', (c) => c.html(listPage(mails)))
  pages.get('/mailbox/:id', (c) => {
    const mail = mails.find(({ id }) => id === c.req.param('id'))
    return mail ? c.html(mailPage(mail)) : c.html(page('No such mail', missing), 404)
  })
  return {
    pages,
    take: (mail) => {
      // The same Message-ID is the same mail, for people too.
      const at = mails.findIndex(({ id }) => id === mail.id)
      if (at >= 0) mails.splice(at, 1)
      mails.unshift(mail)
      mails.length = Math.min(mails.length, mostMails)
    },
  }
}

const page = (title: string, content: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        ${head(title === 'Mailbox' ? 'Mailbox · Sandbox' : `${title} · Mailbox`)}
        <meta name="robots" content="noindex" />
      </head>
      <body class="wide">
        <header class="banner">
          <p>
            <strong class="badge">Sandbox</strong>
            <span>What Connect Desk would have mailed. Nothing left this machine.</span>
          </p>
        </header>
        <main class="card">${content}</main>
      </body>
    </html>`

const missing = html`<h1>No such mail</h1>
  <p>The mailbox is empty again after each start of the desk.</p>
  <p><a href="/mailbox">Mailbox</a></p>`

const clock = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

const timeOf = (at: Date): Html => html`<time datetime="${at.toISOString()}">${clock.format(at)}</time>`

const listPage = (mails: SandboxMail[]): Html =>
  page(
    'Mailbox',
    html`<h1>Mailbox</h1>
      ${
        mails.length === 0
          ? html`<p class="soft">
              No mail so far. Make a link, press “Send by mail”, then reload this page.
            </p>`
          : html`<ul class="mails" aria-label="Mails">
              ${mails.map(
                ({ id, to, at, subject }) =>
                  html`<li>
                    <a href="/mailbox/${id}">${subject}</a>
                    <p class="soft">To ${to} · ${timeOf(at)}</p>
                  </li>`,
              )}
            </ul>`
      }`,
  )

const mailPage = ({ from, to, at, subject, text }: SandboxMail): Html =>
  page(
    subject,
    html`<p><a href="/mailbox">Mailbox</a></p>
      <h1>${subject}</h1>
      <p class="soft">From ${from} to ${to} · ${timeOf(at)}</p>
      <div class="mail">${linked(text)}</div>`,
  )

const address = /(https?:\/\/[^\s<>"]+)/g
const behind = /[.,;:!?)]$/

/** The text with its addresses as links, as mail programs show them. */
const linked = (text: string): Html[] =>
  text.split(address).map((part, index) => {
    if (index % 2 === 0) return html`${part}`
    const url = part.replace(behind, '')
    return html`<a href="${url}" rel="noreferrer">${url}</a>${part.slice(url.length)}`
  })
