import { runSteps } from './run-steps'
import { staticSteps, unitStep } from './steps'

// npm run verify: the quick half, without a build, a browser or a database server.
await runSteps([
  { steps: staticSteps, isGate: true },
  { steps: [unitStep], isGate: true },
])
