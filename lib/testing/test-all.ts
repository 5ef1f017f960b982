import { runSteps } from './run-steps'
import { browserStep, buildStep, postgresStep, staticSteps, unitStep } from './steps'

// npm test: everything. Failing unit tests do not hide what the browser would show; a failing check or build does.
await runSteps([
  { steps: staticSteps, isGate: true },
  { steps: [unitStep, postgresStep], isGate: false },
  { steps: [buildStep], isGate: true },
  { steps: [browserStep], isGate: true },
])
