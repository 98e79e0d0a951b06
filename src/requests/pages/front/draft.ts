/** What a firm has typed and not yet sent. Pure but for the two functions that keep it on this device. */
import { z } from 'zod'
import type { FrontChoices, SubmitAsFirm, SubmitAsVisitor } from '../../front/contract.ts'
import { requestKinds } from '../../rules.ts'
import { newId } from '../new-id.ts'
import { kindOf, titleOf } from './propose.ts'

export const mostMatters = 4

/** Null where the page's proposal holds. */
const MatterDraft = z.object({
  key: z.string(),
  topicId: z.string().nullable(),
  body: z.string(),
  title: z.string().nullable(),
  kind: z.enum([...requestKinds, 'tip-off']).nullable(),
  aboutUnitId: z.string().nullable(),
  jobsAtRisk: z.string(),
  outputAtRiskWan: z.string(),
  mayBePublished: z.boolean(),
})
export type MatterDraft = z.output<typeof MatterDraft>

const Draft = z.object({
  submissionId: z.string(),
  hasCode: z.boolean(),
  creditCode: z.string(),
  firmName: z.string(),
  divisionCode: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  matters: z.array(MatterDraft).min(1).max(mostMatters),
})
export type Draft = z.output<typeof Draft>

export const emptyMatter = (): MatterDraft => ({
  key: newId(),
  topicId: null,
  body: '',
  title: null,
  kind: null,
  aboutUnitId: null,
  jobsAtRisk: '',
  outputAtRiskWan: '',
  mayBePublished: false,
})

/** The id is kept with the draft: sent again after a lost answer, the same receipt comes back. */
export const emptyDraft = (): Draft => ({
  submissionId: newId(),
  hasCode: true,
  creditCode: '',
  firmName: '',
  divisionCode: '',
  contactName: '',
  contactPhone: '',
  matters: [emptyMatter()],
})

export const isEmptyDraft = ({ matters, submissionId: _, hasCode: _code, ...typed }: Draft): boolean =>
  Object.values(typed).every((value) => value.trim() === '') &&
  matters.every(({ topicId, body, title }) => topicId === null && body.trim() === '' && !title)

type Topics = FrontChoices['topics']

/** A matter with what the page proposes where nothing was chosen. */
export function filledMatter(matter: MatterDraft, topics: Topics) {
  const template = topics.find(({ id }) => id === matter.topicId)?.template
  const title = matter.title ?? titleOf(matter.body, template)
  return { ...matter, title, kind: matter.kind ?? kindOf(matter.body) }
}

/** Spaces and small letters of a credit code are the typist's. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')

/** What is missing or wrong, by field; the value names the message `requests.front.problem.<value>`. */
export type Problems = Readonly<Record<string, string>>

export interface Known {
  /** The firm is known from its account. */
  isSignedIn: boolean
  /** The account has sent before: its contact is used where none is typed. */
  hasContact: boolean
}

const phonePattern = /^[0-9+() -]{5,30}$/

export function problemsOfWho(draft: Draft, { isSignedIn, hasContact }: Known): Problems {
  const needed = (value: string) => (value.trim() === '' ? 'needed' : null)
  const phone = draft.contactPhone.trim()
  const contact =
    hasContact && phone === '' && draft.contactName.trim() === ''
      ? {}
      : {
          contactName: needed(draft.contactName),
          contactPhone: needed(phone) ?? (phonePattern.test(phone) ? null : 'phone'),
        }
  const firm = isSignedIn
    ? {}
    : {
        creditCode: draft.hasCode && plainCode(draft.creditCode).length !== 18 ? 'code' : null,
        firmName: needed(draft.firmName),
        divisionCode: draft.divisionCode === '' ? 'choose' : null,
      }
  return present({ ...firm, ...contact })
}

