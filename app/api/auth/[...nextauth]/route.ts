import { getAuth, postAuth } from '@/lib/doors/auth-door'

export { getAuth as GET, postAuth as POST }
