/** Who asks. Tools bring an API key, people a session; whoever is signed out brings nothing. */
export const people = ['viewer', 'agent', 'admin', 'disabled'] as const
export const tools = ['key create', 'key read', 'key revoke', 'key revoked', 'key expired'] as const
export const subjects = [...people, ...tools, 'signed out'] as const

export type Person = (typeof people)[number]
export type Tool = (typeof tools)[number]
export type Subject = (typeof subjects)[number]

export const isPerson = (subject: Subject): subject is Person => people.some((person) => person === subject)