export function problemsOfMatter(matter: MatterDraft, topics: Topics): Problems {
  const { title, kind } = filledMatter(matter, topics)
  return present({
    topicId: topics.some(({ id }) => id === matter.topicId) ? null : 'topic',
    body: matter.body.trim() === '' ? 'needed' : null,
    title: title === '' && matter.body.trim() !== '' ? 'needed' : null,
    kind: kind === 'tip-off' ? 'tip-off' : null,
    jobsAtRisk: isCount(matter.jobsAtRisk, 1_000_000) ? null : 'count',
    outputAtRiskWan: isCount(matter.outputAtRiskWan, 100_000_000) ? null : 'count',
  })
}

const isCount = (typed: string, most: number): boolean => /^\d*$/.test(typed.trim()) && Number(typed) <= most

const present = (found: Readonly<Record<string, string | null>>): Problems =>
  Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null))

function mattersOf(draft: Draft, topics: Topics): SubmitAsVisitor['matters'] {
  return draft.matters.map((one) => {
    const { kind, title, body, aboutUnitId, mayBePublished } = filledMatter(one, topics)
    const [jobs, output] = [one.jobsAtRisk.trim(), one.outputAtRiskWan.trim()]
    return {
      ...{ kind, title, body, mayBePublished, topicId: one.topicId ?? '' },
      ...(kind === 'complaint' && aboutUnitId ? { aboutUnitId } : {}),
      ...(jobs === '' ? {} : { jobsAtRisk: Number(jobs) }),
      ...(output === '' ? {} : { outputAtRiskYuan: Number(output) * 10_000 }),
    }
  })
}

const contactOf = ({ contactName, contactPhone }: Draft) => ({
  contactName: contactName.trim(),
  contactPhone: contactPhone.trim(),
})

export function visitorBody(draft: Draft, topics: Topics, city: string | undefined, trap: string): SubmitAsVisitor {
  const { submissionId, divisionCode, firmName } = draft
  return {
    ...(city ? { city } : {}),
    ...(draft.hasCode ? { creditCode: plainCode(draft.creditCode) } : {}),
    ...(trap ? { website: trap } : {}),
    ...{ submissionId, divisionCode, firmName: firmName.trim(), ...contactOf(draft) },
    matters: mattersOf(draft, topics),
  }
}

/** A contact that is left out is the one last used; the masked phone on screen is no phone. */
export function firmBody(draft: Draft, topics: Topics, divisionCode: string): SubmitAsFirm {
  const contact = contactOf(draft)
  return {
    submissionId: draft.submissionId,
    divisionCode: draft.divisionCode || divisionCode,
    ...(contact.contactPhone === '' ? {} : contact),
    matters: mattersOf(draft, topics),
  }
}

const daysKept = 14
const Kept = z.object({ on: z.string(), draft: Draft })

/**
 * What was kept here within two weeks.
 * @param place city and account: what one firm typed is offered to no other on the same device
 * @param today YYYY-MM-DD
 */
export function keptDraft(place: string, today: string): Draft | null {
  try {
    const { on, draft } = Kept.parse(JSON.parse(localStorage.getItem(place) ?? ''))
    return Date.parse(today) - Date.parse(on) <= daysKept * 86_400_000 ? draft : null
  } catch {
    return null
  }
}

/** Keeps what was typed on this device; words of a tip-off are kept nowhere. A full or closed store keeps nothing. */
export function keepDraft(place: string, today: string, draft: Draft | null): void {
  try {
    if (draft === null) {
      localStorage.removeItem(place)
      return
    }
    const matters = draft.matters.map((one) => (isTipOff(one) ? { ...one, body: '', title: null } : one))
    localStorage.setItem(place, JSON.stringify({ on: today, draft: { ...draft, matters } }))
  } catch {
    // A browser that stores nothing, as in a private window: the page works without.
  }
}

export const isTipOff = ({ kind, body }: MatterDraft): boolean => (kind ?? kindOf(body)) === 'tip-off'
