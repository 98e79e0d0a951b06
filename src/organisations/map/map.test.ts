import { expect, test } from 'vitest'
import { aSmallCity } from '#organisations/builders.ts'
import { aContext, rolledBack } from '#platform/testing/world.ts'
import { TilesFile } from '../pack/shapes.ts'
import { districtMap } from './queries.ts'
import { readMap } from './rules.ts'

const svg = (inside: string, more = '') =>
  `<?xml version="1.0"?>\n<!-- 本市 --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"${more}>\n${inside}\n</svg>`

test('a city’s own map is read as outlines, by district where a code says so', () => {
  const inside =
    '<g><title>城区</title><path id="d990102" d="M0 0h10v10z"/><polygon data-code="990103" points="1,2 3,4 5,6"/>'
  expect(readMap(svg(`${inside}<path d="M9 9 L10,10"/></g>`))).toEqual({
    viewBox: '0 0 400 300',
    shapes: [
      { code: '990102', d: 'M0 0h10v10z' },
      { code: '990103', d: 'M1,2 3,4 5,6Z' },
      { code: null, d: 'M9 9 L10,10' },
    ],
  })
})

test.each([
  '<script>alert(1)</script>',
  '<path d="M0 0" onclick="alert(1)"/>',
  '<path d="M0 0" style="background:url(http://x)"/>',
  '<path d="M0 0" fill="url(http://x/#a)"/>',
  '<image href="http://x/a.png"/>',
  '<use xlink:href="http://x/a.svg#b"/>',
  '<foreignObject/>',
  '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
  '<path d="M0 0" transform="scale(2)"/>',
  '<path d="M0 0&quot; onload=&quot;x"/>',
  '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
  '<path d="M0 0" data-a=x/>',
  '<![CDATA[<script/>]]>',
])('a map that holds more than outlines is refused with its line: %s', (inside) => {
  expect(readMap(svg(inside))).toMatchObject({ line: 3 })
})

test('a map without its approval number is refused, and one without a frame', () => {
  const tiles = [{ code: '990102', column: 1, row: 1 }]
  const accepts = (map: unknown) => TilesFile.safeParse({ tiles, map }).success
  expect(accepts({ file: 'map.svg' })).toBe(false)
  expect(accepts({ file: 'map.svg', approvalNumber: '待批' })).toBe(false)
  expect(accepts({ file: '../map.svg', approvalNumber: 'GS粤（2024）123号' })).toBe(false)
  for (const approvalNumber of ['GS粤（2024）123号', 'GS(2019)1822号', '粤S（2021）第053号']) {
    expect(accepts({ file: 'map.svg', approvalNumber })).toBe(true)
  }
  expect(readMap('<svg><path d="M0 0"/></svg>')).toMatchObject({ what: 'viewBox?' })
})

test('districts stand where the pack of their city puts them', () =>
  rolledBack(async () => {
    await aSmallCity()
    const { tiles, map } = await districtMap(aContext())
    expect(map).toBe(null)
    expect(tiles.map(({ code, column, row }) => [code, column, row])).toEqual([
      ['990102', 2, 2],
      ['990103', 3, 2],
    ])
  }))
