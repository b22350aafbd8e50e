import { expect, test } from 'vitest'
import { replyOnly } from '../../../core/replies/reply-only'

test('quotes, forwards and signatures are not the lead’s words', () => {
  const quoted = 'Sorry, no.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Dana wrote:\n> 1) Tuesday 10:00 AM'
  expect(replyOnly(quoted)).toEqual({ replyText: 'Sorry, no.', automatic: false })
  expect(replyOnly('> Tuesday 10:00 AM').replyText).toBe('')
  expect(replyOnly('Fine\n-- \nLee, Tuesday Inc.').replyText).toBe('Fine')
  expect(replyOnly('Fine\n\nSent from my iPhone').replyText).toBe('Fine')
  expect(replyOnly('No\n\nOn Mon, Nov 23, 2026 Dana wrote:\n\nTuesday 10:00 AM').replyText).toBe('No')
})

test('words below a quote stay, for they may take back what stands above it', () => {
  const around =
    'Yes\n\nOn Mon, Nov 23, 2026 Dana wrote:\n\n> Would Tuesday suit you?\n\nActually no, I am away'
  expect(replyOnly(around).replyText.replace(/\n+/g, ' ')).toBe('Yes Actually no, I am away')
  expect(replyOnly('Tuesday\nSent from my phone\n> Tuesday?\nnot!').replyText).toBe('Tuesday\nnot!')
})

test('an automatic reply is known by its words', () => {
  expect(replyOnly('Automatic reply: I am out of office until Tuesday').automatic).toBe(true)
})
