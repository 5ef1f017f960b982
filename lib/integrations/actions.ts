'use server'

import { staffAction } from '@/lib/guards/staff-action'

import { changeHostList } from './change-hosts'
import { HostListInput } from './schema/hosts'

/** A host on, or off, the list of an integration. */
export const changeHostListAction = staffAction(
  { name: 'hosts.change', input: HostListInput, doing: 'staff' },
  changeHostList,
)
