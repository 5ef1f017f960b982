import { expect, it } from 'vitest'

import { isStaffDomain } from './domain'

it.each(
  `yahoo.de yahoo.co.jp yahoo.com.br hotmail.co.uk hotmail.fr outlook.de outlook.com live.de live.com t-online.de libero.it
  orange.fr laposte.net yandex.com yandex.ru hey.com tutanota.com tuta.com zohomail.com mailinator.com gmx.net gmx.ch
  gmail.com googlemail.com icloud.com me.com proton.me protonmail.com qq.com web.de naver.com rediffmail.com duck.com
  privaterelay.appleid.com users.noreply.github.com fastmail.fm posteo.de`.split(/\s+/),
)('%s gives anybody an address', (domain) => expect(isStaffDomain(domain)).toBe(false))

it.each(
  `co.uk me.uk sch.uk asso.fr co.com uk.com eu.org github.io vercel.app appspot.com herokuapp.com onmicrosoft.com com.au
  kobe.jp x.kobe.jp example.ck xn--p1ai`.split(/\s+/),
)('%s gives anybody a name', (domain) => expect(isStaffDomain(domain)).toBe(false))

it.each(
  `example.com acme.co.uk acme.github.io acme.onmicrosoft.com acme.example.org city.kobe.jp www.ck xn--bcher-kva.example
  acme.internal corp.acme.test live.example mail.example.com outlook.example.com gmx.example.com yahooinc.com microsoft.com
  telekom.de orange.com facebook.com sky.com alibaba.com clerk.com acme.com.au aim.edu aim.com.au`.split(
    /\s+/,
  ),
)('%s can be a company’s own', (domain) => expect(isStaffDomain(domain)).toBe(true))
