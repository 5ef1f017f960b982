import { RevokeApiKey } from '@/components/settings/revoke-api-key.client'
import { tdLook, trLook } from '@/components/table/table-look'
import { Icon, type IconName } from '@/components/ui/icon.client'
import { LocalMoment } from '@/components/ui/local-moment.client'
import { type ApiKeyActions, type ApiKeyState, type ApiKeyView, scopeWords } from '@/lib/core/api-key-view'

const states: Record<ApiKeyState, { icon: IconName; word: string; tone: string }> = {
  active: { icon: 'checkCircle', word: 'Active', tone: 'text-status-connected' },
  expired: { icon: 'hourglass', word: 'Expired', tone: 'text-status-ended' },
  revoked: { icon: 'ban', word: 'Revoked', tone: 'text-status-ended' },
}

type KeyRowProps = { apiKey: ApiKeyView; revoke: ApiKeyActions['revoke'] }

export function KeyRow({ apiKey, revoke }: KeyRowProps) {
  const { icon, word, tone } = states[apiKey.state]
  return (
    <tr className={trLook}>
      <td className={`${tdLook} font-medium break-words`}>{apiKey.name}</td>
      <td className={tdLook}>{apiKey.scopes.map((scope) => scopeWords[scope].name).join(', ')}</td>
      <td className={`${tdLook} font-mono text-xs`}>…{apiKey.ending}</td>
      <td className={`${tdLook} text-muted`}>
        <Said>Made </Said>
        <LocalMoment at={apiKey.createdAt} /> by {apiKey.makerName}
      </td>
      <td className={`${tdLook} text-muted`}>
        <Said>Expires </Said>
        {apiKey.expiresAt ? <LocalMoment at={apiKey.expiresAt} /> : 'Never'}
      </td>
      <td className={`${tdLook} text-muted`}>
        <Said>Last used </Said>
        {apiKey.lastUsedAt ? <LocalMoment at={apiKey.lastUsedAt} /> : 'Never'}
      </td>
      <td className={tdLook}>
        <span className={`inline-flex items-center gap-1.5 ${tone}`}>
          <Icon name={icon} className="size-3.5" />
          {word}
        </span>
      </td>
      <td className={`${tdLook} max-md:empty:hidden md:text-right`}>
        {apiKey.state === 'active' && <RevokeApiKey apiKey={apiKey} revoke={revoke} />}
      </td>
    </tr>
  )
}

/** What the column's heading says, where a row is a small card. */
function Said({ children }: { children: string }) {
  return <span className="md:hidden">{children}</span>
}
