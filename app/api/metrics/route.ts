import { getMetrics } from '@/lib/process/metrics'

export { getMetrics as GET }
