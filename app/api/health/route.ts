import { getHealth } from '@/lib/process/health'

export { getHealth as GET }
