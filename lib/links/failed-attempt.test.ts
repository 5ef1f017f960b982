import { expect, it } from 'vitest'

import { toAttemptFailure } from './words'

const callback = 'Did not get authorization code in the callback.'

// The first three descriptions are recorded: story-failed-denied, story-failed-token-exchange, story-failed-no-code.
it.each([
  [
    'invalid_callback',
    `${callback} Provider error: error: access_denied; error_description: The user denied access`,
    'declined',
  ],
  ['unknown', '{\n  "name": "Error",\n  "message": "Response Error: 400 Bad Request"\n}', 'misconfigured'],
  ['invalid_callback', callback, 'unknown'],
  ['invalid_callback', `${callback} Provider error: error: user_cancelled_login`, 'declined'],
  [
    'invalid_callback',
    `${callback} Provider error: error: invalid_scope; error_description: no`,
    'misconfigured',
  ],
  [
    'invalid_callback',
    `${callback} Provider error: error: server_error; error_description: error: access_denied`,
    'unknown',
  ],
  ['something_new', 'error: access_denied', 'unknown'],
  [undefined, '', 'unknown'],
] as const)('%s "%s" is %s', (type, description, kind) => {
  expect(toAttemptFailure(type, description)).toBe(kind)
})
