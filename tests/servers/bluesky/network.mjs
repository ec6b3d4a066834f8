// A whole network on loopback: directory, the accounts' own server, and the AppView over it.
// Ports and limits come from the environment; it closes when it is told to.
import { TestNetwork } from '@atproto/dev-env'

const { PLC_PORT, PDS_PORT, APPVIEW_PORT, RATE_LIMITS } = process.env
const network = await TestNetwork.create({
  dbPostgresSchema: 'network',
  plc: { port: Number(PLC_PORT) },
  pds: {
    port: Number(PDS_PORT),
    hostname: 'localhost',
    inviteRequired: false,
    rateLimitsEnabled: RATE_LIMITS === '1',
  },
  bsky: { port: Number(APPVIEW_PORT), publicUrl: `http://localhost:${APPVIEW_PORT}` },
})
console.log('ready')

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await network.close().catch(() => {})
    process.exit(0)
  })
}
