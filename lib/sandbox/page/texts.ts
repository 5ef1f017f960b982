export const en: Texts = {
  sandboxNote: 'An imitation for trying things out. Nothing you type here is kept.',
  pickTitle: 'What would you like to connect?',
  pickHint: 'Choose one. To connect another one later, open your link again.',
  connectTitle: (name) => `Connect ${name}`,
  oauthHint: (name) => `You will be taken to ${name} to give your permission.`,
  noneHint: (name) => `${name} needs no sign-in. Press the button to connect it.`,
  secretHint: 'Type anything, but nothing real. The word “invalid” is refused, to show what that looks like.',
  connect: 'Connect',
  back: 'Back to the list',
  apiKey: 'API key',
  username: 'Username',
  password: 'Password',
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  missing: (label) => `Fill in “${label}”.`,
  malformed: (label, example) => `“${label}” does not look right. Example: ${example}`,
  rejected: 'These details were refused. Check them and try again.',
  providerTitle: (name) => `${name} (imitated)`,
  providerHint: (name) => `This page stands in for the sign-in page of ${name}. You are not at ${name}.`,
  providerAsks: 'The app asks for permission to use',
  allow: 'Allow',
  deny: 'Deny',
  successTitle: 'Success!',
  successText: (name) => `${name} is connected.`,
  closeTab: 'You can now close this tab.',
  connecting: 'Connecting…',
  popupBlocked: 'The sign-in window was blocked by your browser. Please allow pop-ups, then try again.',
  popupClosed: 'The sign-in window was closed before the end. Please try again.',
  failedGeneric: 'Something went wrong on the way, and nothing was connected. You can try again.',
  backToForm: 'Back',
  failedTitle: 'Connection failed',
  failedGone: 'The link was withdrawn before you finished. Ask the person who sent it for a new one.',
  failedUnknown: 'This step was already finished, or it took too long. Open your link again.',
  directTitle: "This page can't be opened directly.",
  directText: 'Please start a connection from your application.',
}

export const fr: Texts = {
  sandboxNote: 'Une imitation pour faire des essais. Rien de ce que vous tapez n’est conservé.',
  pickTitle: 'Que souhaitez-vous connecter ?',
  pickHint: 'Choisissez un service. Pour en connecter un autre ensuite, rouvrez votre lien.',
  connectTitle: (name) => `Connecter ${name}`,
  oauthHint: (name) => `Vous allez passer par ${name} pour donner votre accord.`,
  noneHint: (name) => `${name} ne demande pas d’identification. Appuyez sur le bouton pour connecter.`,
  secretHint: 'Tapez n’importe quoi, mais rien de réel. Le mot « invalid » est refusé, à titre d’exemple.',
  connect: 'Connecter',
  back: 'Retour à la liste',
  apiKey: 'Clé API',
  username: 'Nom d’utilisateur',
  password: 'Mot de passe',
  clientId: 'Identifiant client',
  clientSecret: 'Secret client',
  missing: (label) => `Remplissez « ${label} ».`,
  malformed: (label, example) => `« ${label} » semble incorrect. Exemple : ${example}`,
  rejected: 'Ces informations ont été refusées. Vérifiez-les et réessayez.',
  providerTitle: (name) => `${name} (imité)`,
  providerHint: (name) =>
    `Cette page remplace la page de connexion de ${name}. Vous n’êtes pas chez ${name}.`,
  providerAsks: 'L’application demande l’accès à',
  allow: 'Autoriser',
  deny: 'Refuser',
  successTitle: 'C’est fait !',
  successText: (name) => `${name} est connecté.`,
  closeTab: 'Vous pouvez fermer cet onglet.',
  connecting: 'Connexion en cours…',
  popupBlocked:
    'La fenêtre de connexion a été bloquée par votre navigateur. Autorisez les fenêtres pop-up, puis réessayez.',
  popupClosed: 'La fenêtre de connexion a été fermée avant la fin. Veuillez réessayer.',
  failedGeneric: 'Une étape a échoué et rien n’a été connecté. Vous pouvez réessayer.',
  backToForm: 'Retour',
  failedTitle: 'Échec de la connexion',
  failedGone: 'Le lien a été retiré avant la fin. Demandez-en un nouveau à la personne qui vous l’a envoyé.',
  failedUnknown: 'Cette étape est déjà terminée ou a duré trop longtemps. Rouvrez votre lien.',
  directTitle: 'Cette page ne peut pas être ouverte directement.',
  directText: 'Ouvrez-la avec le lien complet que vous avez reçu.',
}

