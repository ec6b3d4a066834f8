// A Mastodon-compatible API on loopback: the router of a real server over invented posts.
// POSTS names a JSON file of its timeline documents, each with the _id it keeps over restarts.
import { readFileSync } from 'node:fs'
import express from 'express'
import { createMastodonRouter } from './node_modules/@rmdes/indiekit-endpoint-activitypub/lib/mastodon/router.js'
import { setLocalIdentity } from './node_modules/@rmdes/indiekit-endpoint-activitypub/lib/mastodon/entities/status.js'
import { Collection } from './store.mjs'

const { PORT, POSTS } = process.env
const home = `http://127.0.0.1:${PORT}/`
const kept = new Map([
  ['ap_profile', new Collection([{ _id: '1', url: home, name: 'Desa' }])],
  ['ap_timeline', new Collection(JSON.parse(readFileSync(POSTS)))],
])
const collection = (name) => {
  if (!kept.has(name)) kept.set(name, new Collection([]))
  return kept.get(name)
}
// asked both as a Map and by attribute
const collections = new Proxy({}, {
  get: (_, name) => (name === 'get' ? collection : collection(String(name))),
})

setLocalIdentity(home, 'desa')
const app = express()
app.locals.application = { collections }
app.use(createMastodonRouter({ collections, pluginOptions: { handle: 'desa' } }))
app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'))
