/** What customers see of the company whose desk it is; null where nobody set it. */
export type CompanyView = { name: string | null; logoUrl: string | null }
