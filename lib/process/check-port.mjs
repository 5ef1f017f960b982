// Next listens before it runs anything of ours, and ends with 0 on a port above 65535. So `node --import` loads this
// first: it puts a bad port aside for the message that names every bad setting, and until then any free port does.
import { env } from 'node:process'

const { PORT } = env
if (PORT?.trim() === '') delete env.PORT
else if (PORT !== undefined && !(/^\s*\d{1,9}\s*$/.test(PORT) && Number(PORT) <= 65_535)) {
  ;(globalThis.connectDesk ??= new Map()).set('bad port', PORT)
  env.PORT = '0'
}
