import 'server-only'
import type { MessageTexts } from './en'

const request = {
  written: '{sender}より、{integrations}のアカウントの接続をお願いしております。',
  sms: '{sender}です。{integrations}のアカウントの接続をお願いいたします。',
  phone: '{sender}でございます。{integrations}のアカウントの接続をお願いしたく、お電話いたしました。',
}

const done = '{sender}よりお願いしておりました{integrations}のアカウントの接続が、{when}に完了しました。'

export const japanese: MessageTexts = {
  nobody: { customer: 'お客', sender: 'サポート担当' },
  from: '{company}の{agent}',
  space: '',
  until: {
    today: '{day}{time}（{zone}）まで',
    tomorrow: '{day}{time}（{zone}）まで',
    later: '{day} {time}（{zone}）まで',
  },
  reminder: {
    subject: '【再度のご案内】{subject}',
    request: '再度のご案内で失礼いたします。',
    noMore: 'このリンクの再送のお知らせを停止するには：{url}',
  },
  templates: {
    email: {
      subject: '{{integrations}}の接続のお願い',
      body: `{{customer.name}}様

お世話になっております。
{{request}}

次のリンクを開いて、お手続きください。
{{link}}

このリンクは{{until}}ご利用いただけます。{{notes}}

{{safety}}

どうぞよろしくお願いいたします。
{{company}}
{{agent.firstName}}`,
    },
    sms: `{{request}}
{{link}}
{{until}}有効です。{{notes}}{{safety}}`,
    chat: `{{customer.name}}様
{{request}}

{{link}}

このリンクは{{until}}ご利用いただけます。{{notes}}

{{safety}}`,
    phone: `{{customer.name}}様、お世話になっております。{{request}}

そのためのリンクを、弊社からお送りします。{{until}}ご利用いただけます。{{notes}}

{{safety}}`,
  },
  written: {
    request: {
      one: request.written,
      other: request.written,
      again: '{sender}より、{integrations}のアカウントの再接続をお願いしております。',
    },
    check: {
      none: '',
      email: '最初に、メールアドレスの入力をお願いしております。',
      words: '最初に、お電話でお伝えする二つの単語の入力をお願いしております。',
    },
    handoff: {
      one: 'それまでは、途中で閉じても、また開いて続けられます。',
      other:
        '接続するアカウントは、ページにすべて並んでいます。それまでは、途中で閉じても、また開いて続けられます。',
      safety:
        '弊社からのご案内であることは、次の点でお確かめください。アドレスは {origin} で始まります（開く前にご確認ください）。弊社がメッセージや電話でパスワード、キー、コードをお尋ねすることはありません。入力していただくのは、提供元自身のページか、このリンクから開くフォームだけです。お心当たりがない場合は、ページの「心当たりがありません」を押してください。',
    },
    nango: {
      one: 'お時間が短いため、すぐにお開きください。完了の表示が出ましたら、ページを閉じていただけます。',
      other:
        'お時間が短いため、すぐにお開きください。一度に接続できるアカウントは一つです。完了の表示が出ましたら、同じリンクをもう一度開いて、次のアカウントを接続してください。',
      safety:
        '弊社からのご案内であることは、次の点でお確かめください。リンクは、直前に弊社とやり取りをされた場合にだけお開きください。リンク先は、弊社のために接続を保管するサービス、Nango Connect（ {origin} ）です。弊社がメッセージや電話でパスワード、キー、コードをお尋ねすることはありません。入力していただくのは、提供元自身のページか、このリンクから開くフォームだけです。ご不安な場合は、すでにご存じの番号までお電話ください。',
    },
  },
  sms: {
    request: {
      one: request.sms,
      other: request.sms,
      again: '{sender}です。{integrations}のアカウントの再接続をお願いいたします。',
    },
    check: { none: '', email: '', words: '' },
    handoff: {
      one: '',
      other: '',
      safety: '{origin} で始まるものだけが弊社のリンクです。パスワードやコードはお尋ねしません。',
    },
    nango: {
      one: '',
      other: 'アカウントごとに開き直してください。',
      safety: 'パスワードやコードはお尋ねしません。ご不安な場合はお電話ください。',
    },
  },
  phone: {
    request: {
      one: request.phone,
      other: request.phone,
      again: '{sender}でございます。{integrations}のアカウントの再接続をお願いしたく、お電話いたしました。',
    },
    check: {
      none: '',
      email: '最初に、メールアドレスの入力をお願いしております。',
      words: '最初に、二つの単語の入力をお願いしております。その際に読み上げます。',
    },
    handoff: {
      one: 'それまでは、途中で閉じても、また開いて続けられます。',
      other:
        '接続するアカウントは、ページにすべて並んでいます。それまでは、途中で閉じても、また開いて続けられます。',
      safety:
        'お開きになる前に、アドレスをご確認ください。{host} とスラッシュで始まります。私どもがパスワード、キー、コードをお尋ねすることはございません。尋ねられた場合は、電話をお切りください。',
    },
    nango: {
      one: 'お時間が短いため、お電話がつながっている間にお開きいただくのが確実です。完了の表示が出ましたら、ページを閉じていただけます。',
      other:
        'お時間が短いため、お電話がつながっている間にお開きいただくのが確実です。一度に接続できるアカウントは一つです。完了の表示が出ましたら、同じリンクをもう一度開いて、次のアカウントを接続してください。',
      safety:
        'リンク先は {host} です。弊社のために接続を保管するサービス、Nango Connectのページです。私どもがパスワード、キー、コードをお尋ねすることはございません。このお電話にご不安がある場合は、いったんお切りになり、すでにご存じの番号までおかけ直しください。',
    },
  },
  sheet: {
    works: 'このリンクは{until}ご利用いただけます。',
    scan: 'スマートフォンのカメラでコードを読み取るか、アドレスをブラウザに入力してください。',
    handoff: {
      follow: '「続ける」を押して、ページの質問にお答えください。',
      one: 'そこでアカウントを接続してください。完了すると、ページに表示されます。',
      other: '一覧のアカウントを一つずつ接続してください。完了すると、ページに表示されます。',
    },
    nango: {
      follow: 'Nango Connectというページの案内に沿って進み、提供元自身のページで同意してください。',
      one: '完了の表示が出ましたら、ページを閉じていただけます。',
      other:
        '完了の表示が出ましたら、コードをもう一度読み取って次のアカウントへ進み、すべて接続してください。',
    },
  },
  answer: {
    written: 'ご依頼いただいた新しいリンクをお送りします。',
    sms: 'ご希望の新しいリンクをお送りします。',
    phone: '新しいリンクをご希望と伺いました。',
  },
  receipt: {
    when: '{day} {time}（{zone}）',
    nobody: 'サポート担当',
    done: {
      one: done,
      other: done,
      again: '{sender}よりお願いしておりました{integrations}のアカウントの再接続が、{when}に完了しました。',
    },
    subject: '{{integrations}}の接続完了のお知らせ',
    body: `{{customer.name}}様

お世話になっております。
{{done}}

これ以上のお手続きは不要です。取り消しをご希望の場合は、{{sender}}までご連絡いただくか、提供元のアカウントの設定でアクセス権を削除してください。

お客様ご自身によるものでない場合は、このメールへの返信、または{{sender}}まで、至急ご連絡ください。

どうぞよろしくお願いいたします。
{{company}}
{{agent.firstName}}`,
  },
}
