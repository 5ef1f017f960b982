import 'server-only'
import type { MessageTexts } from './en'

export const french: MessageTexts = {
  nobody: { customer: '', sender: 'le support technique' },
  from: '{agent} ({company})',
  space: ' ',
  until: {
    today: 'jusqu’à {time} ({zone}) {day}',
    tomorrow: 'jusqu’à {day}, {time} ({zone})',
    later: 'jusqu’au {day} à {time} ({zone})',
    dated: '{date}, {zone}',
  },
  reminder: {
    subject: 'Rappel\u00A0: {subject}',
    request: 'Ceci est un rappel.',
    noMore: 'Pour ne plus recevoir de rappel de ce lien : {url}',
  },
  templates: {
    email: {
      subject: 'Merci de connecter {{integrations}}',
      body: `Bonjour {{customer.name}},

{{request}}

Pour cela, ouvrez ce lien\u00A0:
{{link}}

Il est valable {{until}}. {{notes}}

{{safety}}

Cordialement,
{{agent.firstName}}
{{company}}`,
    },
    sms: `{{request}}
{{link}}
Valable {{until}}. {{notes}} {{safety}}`,
    chat: `Bonjour {{customer.name}},
{{request}}

{{link}}

Ce lien est valable {{until}}. {{notes}}

{{safety}}`,
    phone: `Bonjour {{customer.name}}. {{request}}

Vous recevez pour cela un lien de notre part. Il est valable {{until}}. {{notes}}

{{safety}}`,
  },
  written: {
    request: {
      one: '{sender} vous demande de connecter votre compte {integrations}.',
      other: '{sender} vous demande de connecter vos comptes {integrations}.',
      again: '{sender} vous demande de reconnecter votre compte {integrations}.',
    },
    check: {
      none: '',
      email: 'La page vous demande d’abord votre adresse e-mail.',
      digits: 'La page vous envoie d’abord six chiffres par e-mail et vous les demande.',
      words: 'La page vous demande d’abord les deux mots que nous vous lisons au téléphone.',
    },
    handoff: {
      one: 'D’ici là, vous pouvez quitter la page et y revenir.',
      other: 'La page présente tous les comptes\u00A0; d’ici là, vous pouvez la quitter et y revenir.',
      safety:
        'Pour vérifier que ce message vient bien de nous\u00A0: l’adresse commence par {origin} (regardez-la avant d’ouvrir le lien). Nous ne vous demandons jamais de mot de passe, de clé ni de code par message ou au téléphone\u00A0; vous ne les saisissez que sur la page du fournisseur lui-même ou dans le formulaire que ce lien ouvre. Si vous ne vous attendiez pas à ce message, choisissez «\u00A0Je ne m’y attendais pas\u00A0» sur la page.',
    },
    nango: {
      one: 'Le délai est court\u00A0: merci de l’ouvrir dès maintenant. Quand la page indique que la connexion a réussi, vous pouvez la fermer.',
      other:
        'Le délai est court\u00A0: merci de l’ouvrir dès maintenant. La page connecte un compte à la fois\u00A0: quand elle indique que la connexion a réussi, rouvrez le même lien pour le compte suivant.',
      safety:
        'Pour vérifier que ce message vient bien de nous\u00A0: n’ouvrez le lien que si vous venez d’être en contact avec nous. Il mène à Nango Connect ( {origin} ), le service qui conserve la connexion pour nous. Nous ne vous demandons jamais de mot de passe, de clé ni de code par message ou au téléphone\u00A0; vous ne les saisissez que sur la page du fournisseur lui-même ou dans le formulaire que ce lien ouvre. En cas de doute, appelez-nous à un numéro que vous connaissez déjà.',
    },
  },
  sms: {
    request: {
      one: '{sender} vous demande de connecter votre compte {integrations} :',
      other: '{sender} vous demande de connecter vos comptes {integrations} :',
      again: '{sender} vous demande de reconnecter votre compte {integrations} :',
    },
    check: { none: '', email: '', digits: '', words: '' },
    handoff: {
      one: '',
      other: '',
      safety:
        'Il vient de nous seulement s’il commence par {origin} Jamais de mot de passe ni de code par téléphone.',
    },
    nango: {
      one: '',
      other: 'Rouvrez-le pour chaque compte.',
      safety: 'Nous ne demandons jamais de mot de passe ni de code. En cas de doute, appelez-nous.',
    },
  },
  phone: {
    request: {
      one: 'Ici {sender}. Je voudrais vous demander de connecter votre compte {integrations}.',
      other: 'Ici {sender}. Je voudrais vous demander de connecter vos comptes {integrations}.',
      again: 'Ici {sender}. Je voudrais vous demander de reconnecter votre compte {integrations}.',
    },
    check: {
      none: '',
      email: 'La page vous demande d’abord votre adresse e-mail.',
      digits: 'La page vous envoie d’abord six chiffres par e-mail et vous les demande.',
      words: 'La page vous demande d’abord deux mots. Je vous les lirai à ce moment-là.',
    },
    handoff: {
      one: 'D’ici là, vous pouvez quitter la page et y revenir.',
      other: 'La page présente tous les comptes\u00A0; d’ici là, vous pouvez la quitter et y revenir.',
      safety:
        'Avant de l’ouvrir, regardez l’adresse\u00A0: elle commence par {host}, suivi d’une barre oblique. Je ne vous demanderai ni mot de passe, ni clé, ni code, et personne d’autre chez nous non plus. Si quelqu’un le fait, raccrochez.',
    },
    nango: {
      one: 'Le délai est court\u00A0: le mieux est de l’ouvrir pendant que nous parlons. Quand la page indique que la connexion a réussi, vous pouvez la fermer.',
      other:
        'Le délai est court\u00A0: le mieux est de l’ouvrir pendant que nous parlons. La page connecte un compte à la fois\u00A0: quand elle indique que la connexion a réussi, rouvrez le même lien pour le compte suivant.',
      safety:
        'Il mène à {host}\u00A0: c’est Nango Connect, le service qui conserve la connexion pour nous. Je ne vous demanderai ni mot de passe, ni clé, ni code. Si vous avez un doute sur cet appel, raccrochez et rappelez-nous à un numéro que vous connaissez déjà.',
    },
  },
  digits: {
    subject: 'Vos six chiffres',
    body: `Bonjour {{customer.name}},

Le lien que {{sender}} vous a donné a été ouvert, et ces six chiffres y ont été demandés\u00A0:

{{digits}}

Saisissez-les sur la page qui les a demandés. Ils sont valables dix minutes, sur cette page seulement.

Si ce n’était pas vous, ne faites rien\u00A0: sans ces chiffres, personne ne peut continuer. Ne les donnez à personne, même au téléphone\u00A0; nous ne vous les demandons jamais ainsi.`,
  },
  sheet: {
    works: 'Ce lien est valable {until}.',
    scan: 'Scannez le code avec l’appareil photo de votre téléphone, ou saisissez l’adresse dans un navigateur.',
    handoff: {
      follow: 'Choisissez «\u00A0Continuer\u00A0» et répondez à ce que la page demande.',
      one: 'Connectez-y le compte. La page vous dit quand c’est terminé.',
      other: 'Connectez chaque compte de la liste. La page vous dit quand c’est terminé.',
    },
    nango: {
      follow:
        'Suivez la page, qui s’appelle Nango Connect, et donnez votre accord sur la page du fournisseur.',
      one: 'Quand elle indique que la connexion a réussi, vous pouvez la fermer.',
      other:
        'Quand elle indique que la connexion a réussi, scannez à nouveau le code pour le compte suivant, jusqu’au dernier.',
    },
  },
  answer: {
    written: 'Un nouveau lien a été demandé\u00A0; le voici.',
    sms: 'Voici le nouveau lien.',
    phone: 'Un nouveau lien nous a été demandé.',
  },
  receipt: {
    when: '{day} à {time} ({zone})',
    nobody: 'notre support technique',
    done: {
      one: 'Votre compte {integrations} a été connecté le {when}, comme {sender} vous l’avait demandé.',
      other: 'Vos comptes {integrations} ont été connectés le {when}, comme {sender} vous l’avait demandé.',
      again: 'Votre compte {integrations} a été reconnecté le {when}, comme {sender} vous l’avait demandé.',
    },
    subject: 'Connexion effectuée\u00A0: {{integrations}}',
    body: `Bonjour {{customer.name}},

{{done}}

Vous n’avez plus rien à faire. Si vous souhaitez revenir en arrière, prévenez {{contact}}, ou retirez l’accès dans votre compte chez le fournisseur.

Si ce n’était pas vous, répondez à cet e-mail ou prévenez {{contact}} sans attendre.

Cordialement,
{{agent.firstName}}
{{company}}`,
  },
}
