/**
 * What a label may name: a field, a part of a name, or a person of whom name and address stand together. `anyId` and `anyName`
 * do not say of whom, `otherEmail` and `otherName` stand beside the one; `somebody`,
 * `ticket` and `thing` are not the customer.
 */
export type Named =
  | 'id'
  | 'email'
  | 'displayName'
  | 'company'
  | 'organizationId'
  | 'firstName'
  | 'lastName'
  | 'person'
  | 'anyId'
  | 'anyName'
  | 'otherEmail'
  | 'otherName'
  | 'somebody'
  | 'ticket'
  | 'thing'

const ofWhom =
  '(?:org|organi[sz]ation|company|account|workspace|team|firma|firmen|unternehmens?|organisme|societe|entreprise|empresa|' +
  'organizacion|organizacao|bedrijfs?|organisatie|foretags?|azienda|societa|virksomhed|selskap|компания|компании|организация|' +
  '会社|公司|企业|회사|חברה|החברה|الشركه|الشركة|شركة)'
const who =
  '(?:customer|client|user|end user|member|contact|requester|kunde|kunden|benutzer|cliente|usuario|utilisateur|contacto|external|' +
  'klant|kund|klient|klienta|клиент|клиента|пользователь|пользователя|顧客|お客様|会員|客户|客戶|用户|고객|사용자|לקוח|العميل|عميل)'
const number =
  '(?:id|nr|no|number|nummer|uid|uuid|identifier|kennung|numero|key|numer|codice|codigo|номер|код|番号|编号|編號|번호|아이디|מספר|מזהה|رقم|معرف)'
const of = '(?:de |del |du |do |della |da |de la )?'
const name = '(?:name|naam|namn|navn|名|名称|명|이름)'
const address =
  '(?:(?:adresse|adresse de|direccion de|indirizzo|endereco de|adres) )?(?:e ?mails?|mail|e ?post|e ?posta|courriel|correo|correo electronico|' +
  'メール|メールアドレス|邮箱|邮件|电子邮件|電子郵件|電子郵箱|이메일|메일|почта|электронная почта|אימייל|מייל|דואר אלקטרוני|דוא ל|البريد|البريد الالكتروني)' +
  '(?: ?(?:address|addresses|adresse|adress|adres|addr|id|주소|地址|адрес))?(?: 1)?(?: value)?'

/** An address that is somebody's beside the one, or of their company. */
const beside =
  '(?:billing|invoice|rechnungs?|facturation|facturacion|company|account|organi[sz]ation|business|work|personal|private|' +
  'login|sign ?up|lead|subscriber|buyer|student|employee|attendee|guest|secondary|verified|(?:primary|main|billing) contact)'

/** People who are not the customer, wherever a label names them. */
const somebody =
  /(?:^| )(?:agents?|assign\w*|owners?|managers?|supervisor|approver|referr\w+|creator|created by|updated by|modified by|author|(?:sales )?reps?|admins?|support|cc|bcc|recipients?|parent|partner|vendor|seller|merchant|collaborators?|followers?|assistant|emergency|colleague|teammates?|bearbeiter)(?: |$)|^(?:to|an)$/
const ofTicket = /^(?:ticket )?(?:subject|priority|betreff|objet|asunto|oggetto|assunto|件名|主题)$/
const things = /(?:^| )(?:status|created|updated|modified)(?: |$)/

