// As much of a MongoDB collection as reading a timeline takes; queries are answered by mingo.
import { Query } from 'mingo'
import 'mingo/init/system'
import { ObjectId } from 'mongodb'

export class Collection {
  #docs

  constructor(docs) {
    this.#docs = docs
  }

  find(wanted = {}) {
    const query = new Query(comparable(wanted))
    return new Cursor(this.#docs.filter((doc) => query.test(doc)))
  }

  async findOne(wanted) {
    return (await this.find(wanted).limit(1).toArray())[0] ?? null
  }

  async countDocuments(wanted) {
    return (await this.find(wanted).toArray()).length
  }
}

class Cursor {
  #docs

  constructor(docs) {
    this.#docs = docs
  }

  sort(keys) {
    this.#docs.sort((one, other) => {
      for (const [key, direction] of Object.entries(keys)) {
        if (one[key] !== other[key]) return one[key] < other[key] ? -direction : direction
      }
      return 0
    })
    return this
  }

  limit(most) {
    this.#docs = this.#docs.slice(0, most)
    return this
  }

  project() {
    return this
  }

  async toArray() {
    return this.#docs.map((doc) => structuredClone(doc))
  }
}

// a document's _id is kept as text
function comparable(value) {
  if (value instanceof ObjectId) return value.toString()
  if (Array.isArray(value)) return value.map(comparable)
  if (value === null || typeof value !== 'object' || value instanceof RegExp) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, comparable(one)]))
}
