import { ApiFailure } from './api-failure'

/** Messages of packages/shared/lib/utils/error.ts. */
const messages = {
  missing_auth_header: 'The request is missing the Authorization header.',
  malformed_auth_header: 'The Authorization header is malformed.',
  invalid_secret_key_format: 'The provided secret key is not a UUID v4.',
  unknown_account: 'The provided authorization header does not match any account.',
  missing_public_key: 'The request is missing a valid public key parameter.',
  invalid_public_key: 'The provided public key is not a UUID v4.',
  invalid_connect_session_token_format:
    'The provided connect session token is not following correct format: nango_connect_session_RANDOM)',
  unknown_connect_session_token: 'The provided connect session token does not match any account.',
}

export function authFailure(code: keyof typeof messages): ApiFailure {
  return new ApiFailure(401, { message: `Authentication failed. ${messages[code]}`, code, payload: {} })
}
