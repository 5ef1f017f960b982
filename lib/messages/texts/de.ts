import 'server-only'
import type { MessageTexts } from './en'

export const german: MessageTexts = {
  nobody: { customer: '', sender: 'der Support' },
  from: '{agent} von {company}',
  space: ' ',
  until: {
    today: 'bis {day}, {time} Uhr ({zone})',
    tomorrow: 'bis {day}, {time} Uhr ({zone})',
    later: 'bis {day}, {time} Uhr ({zone})',
    dated: '{date}, {zone}',
  },
  reminder: {
    subject: 'Erinnerung: {subject}',
    request: 'Dies ist eine Erinnerung.',
    noMore: 'Um keine Erinnerungen an diesen Link mehr zu erhalten: {url}',
  },
  templates: {
    email: {
      subject: 'Bitte verbinden Sie {{integrations}}',
      body: `Guten Tag {{customer.name}},

{{request}}

Öffnen Sie dazu bitte diesen Link:
{{link}}

Er gilt {{until}}. {{notes}}

{{safety}}

Mit freundlichen Grüßen
{{agent.firstName}}
{{company}}`,
    },
    sms: `{{request}}
{{link}}
Gilt {{until}}. {{notes}} {{safety}}`,
    chat: `Guten Tag {{customer.name}},
{{request}}

{{link}}

Der Link gilt {{until}}. {{notes}}

{{safety}}`,
    phone: `Guten Tag {{customer.name}}. {{request}}

Sie bekommen dafür einen Link von uns. Er gilt {{until}}. {{notes}}

{{safety}}`,
  },
  written: {
    request: {
      one: '{sender} bittet Sie, Ihr Konto bei {integrations} zu verbinden.',
      other: '{sender} bittet Sie, Ihre Konten bei {integrations} zu verbinden.',
      again: '{sender} bittet Sie, Ihr Konto bei {integrations} erneut zu verbinden.',
    },
    check: {
      none: '',
      email: 'Die Seite fragt zuerst nach Ihrer E-Mail-Adresse.',
      digits: 'Die Seite schickt Ihnen zuerst sechs Ziffern per E-Mail, die Sie dort eingeben.',
      words: 'Die Seite fragt zuerst nach den zwei Wörtern, die wir Ihnen am Telefon vorlesen.',
    },
    handoff: {
      one: 'Bis dahin können Sie die Seite verlassen und zu ihr zurückkommen.',
      other: 'Die Seite zeigt alle Konten; bis dahin können Sie sie verlassen und zu ihr zurückkommen.',
      safety:
        'So erkennen Sie, dass die Nachricht wirklich von uns ist: Die Adresse beginnt mit {origin} (bitte sehen Sie nach, bevor Sie den Link öffnen). Wir fragen nie nach Passwörtern, Schlüsseln oder Codes, weder in Nachrichten noch am Telefon; Sie geben sie nur auf der Seite des Anbieters selbst ein oder in dem Formular, das der Link öffnet. Falls Sie das nicht erwartet haben, wählen Sie auf der Seite „Das habe ich nicht erwartet“.',
    },
    nango: {
      one: 'Die Zeit ist knapp: Öffnen Sie ihn am besten gleich. Wenn die Seite meldet, dass es geklappt hat, können Sie sie schließen.',
      other:
        'Die Zeit ist knapp: Öffnen Sie ihn am besten gleich. Die Seite verbindet immer ein Konto: Wenn sie meldet, dass es geklappt hat, öffnen Sie denselben Link noch einmal für das nächste.',
      safety:
        'So erkennen Sie, dass die Nachricht wirklich von uns ist: Öffnen Sie den Link nur, wenn Sie gerade mit uns in Kontakt waren. Er führt zu Nango Connect ( {origin} ), dem Dienst, der die Verbindung für uns aufbewahrt. Wir fragen nie nach Passwörtern, Schlüsseln oder Codes, weder in Nachrichten noch am Telefon; Sie geben sie nur auf der Seite des Anbieters selbst ein oder in dem Formular, das der Link öffnet. Wenn Sie unsicher sind, rufen Sie uns unter einer Nummer an, die Sie schon kennen.',
    },
  },
  sms: {
    request: {
      one: '{sender} bittet Sie, Ihr Konto bei {integrations} zu verbinden:',
      other: '{sender} bittet Sie, Ihre Konten bei {integrations} zu verbinden:',
      again: '{sender} bittet Sie, Ihr Konto bei {integrations} erneut zu verbinden:',
    },
    check: { none: '', email: '', digits: '', words: '' },
    handoff: {
      one: '',
      other: '',
      safety: 'Nur echt, wenn er mit {origin} beginnt. Wir fragen nie am Telefon nach Passwort oder Code.',
    },
    nango: {
      one: '',
      other: 'Bitte für jedes Konto erneut öffnen.',
      safety: 'Wir fragen nie nach Passwörtern oder Codes. Im Zweifel rufen Sie uns an.',
    },
  },
  phone: {
    request: {
      one: 'Hier ist {sender}. Ich möchte Sie bitten, Ihr Konto bei {integrations} zu verbinden.',
      other: 'Hier ist {sender}. Ich möchte Sie bitten, Ihre Konten bei {integrations} zu verbinden.',
      again: 'Hier ist {sender}. Ich möchte Sie bitten, Ihr Konto bei {integrations} erneut zu verbinden.',
    },
    check: {
      none: '',
      email: 'Die Seite fragt zuerst nach Ihrer E-Mail-Adresse.',
      digits: 'Die Seite schickt Ihnen zuerst sechs Ziffern per E-Mail, die Sie dort eingeben.',
      words: 'Die Seite fragt zuerst nach zwei Wörtern. Ich lese sie Ihnen dann vor.',
    },
    handoff: {
      one: 'Bis dahin können Sie die Seite verlassen und zu ihr zurückkommen.',
      other: 'Die Seite zeigt alle Konten; bis dahin können Sie sie verlassen und zu ihr zurückkommen.',
      safety:
        'Bevor Sie ihn öffnen, sehen Sie bitte auf die Adresse: Sie beginnt mit {host} und einem Schrägstrich. Ich frage Sie nicht nach Passwörtern, Schlüsseln oder Codes, und auch sonst niemand bei uns. Wenn es doch jemand tut, legen Sie bitte auf.',
    },
    nango: {
      one: 'Die Zeit ist knapp: Am besten öffnen Sie ihn, während wir sprechen. Wenn die Seite meldet, dass es geklappt hat, können Sie sie schließen.',
      other:
        'Die Zeit ist knapp: Am besten öffnen Sie ihn, während wir sprechen. Die Seite verbindet immer ein Konto: Wenn sie meldet, dass es geklappt hat, öffnen Sie denselben Link noch einmal für das nächste.',
      safety:
        'Er führt zu {host}: Das ist Nango Connect, der Dienst, der die Verbindung für uns aufbewahrt. Ich frage Sie nicht nach Passwörtern, Schlüsseln oder Codes. Wenn Sie nicht sicher sind, ob dieser Anruf echt ist, legen Sie auf und rufen Sie uns unter einer Nummer an, die Sie schon kennen.',
    },
  },
  digits: {
    subject: 'Ihre sechs Ziffern',
    body: `Guten Tag {{customer.name}},

der Link, den {{sender}} Ihnen gegeben hat, wurde geöffnet. Dort wurden diese sechs Ziffern angefordert:

{{digits}}

Geben Sie sie auf der Seite ein, die sie angefordert hat. Sie gelten zehn Minuten, und nur auf dieser Seite.

Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne die Ziffern kommt niemand weiter. Geben Sie sie an niemanden weiter, auch nicht am Telefon; wir fragen dort nie danach.`,
  },
  sheet: {
    works: 'Dieser Link gilt {until}.',
    scan: 'Scannen Sie den Code mit der Kamera Ihres Telefons, oder geben Sie die Adresse in einen Browser ein.',
    handoff: {
      follow: 'Wählen Sie „Weiter“ und beantworten Sie, was die Seite fragt.',
      one: 'Verbinden Sie dort das Konto. Die Seite sagt Ihnen, wann Sie fertig sind.',
      other: 'Verbinden Sie jedes Konto der Liste. Die Seite sagt Ihnen, wann Sie fertig sind.',
    },
    nango: {
      follow: 'Folgen Sie der Seite, die Nango Connect heißt, und stimmen Sie beim Anbieter selbst zu.',
      one: 'Wenn sie meldet, dass es geklappt hat, können Sie sie schließen.',
      other:
        'Wenn sie meldet, dass es geklappt hat, scannen Sie den Code erneut für das nächste Konto, bis alle verbunden sind.',
    },
  },
  answer: {
    written: 'Es wurde ein neuer Link angefordert; hier ist er.',
    sms: 'Hier ist Ihr neuer Link.',
    phone: 'Es wurde ein neuer Link angefordert.',
  },
  receipt: {
    when: '{day} um {time} Uhr ({zone})',
    nobody: 'unserem Support',
    done: {
      one: 'Ihr Konto bei {integrations} wurde am {when} verbunden, worum {sender} Sie gebeten hatte.',
      other: 'Ihre Konten bei {integrations} wurden am {when} verbunden, worum {sender} Sie gebeten hatte.',
      again:
        'Ihr Konto bei {integrations} wurde am {when} erneut verbunden, worum {sender} Sie gebeten hatte.',
    },
    subject: 'Verbunden: {{integrations}}',
    body: `Guten Tag {{customer.name}},

{{done}}

Sie brauchen nichts weiter zu tun. Wenn Sie es rückgängig machen möchten, sagen Sie {{contact}} Bescheid, oder entfernen Sie den Zugriff in Ihrem Konto beim Anbieter.

Falls Sie das nicht selbst waren, antworten Sie bitte sofort auf diese E-Mail, oder sagen Sie {{contact}} Bescheid.

Mit freundlichen Grüßen
{{agent.firstName}}
{{company}}`,
  },
}
