import { getHealth } from '@/lib/doors/health-door'

export { getHealth as GET }
