import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

const text = '要加快建设，总产值突破3000亿元。'

test('a figure inside a measure is cut out of it, and the shorter one comes first', () => {
  const pieces = piecesOf(
    text,
    [
      { id: 'measure', start: 0, end: 17 },
      { id: 'figure', start: 6, end: 17 },
    ],
    null,
  )
  expect(pieces.map((piece) => [piece.text, piece.ids])).toEqual([
    ['要加快建设，', ['measure']],
    ['总产值突破3000亿元', ['figure', 'measure']],
    ['。', []],
  ])
})

test('the pieces are the paragraph, whatever the offsets', () => {
  const spans = [
    { id: 'a', start: 3, end: 9 },
    { id: 'b', start: 5, end: 99 },
    { id: 'c', start: 40, end: 50 },
    { id: 'd', start: 4, end: 4 },
  ]
  const pieces = piecesOf(text, spans, { start: 2, end: 4 })
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(
    pieces
      .filter((piece) => piece.isCited)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text.slice(2, 4))
  expect(
    pieces
      .filter((piece) => piece.ids.includes('b'))
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text.slice(5))
})

test('a paragraph without proposals is one piece', () => {
  expect(piecesOf(text, [], null)).toEqual([{ start: 0, text, ids: [], isCited: false }])
  expect(piecesOf('', [], null)).toEqual([])
})
