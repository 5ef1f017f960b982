/** Nango takes 10 tags on a connect session (packages/shared/lib/services/tags/schema.ts in NangoHQ/nango). */
export const tagLimit = 10
