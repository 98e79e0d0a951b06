import { announcedChainsAt, chainAt, countedChainsAt, listedChainsAt } from './entities/chains.ts'
import { chooseDivisions, divisionAt, type PlaceSeen, townAt, unknownPlaceAt } from './entities/divisions.ts'
import { enterpriseAt, listedFirmsAt, shortFirmAt } from './entities/enterprises.ts'
import { calls, type Grammar, grammarOf, isLevel } from './entities/grammar.ts'
import { is } from './entities/lexicon.ts'
import { type Found, type Mention, settle } from './entities/mentions.ts'
import {
  definedShortNames,
  dropEnds,
  dropParts,
  dropQuoted,
  dropShortGovernments,
  mergeChains,
} from './entities/merge.ts'
import { organisationAt } from './entities/organisations.ts'
import { parkAt } from './entities/parks.ts'
import { personAt } from './entities/people.ts'
import { platformAt } from './entities/platforms.ts'
import { programmeAt, quotedAt, titledAt } from './entities/programmes.ts'
import { isTraditional, toSimplified } from './entities/script.ts'
import { newTokens, nextSentence, type Tokens } from './entities/tokens.ts'
import type { ArticleText, DocumentText, Entities, EntityKind } from './types.ts'
import type { Words } from './words.ts'

export type { Mention } from './entities/mentions.ts'

/** Classes that call a finder; most words are passed by. */
const hot =
  is.division |
  is.organ |
  is.orgTail |
  is.orgHead |
  is.bureau |
  is.title |
  is.says |
  is.industry |
  is.chainHead |
  is.parkHead |
  is.firmHead |
  is.platformHead |
  is.programmeHead |
  is.openQuote |
  is.openTitle |
  is.number |
  is.level |
  is.etc

/** Call the finders of each word of a sentence. */
function findIn(tokens: Tokens, grammar: Grammar): Found {
  const found: Found = { names: [], divisions: [], twins: [], surePlaces: [] }
  for (let i = 0; i < tokens.count; i++) {
    const kind = tokens.kind[i] ?? 0
    const call = grammar.calls[tokens.word[i] ?? -1] ?? 0
    if ((kind & hot) === 0 && call === 0) continue
    if (kind & is.division) divisionAt(tokens, found, i)
    if (kind & is.level) unknownPlaceAt(tokens, found, i)
    if (call & calls.town) townAt(tokens, found, i)
    if (kind & (is.organ | is.orgTail | is.orgHead | is.bureau)) organisationAt(tokens, found, grammar, i, kind)
    if (kind & (is.title | is.says) || call & (calls.leader | calls.address))
      personAt(tokens, found, grammar, i, kind, call)
    if (kind & is.parkHead) parkAt(tokens, found, grammar, i)
    if (kind & is.platformHead) platformAt(tokens, found, grammar, i)
    if (kind & is.firmHead) enterpriseAt(tokens, found, grammar, i)
    if (kind & is.programmeHead) programmeAt(tokens, found, grammar, i)
    if (kind & is.openQuote) quotedAt(tokens, found, grammar, i)
    if (kind & is.openTitle) titledAt(tokens, found, grammar, i)
    if (kind & (is.industry | is.chainHead)) chainAt(tokens, found, grammar, i, kind)
    if (kind & is.etc) {
      listedFirmsAt(tokens, found, grammar, i)
      listedChainsAt(tokens, found, grammar, i)
    }
    if (call & calls.firmEnd) shortFirmAt(tokens, found, i)
    if (kind & is.number) countedChainsAt(tokens, found, grammar, i)
    if (call & calls.announcer) announcedChainsAt(tokens, found, grammar, i)
  }
  return found
}

/**
 * Give every sentence of a text to `take` as what is found in it. A text in traditional characters comes as its simplified
 * twin, in which every place is where it was.
 */
function eachSentence(text: string, tokens: Tokens, grammar: Grammar, take: (names: Mention[], found: Found) => void) {
  for (let at = 0; at < text.length; ) {
    at = nextSentence(tokens, text, at)
    const found = findIn(tokens, grammar)
    if (found.names.length + found.divisions.length > 0) take(settle(found), found)
  }
}

/** Every place in a text that names something, in the order of the text, for highlighting. */
export function findMentions(text: string, words: Words): Mention[] {
  const grammar = grammarOf(words)
  const tokens = newTokens(grammar.lexicon)
  const out: Mention[] = []
  eachSentence(isTraditional(text) ? toSimplified(text) : text, tokens, grammar, (names) => out.push(...names))
  return out
}

