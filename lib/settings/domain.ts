import 'server-only'
import { getPublicSuffix } from 'tldts'

/** What is as public as a suffix, and is not on the Public Suffix List: names for whoever asks, or for whatever address. */
const others = new Set([
  'amazonaws.com',
  'cloudapp.azure.com',
  'core.windows.net',
  'glitch.me',
  'lhr.life',
  'localhost.run',
  'localtunnel.me',
  'lvh.me',
  'nip.io',
  'onmicrosoft.com',
  'onmicrosoft.de',
  'onmicrosoft.us',
  'partner.onmschina.cn',
  'serveo.net',
  'sslip.io',
  'traefik.me',
  'xip.io',
])

/**
 * The public part of a name in lower-case ASCII, below which anybody can have one: `com`, `co.uk`, `github.io`. The longest
 * one, so that a name that is its own has nothing of anybody's. Source: the Public Suffix List, with what companies add.
 */
function publicPartOf(name: string): string {
  if (others.has(name)) return name
  return (
    getPublicSuffix(name, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }) ??
    ''
  )
}

/** Whether anybody can have a name below this one, as below `co.uk` and `github.io`: then it is nobody's own. */
export function isPublicName(name: string): boolean {
  return publicPartOf(name) === name
}

/** Mail services for anybody, under whatever country's ending. */
const mailBrands = new Set(
  'aol fastmail gmail gmx googlemail guerrillamail hotmail icloud mailinator posteo protonmail rocketmail tutanota windowslive yahoo yandex ymail yopmail zohomail'.split(
    ' ',
  ),
)

/**
 * Others. Kept here, as the lists that packages have are gathered from whoever once refused a sign-up: domains of companies
 * are among them, and a company's own domain must not stop its desk.
 */
const publicMail = new Set(
  `
    10minutemail.com 126.com 139.com 163.com 189.cn abv.bg aim.com alice.it aliyun.com ameritech.net anonaddy.com arcor.de att.net
    bellsouth.net bigpond.com bk.ru bluewin.ch blueyonder.co.uk bol.com.br btinternet.com centrum.cz charter.net
    chello.nl comcast.net cox.net daum.net dispostable.com disroot.org docomo.ne.jp duck.com earthlink.net eclipso.eu
    email.cz ezweb.ne.jp firemail.de foxmail.com free.fr freemail.de freemail.hu freenet.de freeserve.co.uk frontier.com
    getnada.com grr.la hanmail.net hey.com home.nl hush.com hushmail.com i.ua icloud.com.cn ig.com.br iinet.net.au
    inbox.com inbox.lt inbox.lv inbox.ru interia.pl internet.ru internode.on.net juno.com keemail.me kolabnow.com kpnmail.nl
    laposte.net libero.it list.ru live.at live.be live.ca live.cl live.cn live.co.kr live.co.uk live.co.za live.com
    live.com.ar live.com.au live.com.mx live.com.my live.com.ph live.com.pt live.com.sg live.de live.dk live.fi
    live.fr live.hk live.ie live.in live.it live.jp live.nl live.no live.ru live.se luukku.com mac.com mail.bg mail.ch
    mail.com mail.de mail.ee mail.fr mail.ru mailbox.org maildrop.cc mailfence.com mailinator.net mailnesia.com me.com
    moakt.com mozmail.com msn.cn msn.com nate.com naver.com neo.rr.com netzero.net neuf.fr nifty.com ntlworld.com numericable.fr
    o2.pl onet.pl online.de online.no op.pl optonline.net optusnet.com.au orange.fr outlook.at outlook.be outlook.cl outlook.co.id outlook.co.il outlook.co.nz outlook.co.th
    outlook.com outlook.com.ar outlook.com.au outlook.com.br outlook.com.gr outlook.com.tr outlook.com.vn outlook.cz
    outlook.de outlook.dk outlook.es outlook.fr outlook.hu outlook.ie outlook.in outlook.it outlook.jp outlook.kr
    outlook.lv outlook.my outlook.ph outlook.pt outlook.sa outlook.sg outlook.sk pacbell.net
    passmail.net pm.me poczta.fm privaterelay.appleid.com prodigy.net proton.me protonmail.ch qq.com rambler.ru
    rediffmail.com riseup.net roadrunner.com rogers.com rr.com runbox.com sapo.pt sbcglobal.net seznam.cz sfr.fr
    sharklasers.com shaw.ca simplelogin.com sina.cn sina.com sina.com.cn skynet.be snet.net softbank.ne.jp sohu.com
    spamgourmet.com startmail.com swbell.net sympatico.ca t-online.de talktalk.net telenet.be temp-mail.org
    tempmail.com terra.com.br throwawaymail.com tin.it tiscali.co.uk tiscali.it tlen.pl tom.com trashmail.com tuta.com
    tuta.io tutamail.com ukr.net uol.com.br usa.com users.noreply.github.com verizon.net videotron.ca vip.163.com
    vip.qq.com virgilio.it virgin.net virginmedia.com vodafone.it walla.co.il walla.com wanadoo.fr web.de
    windstream.net wp.pl xs4all.nl xtra.co.nz ya.ru yeah.net ziggo.nl zoho.com zoho.eu zoho.in zonnet.nl
  `
    .trim()
    .split(/\s+/),
)

const domain =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d{1,63}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a text in lower case is a domain of two labels or more, in plain ASCII. */
export function isDomain(text: string): boolean {
  return text.length <= 253 && domain.test(text)
}

const isOfMailBrand = (text: string) => mailBrands.has(text.slice(0, -publicPartOf(text).length - 1))

/** Whether a domain, in lower-case ASCII, can be a company's own, so that all who have an address there may come in. */
export function isStaffDomain(text: string): boolean {
  return isDomain(text) && !isPublicName(text) && !publicMail.has(text) && !isOfMailBrand(text)
}
