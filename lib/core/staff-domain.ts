/** Where anybody gets an address: nobody's staff is all of it. */
const publicMail = new Set([
  '126.com',
  '163.com',
  'aol.com',
  'fastmail.com',
  'gmail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mac.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'naver.com',
  'outlook.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'qq.com',
  'web.de',
  'yahoo.com',
  'yandex.ru',
  'ymail.com',
  'zoho.com',
])

/** `co.uk` and its like: under a country's domain, a second level that is sold by the name below it. */
const publicSuffix = /^(ac|co|com|edu|go|gob|gov|ltd|ne|net|or|org|plc)\.[a-z]{2}$/

const domain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d{1,63}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text in lower case is a domain of two labels or more, in plain ASCII. */
export function isDomain(text: string): boolean {
  return text.length <= 253 && domain.test(text)
}

/** Whether a domain, in lower-case ASCII, can be a company's own, so that all who have an address there may come in. */
export function isStaffDomain(text: string): boolean {
  return isDomain(text) && !publicSuffix.test(text) && !publicMail.has(text)
}