/** Labels of sheets, tickets and JSON in the languages of many; the first that fits counts. */
const labels: [Named, RegExp][] = [
  [
    'email',
    new RegExp(`^(?:(?:${who}|your|primary|main|default|contact person) )?${address}(?: ${of}${who})?$`),
  ],
  ['otherEmail', new RegExp(`^${beside} ?${address}$`)],
  ['organizationId', new RegExp(`^${ofWhom} ?${number}$|^${number} ${of}${ofWhom}$|^(?:${who} )?org id$`)],
  ['anyId', new RegExp(`^(?:(?:your|our|record) )?${number}$|^sub$`)],
  ['id', new RegExp(`^(?:(?:your |our )?${who}s? ?)${number}$|^${number} ${of}${who}$`)],
  [
    'firstName',
    /^(?:first ?name|given ?name|forename|vorname|prenom|nombre|nombre de pila|voornaam|fornamn|fornavn|nome|имя)$/,
  ],
  [
    'lastName',
    /^(?:last ?name|surname|family ?name|nachname|familienname|nom|nom de famille|apellidos?|achternaam|efternamn|etternavn|cognome|sobrenome|фамилия)$/,
  ],
  [
    'company',
    new RegExp(
      `^(?:${who} |your )?${ofWhom} ?(?:name|display name|${name})?$|^(?:nome|nom|nombre|שם|اسم|название) ${of}(?:l )?${ofWhom}$`,
    ),
  ],
  ['otherName', /^(?:user ?name|login name|nickname)$/],
  [
    'displayName',
    new RegExp(`^(?:${who}|contact person) ?${name}$|^(?:nome|nom|nombre|שם|اسم) ${of}${who}$`),
  ],
  [
    'anyName',
    new RegExp(
      `^(?:your )?(?:(?:display|full|voller|ganzer|volledige) ?)?${name}$|^(?:nombre completo|nombre y apellidos|nom et prenom|prenom et nom|nome e cognome|imie i nazwisko|ad soyad|first and last name|vor und nachname|nom complet|nome completo|氏名|名前|お名前|姓名|이름|성명|фио|שם|שם מלא|الاسم|الاسم الكامل|اسم)$`,
    ),
  ],
  [
    'person',
    new RegExp(`^(?:${who}|from|von|de|contact person|ansprechpartner|reply to|reported by|submitted by)$`),
  ],
]

