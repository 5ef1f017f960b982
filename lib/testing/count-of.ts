/** How often a repeated check runs: `usual` in `npm test`, `evidence` in `npm run evidence`. */
export const countOf = (usual: number, evidence: number) => (process.env['EVIDENCE'] ? evidence : usual)
