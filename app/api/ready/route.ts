import { getReady } from '@/lib/doors/health-door'

export { getReady as GET }
