import { signOut } from '@/lib/guards/sign-in'

/** A route and not an action: the browser has to load a new document, so that nothing of the old one stays in its memory. */
export const POST = signOut
