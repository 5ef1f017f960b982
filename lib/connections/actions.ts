'use server'

import { staffAction } from '@/lib/guards/staff-action'
import { reconnectLink } from '@/lib/links/reconnect'
import { ReconnectLinkInput } from '@/lib/links/schema/create'

import { disconnectConnection } from './disconnect'
import { retagConnection } from './retag'
import { DisconnectInput, RetagInput, SettleAlarmInput } from './schema'
import { settleAlarm } from './settle-alarm'

/** The "Create reconnect link" button. */
export const reconnectLinkAction = staffAction(
  { name: 'link.reconnect', input: ReconnectLinkInput, doing: 'create' },
  reconnectLink,
)

/** The "Save tags" button. Errors name the tags by their place in `set`. */
export const retagConnectionAction = staffAction(
  { name: 'connection.retag', input: RetagInput, doing: 'connection' },
  retagConnection,
)

/** The "Disconnect" button, after what it asks for was typed. */
export const disconnectConnectionAction = staffAction(
  { name: 'connection.disconnect', input: DisconnectInput, doing: 'connection' },
  disconnectConnection,
)

/** The card's answers to an alarm that is a guess. */
export const settleAlarmAction = staffAction(
  { name: 'alarm.settle', input: SettleAlarmInput, doing: 'connection' },
  settleAlarm,
)
