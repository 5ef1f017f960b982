/** The address of the receiver of the desk's webhooks. Its path and query may hold a secret. */
export const receiverSetting = 'DESK_WEBHOOK_URL'
