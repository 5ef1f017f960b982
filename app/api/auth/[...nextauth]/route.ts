import { finishSignIn } from '@/lib/guards/sign-in'

export { finishSignIn as GET }
