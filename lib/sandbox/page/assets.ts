const darkColours = `
    --ground: #0e1413; --card: #171f1e; --ink: #e9efed; --soft: #a5b2af; --line: #2d3937; --field: #6e7c79;
    --accent: #55c2b8; --accent-ink: #06201e; --accent-over: #7ad3ca;
    --badge: #4a3a0d; --badge-ink: #fbe3a3; --bad: #ff9d92; --bad-ground: #34191a; --good: #7fdca0; --good-ground: #16301f;
`

/** The whole style of the hosted page; colours meet AA in both schemes. */
export const styleSheet = `
:root {
  --ground: #f3f5f5; --card: #ffffff; --ink: #17211f; --soft: #54615f; --line: #d6dddb; --field: #84918e;
  --accent: #0f6460; --accent-ink: #ffffff; --accent-over: #0b4f4c;
  --badge: #fdeab8; --badge-ink: #5c4100; --bad: #a8241c; --bad-ground: #fdf0ee; --good: #17713a; --good-ground: #e3f4e9;
}
@media (prefers-color-scheme: dark) {
  :root:not(.light) { ${darkColours} }
}
:root.dark { ${darkColours} }
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
html.dark { color-scheme: dark; }
html.light { color-scheme: light; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; padding: 0 16px 32px; background: var(--ground); color: var(--ink);
  font: 16px/24px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  display: flex; flex-direction: column; align-items: center;
}
.banner { width: 100%; max-width: 420px; padding: 16px 0; color: var(--soft); font-size: 14px; line-height: 20px; }
.banner p { display: flex; gap: 12px; align-items: flex-start; margin: 0; }
.badge {
  flex: none; padding: 2px 10px; border-radius: 999px; background: var(--badge); color: var(--badge-ink);
  font-size: 13px; line-height: 20px; font-weight: 600;
}
.card {
  position: relative; width: 100%; max-width: 420px; padding: 24px 20px; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px;
}
h1 { margin: 0 0 8px; font-size: 22px; line-height: 28px; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.logo { display: block; width: 48px; height: 48px; margin: 0 0 16px; }
form { margin: 0; }
.field { margin: 0 0 16px; }
.field label { display: block; margin-bottom: 6px; font-weight: 600; font-size: 15px; }
.field .hint { margin: 6px 0 0; font-size: 14px; line-height: 20px; color: var(--soft); }
.box {
  display: flex; align-items: stretch; border: 1px solid var(--field); border-radius: 8px; background: var(--card); overflow: hidden;
}
.box:focus-within { outline: 2px solid var(--accent); outline-offset: 2px; }
.box.bad { border-color: var(--bad); }
.box input {
  flex: 1; min-width: 0; min-height: 44px; padding: 8px 12px; border: 0; background: transparent; color: inherit;
  font: inherit; outline: none;
}
.box .suffix { align-self: center; padding: 0 12px 0 0; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.field .hint:empty { display: none; }
.fault { margin: 6px 0 0; color: var(--bad); font-size: 14px; line-height: 20px; font-weight: 600; }
.alert { padding: 12px 14px; border-radius: 8px; background: var(--bad-ground); color: var(--bad); font-weight: 600; }
.button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 48px; padding: 10px 16px;
  border: 1px solid transparent; border-radius: 8px; background: var(--accent); color: var(--accent-ink);
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
.button:hover { background: var(--accent-over); }
.button.quiet { background: transparent; color: var(--ink); border-color: var(--field); }
.button.quiet:hover { background: var(--ground); }
.button:focus-visible, .pick:focus-visible, .leave:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.stack { display: grid; gap: 12px; margin-top: 20px; }
.picks { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.pick {
  display: flex; align-items: center; gap: 14px; width: 100%; min-height: 60px; padding: 8px 14px;
  border: 1px solid var(--line); border-radius: 10px; background: transparent; color: inherit; font: inherit;
  font-weight: 600; text-align: start; cursor: pointer;
}
.pick:hover { background: var(--ground); border-color: var(--field); }
.pick img { flex: none; width: 36px; height: 36px; }
.pick::after { content: ""; margin-inline-start: auto; flex: none; width: 8px; height: 8px; border: solid var(--soft); border-width: 2px 2px 0 0; transform: rotate(45deg); }
.scopes { margin: 0 0 4px; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 8px; }
.scopes li {
  padding: 2px 10px; border: 1px solid var(--line); border-radius: 6px;
  font: 14px/22px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere;
}
.notice { text-align: center; padding: 16px 0 8px; }
.notice p:last-of-type { margin-bottom: 0; }
.mark {
  display: grid; place-items: center; width: 64px; height: 64px; margin: 0 auto 20px; border-radius: 50%;
  background: var(--bad-ground); color: var(--bad);
}
.mark.good { background: var(--good-ground); color: var(--good); }
.mark svg { width: 32px; height: 32px; fill: none; stroke: currentColor; stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
.framed-only { display: none; }
.framed .framed-only { display: grid; }
.framed .top-only { display: none; }
.framed .card > h1 { padding-inline-end: 32px; }
.framed:not(.given-up) [data-step="waiting"], .framed[data-faults~="storage-blocked"] body { visibility: hidden; }
.leave {
  position: absolute; inset-block-start: 8px; inset-inline-end: 8px; place-items: center; width: 44px; height: 44px; padding: 0;
  border: 0; border-radius: 8px; background: transparent; color: var(--soft); cursor: pointer;
}
.leave:hover { background: var(--ground); color: var(--ink); }
.leave svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
body.wide > * { max-width: 640px; }
.card a { color: var(--accent); font-weight: 600; }
.mails { list-style: none; margin: 16px 0 0; padding: 0; }
.mails li { padding: 12px 0; border-top: 1px solid var(--line); }
.mails a { display: block; padding: 4px 0; text-decoration: none; overflow-wrap: anywhere; }
.mails p { margin: 0; font-size: 14px; line-height: 20px; }
.mail { padding-top: 16px; border-top: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
.detail { margin-top: 12px; font-size: 14px; line-height: 20px; color: var(--soft); }
@media (min-width: 600px) {
  body { padding-top: 9vh; }
  .card { padding: 32px; }
}
`

/** The script of the pop-up's last page: notifies whoever listens, and closes the window half a second after a success. */
export const callbackScript = `'use strict'
const { message, detail } = document.querySelector('main').dataset
const isGood = message === 'nango_oauth_callback_success'
const note = isGood ? { type: message } : { type: message, payload: { message: detail, errorType: 'connection_validation_failed' } }
if (window.opener) window.opener.postMessage(note, '*')
const channel = new BroadcastChannel('nango-oauth-callback')
channel.postMessage(note)
channel.close()
addEventListener('message', ({ data }) => {
  if (data && data.type === 'nango_oauth_callback_ack') window.close()
})
if (isGood) setTimeout(() => window.close(), 500)
`
