import { randomUUID } from 'node:crypto'

import { type ActionRow, everyRole } from './row'

const signedOut = 'signed_out'
const nobodysPreset = 'pst_01ARZ3NDEKTSV4RRFFQ69G5FAV'

/** Who may save, rename and remove presets; whose they have to be, `lib/presets/presets.db.test.ts` shows. */
export const presetActions: ActionRow[] = [
  {
    kind: 'action',
    name: 'action savePresetAction',
    about: 'nothing',
    ask: () => [
      {
        name: randomUUID(),
        isShared: false,
        replaces: false,
        content: { integrations: ['github'], language: null, tags: [], advanced: {} },
      },
    ],
    gets: { ...everyRole('done + changed'), viewer: 'not_allowed', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action renamePresetAction',
    about: 'nothing',
    ask: () => [{ id: nobodysPreset, name: 'Another name' }],
    gets: { ...everyRole('preset_not_found'), viewer: 'not_allowed', else: signedOut },
  },
  {
    kind: 'action',
    name: 'action removePresetAction',
    about: 'nothing',
    ask: () => [nobodysPreset],
    gets: { ...everyRole('preset_not_found'), viewer: 'not_allowed', else: signedOut },
  },
]
