import { expect, test } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from '../../../core/server/security-headers'

const directives = new Map(
  contentSecurityPolicy.split('; ').map((directive) => {
    const [name = '', ...sources] = directive.split(' ')
    return [name, sources]
  }),
)

/** @promise security: Pages run scripts of the app itself only, and call nothing else. */
test('scripts, calls and fonts come from the app itself and nowhere else', () => {
  for (const name of ['script-src', 'connect-src', 'font-src'])
    expect(directives.get(name)).toEqual(["'self'"])
})

test('whatever is not named is forbidden, and so are frames, plug-ins, forms and other bases', () => {
  for (const name of ['default-src', 'frame-ancestors', 'object-src', 'form-action', 'base-uri']) {
    expect(directives.get(name)).toEqual(["'none'"])
  }
})

test('nothing unsafe is allowed but inline styles, and no data: but for pictures', () => {
  for (const [name, sources] of directives) {
    const unsafe = sources.filter((source) => source.includes('unsafe') || source.includes('*'))
    expect(unsafe).toEqual(name === 'style-src' ? ["'unsafe-inline'"] : [])
    expect(sources.includes('data:')).toBe(name === 'img-src')
  }
})

test('each directive stands once, and the policy goes out with every answer', () => {
  expect(directives.size).toBe(contentSecurityPolicy.split(';').length)
  expect(securityHeaders['Content-Security-Policy']).toBe(contentSecurityPolicy)
})
