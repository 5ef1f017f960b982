import { beginFromForm } from '@/lib/guards/sign-in'

/** A route and not an action: its address is the same in every release, so that no page of another one is turned away. */
export const POST = beginFromForm
