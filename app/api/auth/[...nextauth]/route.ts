import { finishSignIn } from '@/lib/doors/auth-door'

export { finishSignIn as GET }