export const de: Texts = {
  sandboxNote: 'Eine Nachbildung zum Ausprobieren. Nichts, was Sie eingeben, wird gespeichert.',
  pickTitle: 'Was möchten Sie verbinden?',
  pickHint: 'Wählen Sie einen Dienst. Für einen weiteren öffnen Sie Ihren Link danach noch einmal.',
  connectTitle: (name) => `${name} verbinden`,
  oauthHint: (name) => `Sie gehen gleich zu ${name} und geben dort Ihre Zustimmung.`,
  noneHint: (name) => `${name} braucht keine Anmeldung. Drücken Sie zum Verbinden auf die Taste.`,
  secretHint: 'Geben Sie Beliebiges ein, aber nichts Echtes. Das Wort „invalid“ wird zur Probe abgelehnt.',
  connect: 'Verbinden',
  back: 'Zurück zur Liste',
  apiKey: 'API-Schlüssel',
  username: 'Benutzername',
  password: 'Passwort',
  clientId: 'Client-ID',
  clientSecret: 'Client-Geheimnis',
  missing: (label) => `Füllen Sie „${label}“ aus.`,
  malformed: (label, example) => `„${label}“ sieht nicht richtig aus. Beispiel: ${example}`,
  rejected: 'Diese Angaben wurden abgelehnt. Prüfen Sie sie und versuchen Sie es noch einmal.',
  providerTitle: (name) => `${name} (nachgebildet)`,
  providerHint: (name) => `Diese Seite steht für die Anmeldeseite von ${name}. Sie sind nicht bei ${name}.`,
  providerAsks: 'Die App bittet um Zugriff auf',
  allow: 'Erlauben',
  deny: 'Ablehnen',
  successTitle: 'Geschafft!',
  successText: (name) => `${name} ist verbunden.`,
  closeTab: 'Sie können diesen Tab jetzt schließen.',
  connecting: 'Verbindung wird hergestellt …',
  popupBlocked:
    'Das Anmeldefenster wurde vom Browser blockiert. Bitte erlauben Sie Pop-ups und versuchen Sie es noch einmal.',
  popupClosed: 'Das Anmeldefenster wurde vor dem Ende geschlossen. Bitte versuchen Sie es noch einmal.',
  failedGeneric:
    'Unterwegs ist etwas schiefgegangen; es wurde nichts verbunden. Sie können es noch einmal versuchen.',
  backToForm: 'Zurück',
  failedTitle: 'Verbindung fehlgeschlagen',
  failedGone: 'Der Link wurde zurückgezogen, bevor Sie fertig waren. Bitten Sie um einen neuen.',
  failedUnknown:
    'Dieser Schritt ist schon erledigt oder hat zu lange gedauert. Öffnen Sie Ihren Link noch einmal.',
  directTitle: 'Diese Seite kann nicht direkt geöffnet werden.',
  directText: 'Öffnen Sie sie über den vollständigen Link, den Sie bekommen haben.',
}

export const es: Texts = {
  sandboxNote: 'Una imitación para hacer pruebas. Nada de lo que escriba aquí se guarda.',
  pickTitle: '¿Qué quiere conectar?',
  pickHint: 'Elija un servicio. Para conectar otro después, vuelva a abrir su enlace.',
  connectTitle: (name) => `Conectar ${name}`,
  oauthHint: (name) => `Irá a ${name} para dar su permiso.`,
  noneHint: (name) => `${name} no pide identificarse. Pulse el botón para conectar.`,
  secretHint: 'Escriba cualquier cosa, pero nada real. La palabra «invalid» se rechaza, como muestra.',
  connect: 'Conectar',
  back: 'Volver a la lista',
  apiKey: 'Clave de API',
  username: 'Usuario',
  password: 'Contraseña',
  clientId: 'ID de cliente',
  clientSecret: 'Secreto de cliente',
  missing: (label) => `Rellene «${label}».`,
  malformed: (label, example) => `«${label}» no parece correcto. Ejemplo: ${example}`,
  rejected: 'Estos datos fueron rechazados. Revíselos y vuelva a intentarlo.',
  providerTitle: (name) => `${name} (imitado)`,
  providerHint: (name) => `Esta página hace las veces del inicio de sesión de ${name}. No está en ${name}.`,
  providerAsks: 'La aplicación pide permiso para usar',
  allow: 'Permitir',
  deny: 'Denegar',
  successTitle: '¡Listo!',
  successText: (name) => `${name} está conectado.`,
  closeTab: 'Ya puede cerrar esta pestaña.',
  connecting: 'Conectando…',
  popupBlocked:
    'El navegador bloqueó la ventana de acceso. Permita las ventanas emergentes e inténtelo de nuevo.',
  popupClosed: 'La ventana de acceso se cerró antes de terminar. Inténtelo de nuevo.',
  failedGeneric: 'Algo falló por el camino y no se conectó nada. Puede intentarlo de nuevo.',
  backToForm: 'Volver',
  failedTitle: 'No se pudo conectar',
  failedGone: 'El enlace se retiró antes de que terminara. Pida uno nuevo a quien se lo envió.',
  failedUnknown: 'Este paso ya terminó o duró demasiado. Vuelva a abrir su enlace.',
  directTitle: 'Esta página no se puede abrir directamente.',
  directText: 'Ábrala con el enlace completo que recibió.',
}

