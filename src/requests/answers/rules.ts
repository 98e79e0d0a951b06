const pairsOf = (text: string): Set<string> => {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, ''),
  ]
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))
}

/** How much of a question a text speaks of, 0 to 1: the share of its pairs of characters that stand in the text. */
export function fitOf(question: string, text: string): number {
  const [asked, said] = [pairsOf(question), pairsOf(text)]
  if (asked.size === 0) return 0
  return [...asked].filter((pair) => said.has(pair)).length / asked.size
}
