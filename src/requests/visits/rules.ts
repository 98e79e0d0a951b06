interface Topic {
  slug: string
  words: readonly string[]
}

/** The topic most of whose words stand in a text; without any, the one for everything else; without that, the last. */
export function fittingTopic<T extends Topic>(topics: readonly T[], text: string): T | undefined {
  const ranked = topics
    .map((topic) => ({ topic, hits: topic.words.filter((word) => text.includes(word)).length }))
    .toSorted((a, b) => b.hits - a.hits)
  const [first] = ranked
  if (first && first.hits > 0) return first.topic
  return topics.find(({ slug }) => slug === 'other') ?? topics.at(-1)
}