export const ja: Texts = {
  sandboxNote: 'お試し用の模擬ページです。入力した内容は保存されません。',
  pickTitle: 'どのサービスを接続しますか？',
  pickHint: '一つ選んでください。ほかのサービスを接続するときは、もう一度リンクを開いてください。',
  connectTitle: (name) => `${name} を接続`,
  oauthHint: (name) => `${name} に移動して、許可していただきます。`,
  noneHint: (name) => `${name} はサインイン不要です。ボタンを押すと接続します。`,
  secretHint: '本物ではない値を入力してください。「invalid」と入力すると、拒否された場合の動きを試せます。',
  connect: '接続',
  back: '一覧に戻る',
  apiKey: 'API キー',
  username: 'ユーザー名',
  password: 'パスワード',
  clientId: 'クライアント ID',
  clientSecret: 'クライアントシークレット',
  missing: (label) => `「${label}」を入力してください。`,
  malformed: (label, example) => `「${label}」の形式が正しくありません。例: ${example}`,
  rejected: '入力内容が受け付けられませんでした。確認して、もう一度お試しください。',
  providerTitle: (name) => `${name}（模擬）`,
  providerHint: (name) => `これは ${name} のサインイン画面の代わりです。実際の ${name} ではありません。`,
  providerAsks: 'アプリが求めている権限',
  allow: '許可する',
  deny: '拒否する',
  successTitle: '完了しました',
  successText: (name) => `${name} を接続しました。`,
  closeTab: 'このタブを閉じてもかまいません。',
  connecting: '接続しています…',
  popupBlocked:
    'ログイン画面がブラウザーにブロックされました。ポップアップを許可して、もう一度お試しください。',
  popupClosed: '完了する前にログイン画面が閉じられました。もう一度お試しください。',
  failedGeneric: '途中で問題が起き、何も接続されませんでした。もう一度お試しください。',
  backToForm: '戻る',
  failedTitle: '接続できませんでした',
  failedGone: '完了する前にリンクが取り消されました。送信者に新しいリンクを依頼してください。',
  failedUnknown: 'この手順は完了済みか、時間がかかりすぎました。もう一度リンクを開いてください。',
  directTitle: 'このページは直接開けません。',
  directText: '受け取ったリンク全体を使って開いてください。',
}

/** Every sentence of the hosted page; a function takes the display name of an integration or the label of a field. */
export type Texts = {
  sandboxNote: string
  pickTitle: string
  pickHint: string
  connectTitle: (name: string) => string
  oauthHint: (name: string) => string
  noneHint: (name: string) => string
  secretHint: string
  connect: string
  back: string
  apiKey: string
  username: string
  password: string
  clientId: string
  clientSecret: string
  missing: (label: string) => string
  malformed: (label: string, example: string) => string
  rejected: string
  providerTitle: (name: string) => string
  providerHint: (name: string) => string
  providerAsks: string
  allow: string
  deny: string
  successTitle: string
  successText: (name: string) => string
  closeTab: string
  /** On the button while the provider's window is open. */
  connecting: string
  popupBlocked: string
  popupClosed: string
  failedGeneric: string
  backToForm: string
  failedTitle: string
  failedGone: string
  failedUnknown: string
  directTitle: string
  directText: string
}

export const texts = { en, fr, de, es, ja }

export type Language = keyof typeof texts

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(texts, text)
}