/** A label as it is compared: `endUserId`, `End-User_ID:` and `end user id *` are the same. The voicing of kana is no accent. */
const toWords = (label: string) =>
  label
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replaceAll('°', 'º')
    .normalize('NFKD')
    .replaceAll(/(?![\u3099\u309a])\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A label is no longer than this. */
const mostLabel = 40

/** `E-mail (primary)` is an e-mail. */
const withoutBrackets = (label: string) =>
  label.replaceAll(/\([^()]*\)|\[[^[\]]*\]|（[^（）]*）|【[^【】]*】/g, ' ')

/** What a label names; null for what is none. */
export function readLabel(label: string): Named | null {
  if (label.length > 2 * mostLabel) return null
  const whole = toWords(label)
  const words = toWords(withoutBrackets(label)) || whole
  if (words === '' || words.length > mostLabel) return null
  const named = labels.find(([, pattern]) => pattern.test(words))?.[0] ?? null
  if (somebody.test(whole)) return 'somebody'
  if (ofTicket.test(whole)) return 'ticket'
  return things.test(whole) ? 'thing' : named
}

/** What a label names, what it says, and the label as it is compared, in their order. */
export type Labelled = [Named | null, string, string?][]

/** Whether a label names something of the customer. */
export function isKnown(named: Named | null): named is Exclude<Named, 'somebody' | 'ticket' | 'thing'> {
  return named !== null && !['somebody', 'ticket', 'thing'].includes(named)
}

/** How many labels say something of the customer. */
export function countLabels(labelled: Labelled): number {
  return labelled.filter(([named]) => isKnown(named)).length
}

const line = /^\s*(?:["'*•·-]\s*)?(?<label>[^\s:=：][^:=：\t]{0,39}?)\*{0,2}\s*[:=：]\s*\*{0,2}(?<value>.*)$/u

/** Where in a value the next label begins, such as in `Zoe Email: zoe@example.com`; null where none does. */
const nextLabel = (value: string) => {
  for (const { index } of /[:=：]/.test(value) ? value.matchAll(/(?<!\S)\p{L}/gu) : []) {
    const { label } = line.exec(value.slice(index))?.groups ?? {}
    if (label !== undefined && isKnown(readLabel(label))) return index
  }
  return null
}

const pair = (label: string, value: string): Labelled[number] => [readLabel(label), value, toWords(label)]

const split = (text: string) => {
  const { label = '', value = '' } = line.exec(text)?.groups ?? {}
  return label === '' || value.trim() === '' || value.startsWith('//') ? null : { label, value }
}

/** A line such as `Email: zoe@example.com`; the scheme of an address is no label. What follows may be one of its own. */
const readLine = (text: string): Labelled => {
  const parts = split(text)
  if (parts === null) return [[null, text]]
  const { label, value } = parts
  const next = isKnown(readLabel(label)) ? nextLabel(value) : null
  if (next === null) return [pair(label, value)]
  return [pair(label, value.slice(0, next)), ...readLine(value.slice(next))]
}

/** Lines that all begin with a label, without a colon behind it. */
const readSpaced = (lines: string[]): Labelled | null => {
  const found = lines.map((text): Labelled[number] => {
    const words = text.trim().split(/\s+/)
    const count = [3, 2, 1].find(
      (some) => words.length > some && isKnown(readLabel(words.slice(0, some).join(' '))),
    )
    const value = words
      .slice(count)
      .join(' ')
      .replace(/^(?:[-=]>|[-–—→|])\s/, '')
    return count === undefined ? [null, text] : pair(words.slice(0, count).join(' '), value)
  })
  const isSpaced =
    lines.length > 1 && countLabels(found) === lines.length && !lines.some((text) => /[:=：]/.test(text))
  return isSpaced ? found : null
}

/** Whether a line says of itself what it is: no other label has it as its value. */
const isLabelled = (text: string) =>
  isLabel(text) || /^[^:=：]{1,40}(?:[:=](?:\s|$)|：)/.test(text.trim()) || countLabels(readLine(text)) > 0

/** Whether a line is a label and nothing more; other words than one may be a name. */
const isLabel = (text: string) => {
  const named = readLabel(text)
  return isKnown(named) || (named !== null && /^\s*(?:\S+|[^:：]+[:：])\s*$/.test(text))
}

/** Whether a line of a program, such as `manager: {`, begins what is not the customer. */
const opens = (text: string) => {
  const label = /^(.*\S)\s*[:=]>?\s*[{[]\s*$/.exec(text)?.[1]
  return label !== undefined && readLabel(label) !== 'person'
}

/** A heading of somebody else ends what is read only behind what was said of the customer. */
const beginsOthers = (text: string, isBehind: boolean) =>
  isLabel(text) && readLabel(text) === 'somebody' ? isBehind : opens(text)

/** Where the lines of the customer begin: behind those of somebody else, whose heading may come first. */
const startOf = (lines: string[]) => {
  const isHeading = (at: number) => isLabelled(lines[at + 1] ?? '')
  const isOthers = readLabel(lines[0] ?? '') === 'somebody' && isHeading(0)
  const start = lines.findIndex((text, at) => readLabel(text) === 'person' && isHeading(at))
  return isOthers && start > 0 ? start : 0
}

/** Labelled lines, or a label alone with its value on the next line. What stands under the heading of somebody else is not read. */
export function readLabelledLines(lines: string[]): Labelled {
  const spaced = readSpaced(lines)
  if (spaced) return spaced
  const start = startOf(lines)
  const found = lines.slice(0, start).map((one): Labelled[number] => [null, one])
  for (let at = start; at < lines.length; at += 1) {
    const text = lines[at] ?? ''
    const next = lines[at + 1] ?? ''
    const alone = isLabel(text) ? readLabel(text) : null
    const isEmpty = isLabelled(next)
    const isBehind = isEmpty && countLabels(found) > 0
    if (beginsOthers(text, isBehind))
      return [...found, ...lines.slice(at).map((one): Labelled[number] => [null, one])]
    if (alone === null) found.push(...readLine(text))
    else if (isEmpty) found.push([alone, '', toWords(text)])
    else {
      found.push([alone, next, toWords(text)])
      at += 1
    }
  }
  return found
}

/**
 * The first of several records, and how many there are: each begins with the label that the first one began with, which
 * may stand there twice. Customer and sender may be one person.
 */
export function readFirstRecord(labelled: Labelled): { labelled: Labelled; rows: number } {
  const first = labelled.find(([named]) => named !== null && named !== 'person')
  const isFirst = (one: Labelled[number] | undefined) =>
    first !== undefined && one?.[0] === first[0] && one[2] === first[2]
  const isList = labelled.every(isFirst)
  const begins = [...labelled.keys()].filter(
    (at) => isFirst(labelled[at]) && (isList || !isFirst(labelled[at - 1])),
  )
  return { labelled: labelled.slice(0, begins[1]), rows: Math.max(begins.length, 1) }
}