/** Names gathered over a document before forms of one name are merged. */
interface Gathered {
  forms: Record<EntityKind, Set<string>>
  places: Map<string, PlaceSeen>
  /** Organs written without a place (市委) that stand for themselves somewhere. */
  ownOrgans: Set<string>
  shortNames: Set<string>
}

/**
 * What a document names: places, organs, people, industries, parks, firms, platforms and programmes, each once and in
 * the longest form in which it occurs. Headlines count; people of the byline and the paper do not.
 */
export function findEntities(doc: DocumentText, words: Words): Entities {
  const grammar = grammarOf(words)
  const tokens = newTokens(grammar.lexicon)
  const gathered: Gathered = {
    forms: {
      divisions: new Set(),
      organisations: new Set(),
      people: new Set(),
      chains: new Set(),
      parks: new Set(),
      enterprises: new Set(),
      platforms: new Set(),
      programmes: new Set(),
    },
    places: new Map(),
    ownOrgans: new Set(),
    shortNames: new Set(),
  }
  const traditional = doc.articles.some((article) => isTraditional(article.paragraphs[0] ?? article.headline ?? ''))
  for (const article of doc.articles) gatherArticle(article, tokens, grammar, gathered, traditional)
  const { forms } = gathered
  for (const kind of ['organisations', 'enterprises', 'platforms'] as const)
    for (const name of gathered.shortNames) forms[kind].delete(name)
  return {
    divisions: chooseDivisions(gathered.places, grammar),
    organisations: dropShortGovernments(dropEnds(forms.organisations, gathered.ownOrgans)),
    people: dropEnds(forms.people),
    chains: mergeChains(forms.chains),
    parks: dropEnds(forms.parks),
    enterprises: dropEnds(forms.enterprises),
    platforms: dropParts(forms.platforms),
    programmes: dropQuoted(dropEnds(forms.programmes)),
  }
}

function* textsOf(article: ArticleText): Iterable<string> {
  if (article.kicker) yield article.kicker
  if (article.headline) yield article.headline
  yield* article.subheads
  yield* article.paragraphs
}

function gatherArticle(
  article: ArticleText,
  tokens: Tokens,
  grammar: Grammar,
  gathered: Gathered,
  traditional: boolean,
): void {
  const bylined = new Set(article.bylines.map((byline) => byline.name))
  const organs = new Set<string>()
  const takeOrgan = (form: string) => {
    if (organs.has(form)) return
    gathered.forms.organisations.add(form)
    // 区委 after 蓬江区委 is the same organ; before it, another one
    if (isLevel(form.charAt(0)) && ![...organs].some((other) => other.length > form.length && other.endsWith(form)))
      gathered.ownOrgans.add(form)
    organs.add(form)
  }
  for (const text of textsOf(article)) {
    for (const name of definedShortNames(text)) gathered.shortNames.add(name)
    eachSentence(traditional ? toSimplified(text) : text, tokens, grammar, (names, found) => {
      for (const twin of found.twins) takeOrgan(twin)
      for (const place of found.surePlaces) gathered.places.set(place, { times: 2, listed: false })
      names.forEach((name, i) => {
        const form = text.slice(name.start, name.end)
        if (name.kind === 'divisions') {
          const seen = gathered.places.get(form)
          if (seen) {
            seen.times++
            seen.listed ||= isListed(text, names, i)
          } else gathered.places.set(form, { times: 1, listed: isListed(text, names, i) })
        } else if (name.kind === 'organisations') takeOrgan(form)
        else if (name.kind !== 'people' || !bylined.has(form)) gathered.forms[name.kind].add(form)
      })
    })
  }
}

/** Whether a place touches another one or stands beside it in a row. */
function isListed(text: string, names: Mention[], i: number): boolean {
  const here = names[i]
  if (!here) return false
  const near = (a: number, b: number) => a === b || (b - a === 1 && '、和与'.includes(text.charAt(a)))
  for (let j = Math.max(0, i - 2); j <= i + 2 && j < names.length; j++) {
    const other = names[j]
    if (!other || j === i || other.kind !== 'divisions') continue
    if (near(other.end, here.start) || near(here.end, other.start)) return true
  }
  return false
}
