// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { armed, openConsole, openLead, useDom } from './support/dom'
import { fail, fakeBridge, ok } from './support/fake-bridge'
import { aSlot, detailOf, inbound } from './support/sample-data'
import { aWorkspace } from './support/sample-workspace'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

describe('the drawer of a lead', () => {
  it('says in plain words what was decided, and why', async () => {
    const { user } = await openLead('lead-2', { now: NOW })
    const card = screen.getByRole('region', { name: 'Latest decision' })
    expect(within(card).getByText(/Not booked: the slot was taken two minutes ago/)).toBeTruthy()
    expect(within(card).queryByRole('list')).toBeNull()
    await user.click(within(card).getByRole('button', { name: 'Why' }))
    expect(await within(card).findByText('Accepts an offered time')).toBeTruthy()
    expect(within(card).getByText('the second one')).toBeTruthy()
    expect(within(card).queryByRole('list', { name: 'Gates, in order' })).toBeNull()
    await user.click(within(card).getByRole('button', { name: '5 gates passed' }))
    const gates = within(within(card).getByRole('list', { name: 'Gates, in order' })).getAllByRole('listitem')
    const blocked = within(card).getByRole('list', { name: 'What blocked it' })
    expect(blocked.textContent).toContain('Slot still free blockedThe slot was taken two minutes ago.')
    expect(gates.map((gate) => gate.textContent)).toEqual([
      'Automation passedAutomation runs and auto-book is on.',
      'Channel passedSMS is switched on.',
      'Not booked passedThe lead has no upcoming meeting.',
      'Reading passedThe reply names one offer.',
      'Offer open passedThe offer is open until Friday.',
    ])
  })

  it('shows the meeting in both zones, with its link, source and confirmation', async () => {
    await openLead('lead-1', { now: NOW })
    const card = screen.getByRole('region', { name: 'Meeting' })
    expect(card.textContent).toMatch(/Your time.*10:00 AM EST/)
    expect(card.textContent).toMatch(/Their time.*9:00 AM CST/)
    expect(card.textContent).toContain('Robin Hale, on Calendly')
    expect(card.textContent).toContain('Booked automatically from a reply')
    expect(card.textContent).toContain('Confirmed to the lead by SMS.')
    expect(within(card).getByRole('button', { name: 'Copy join link' })).toBeTruthy()
    expect(card.textContent).toContain('Canceled')
  })

  it('says "booked, not confirmed" when the confirmation did not go out', async () => {
    const detail = fakeBridge({ now: NOW }).details.get('lead-1')
    if (!detail) throw new Error('no lead')
    const messages = detail.messages.map((message) =>
      message.direction === 'outbound' && message.purpose === 'confirmation'
        ? { ...message, state: 'failed' as const, failure: 'Do-not-disturb is on.' }
        : message,
    )
    await openLead('lead-1', { now: NOW, handlers: { 'leads.get': () => ok({ ...detail, messages }) } })
    expect(screen.getByText('Booked, not confirmed: Do-not-disturb is on.')).toBeTruthy()
  })

  it('shows why a message was not sent', async () => {
    await openLead('lead-2', { now: NOW })
    expect(screen.getByText(/Not sent: The contact has turned on do-not-disturb/)).toBeTruthy()
  })

  it('shows what a lead wrote as text and nothing else', async () => {
    const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
    if (!lead) throw new Error('no lead')
    const text = '<img src=x onerror="alert(1)"> <b>Tuesday</b>'
    const detail = detailOf(
      lead,
      { messages: [inbound(lead.id, 'm', text, '2026-11-23T14:00:00.000Z')] },
      NOW,
    )
    await openLead('lead-3', { now: NOW, handlers: { 'leads.get': () => ok(detail) } })
    expect(screen.getByText(text)).toBeTruthy()
    expect(document.querySelector('.bubble img, .bubble b')).toBeNull()
  })

  it('books what a task suggests with one click', async () => {
    const { user, asked } = await openLead('lead-0', { now: NOW })
    const card = screen.getByRole('region', { name: 'Needs you' })
    expect(within(card).getByText('7:00 AM PST for Ada')).toBeTruthy()
    await user.dblClick(within(card).getByRole('button', { name: /^Book .*EST$/ }))
    await waitFor(() => {
      expect(screen.getByRole('region', { name: 'Meeting' }).textContent).toContain('Booked by hand')
    })
    expect(asked('tasks.approve')).toHaveLength(1)
    expect(await within(card).findByText(/^Booked .* and confirmed by SMS\.$/)).toBeTruthy()
    expect(within(card).queryByRole('button')).toBeNull()
  })
})

describe('the task that asks which time is meant', () => {
  it('leads to the confirmation of each open offer', async () => {
    const bridge = fakeBridge({ now: NOW })
    const detail = bridge.details.get('lead-2')
    const offers = bridge.details.get('lead-0')?.offers ?? []
    if (!detail) throw new Error('no lead')
    const { user, asked } = await openLead('lead-2', {
      now: NOW,
      handlers: { 'leads.get': () => ok({ ...detail, offers }) },
    })
    const card = within(screen.getByRole('region', { name: 'Needs you' }))
    expect(card.getAllByText('3:00 PM GMT for Carla')).toHaveLength(2)
    await user.click(card.getByRole('button', { name: 'Wed, Nov 25, 10:00 AM EST' }))
    const panel = within(screen.getByRole('region', { name: 'Book a meeting' }))
    expect(asked('leads.book')).toEqual([])
    await user.click(await armed(panel.getByRole('button', { name: 'Book and confirm' })))
    await waitFor(() => {
      expect(asked('leads.book')).toEqual([{ leadId: 'lead-2', slot: offers[0]?.slot }])
    })
  })
})

describe('the times on offer', () => {
  it('stand by message, the newest first, with an end only when it comes before the time itself', async () => {
    const detail = fakeBridge({ now: NOW }).details.get('lead-0')
    const [first, second] = detail?.offers ?? []
    if (!detail || !first || !second) throw new Error('no offers')
    const newer = {
      ...first,
      id: 'newer',
      messageId: 'newer',
      offeredAt: '2026-11-23T14:30:00.000Z',
      expiresAt: '2026-11-24T14:30:00.000Z',
    }
    await openLead('lead-0', {
      now: NOW,
      handlers: { 'leads.get': () => ok({ ...detail, offers: [first, second, newer] }) },
    })
    const card = within(screen.getByRole('region', { name: 'Times on offer' }))
    const lists = card.getAllByRole('list').map((list) => within(list).getAllByRole('listitem'))
    expect(lists.map((items) => items.map((item) => item.textContent))).toEqual([
      ['Wed, Nov 25, 10:00 AM EST Open until Tue, Nov 24, 9:30 AM EST'],
      ['Wed, Nov 25, 10:00 AM EST Open', 'Fri, Nov 27, 10:00 AM EST Open'],
    ])
  })

  it('say what became of each one that is not open any more', async () => {
    const detail = fakeBridge({ now: NOW }).details.get('lead-0')
    const [offer] = detail?.offers ?? []
    if (!detail || !offer) throw new Error('no offers')
    const ended = [
      { outcome: 'accepted' as const },
      { outcome: 'closed' as const, closedBy: 'booking' as const },
      { outcome: 'closed' as const, closedBy: 'settings' as const },
      { expiresAt: '2026-11-23T14:30:00.000Z' },
      { slot: aSlot('2026-11-23T14:30:00.000Z') },
    ]
    const offers = ended.map((known, index) => ({
      ...offer,
      ...known,
      id: `ended-${index}`,
      position: index + 1,
      open: false,
    }))
    const { user } = await openLead('lead-0', {
      now: NOW,
      handlers: { 'leads.get': () => ok({ ...detail, offers }) },
    })
    const card = within(screen.getByRole('region', { name: 'Times on offer' }))
    expect(card.getByText('No time is on offer now.')).toBeTruthy()
    await user.click(card.getByRole('button', { name: '1 earlier message with times' }))
    expect(card.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Wed, Nov 25, 10:00 AM EST Accepted',
      'Wed, Nov 25, 10:00 AM EST Closed by a booking',
      'Wed, Nov 25, 10:00 AM EST Closed by a change of provider or calendar',
      'Wed, Nov 25, 10:00 AM EST Expired',
      'Mon, Nov 23, 9:30 AM EST Passed',
    ])
  })
})

describe('a lead that opted out', () => {
  it('is marked, and no times are suggested for it', async () => {
    const detail = fakeBridge({ now: NOW }).details.get('lead-3')
    if (!detail) throw new Error('no lead')
    const lead = { ...detail.lead, optOuts: ['sms' as const] }
    await openLead('lead-3', { now: NOW, handlers: { 'leads.get': () => ok({ ...detail, lead }) } })
    expect(screen.getByText('Opted out of SMS')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Meeting' }).textContent).not.toContain('Find times')
  })
})

describe('writing to a lead', () => {
  it('refuses a text that is too long to send', async () => {
    const { console, asked } = await openLead('lead-3')
    console.setDraft('lead-3', 'x'.repeat(5001))
    expect(await screen.findByText('Too long: 5000 characters at most.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
    expect(asked('leads.sendMessage')).toEqual([])
  })

  it('says when text messages have no token', async () => {
    const { user } = await openLead('lead-3', {
      workspace: { secrets: { ...aWorkspace(NOW).secrets, 'calendly.token': true } },
    })
    expect(screen.getByText(/GoHighLevel sends the text messages and has no token/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Set the token' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
    await waitFor(() => {
      expect(document.activeElement?.id).toBe('settings-ghl')
    })
  })

  it('sends one message for a double click, and empties the field', async () => {
    const { user, asked } = await openLead('lead-3')
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Dev Quinn' })
    await user.type(field, 'How about Tuesday?')
    await user.dblClick(screen.getByRole('button', { name: 'Send' }))
    await screen.findByText('Sent by SMS.')
    expect(asked('leads.sendMessage')).toEqual([
      {
        leadId: 'lead-3',
        channel: 'sms',
        text: 'How about Tuesday?',
        requestId: expect.any(String) as string,
      },
    ])
    expect(field.value).toBe('')
  })

  it('tries the same message again under the same id, and the next one under another', async () => {
    let works = false
    const { user, asked } = await openLead('lead-3', {
      handlers: {
        'leads.sendMessage': () =>
          works ? ok({ sent: true, sentence: 'Sent by SMS.' }) : fail('unreachable', 'No answer. Try again.'),
      },
    })
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Dev Quinn' })
    await user.type(field, 'One')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await screen.findByText('No answer. Try again.')
    expect(field.value).toBe('One')
    works = true
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await screen.findByText('Sent by SMS.')
    await user.type(field, 'One')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    const ids = asked('leads.sendMessage').map((request) => (request as { requestId: string }).requestId)
    expect(ids).toHaveLength(3)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
  })

  it('names why a channel cannot be used, and no channel that cannot be set up', async () => {
    const detail = fakeBridge({ now: NOW }).details.get('lead-3')
    if (!detail) throw new Error('no lead')
    const cannotReach = 'The lead has no phone number.'
    const channels = detail.channels.map((option) =>
      option.channel === 'sms' ? { ...option, cannotReach } : option,
    )
    await openLead('lead-3', { now: NOW, handlers: { 'leads.get': () => ok({ ...detail, channels }) } })
    expect(screen.getByText(`SMS: ${cannotReach}`)).toBeTruthy()
    expect(screen.queryByText(/not set up/)).toBeNull()
    expect(screen.queryByRole('option', { name: 'E-mail' })).toBeNull()
  })

  it('does not keep a text to be sent again that may have arrived', async () => {
    const { user } = await openLead('lead-3', {
      handlers: {
        'leads.sendMessage': () => ok({ sent: false, isUnknown: true, sentence: 'No answer came.' }),
      },
    })
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Dev Quinn' })
    await user.type(field, 'How about Tuesday?')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(await screen.findByText(/It may have arrived\. Look in GoHighLevel/)).toBeTruthy()
    expect(field.value).toBe('')
  })

  it('says that it was sent until something newer happens', async () => {
    const { user, fake } = await openLead('lead-3')
    await user.type(screen.getByRole('textbox', { name: 'Message to Dev Quinn' }), 'Tuesday?')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await screen.findByText('Sent by SMS.')
    await fake.call('sample.replyAsLead', { leadId: 'lead-3', text: 'Yes' })
    await waitFor(() => {
      expect(screen.queryByText('Sent by SMS.')).toBeNull()
    })
  })

  it('keeps what was typed when the drawer is closed and opened again', async () => {
    const { user, console } = await openLead('lead-3')
    await user.type(screen.getByRole('textbox', { name: 'Message to Dev Quinn' }), 'Half a thought')
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    console.openLead('lead-3')
    expect(await screen.findByDisplayValue('Half a thought')).toBeTruthy()
  })

  it('plays the lead in the sample workspace only', async () => {
    const { user, asked, fake } = await openLead('lead-3')
    await user.click(screen.getByRole('button', { name: 'Tuesday works' }))
    await waitFor(() => {
      expect(asked('sample.replyAsLead')).toEqual([{ leadId: 'lead-3', text: 'Tuesday works' }])
    })
    fake.emit('workspace.changed', {
      ...fake.workspace,
      settings: { ...fake.workspace.settings, sample: false },
    })
    await waitFor(() => {
      expect(screen.queryByRole('form', { name: 'Reply as the lead' })).toBeNull()
    })
  })
})

describe('a lead that cannot be read', () => {
  it('says why and tries again', async () => {
    let works = false
    const bridge = fakeBridge({ now: NOW })
    const { console, user } = await openConsole({
      handlers: {
        'leads.get': ({ leadId }) => {
          const detail = bridge.details.get(leadId)
          return works && detail ? ok(detail) : fail('internal', 'That did not work.')
        },
      },
    })
    await screen.findByRole('grid')
    console.openLead('lead-1')
    expect(await screen.findByText('That did not work.')).toBeTruthy()
    works = true
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Meeting' })).toBeTruthy()
  })
})

describe('the conversation', () => {
  it('does not throw down who reads further up when a message comes', async () => {
    const { fake } = await openLead('lead-3')
    const log = screen.getByRole('log', { name: 'Messages' })
    Object.defineProperty(log, 'scrollHeight', { configurable: true, value: 4000 })
    log.scrollTop = 100
    fireEvent.scroll(log)
    await fake.call('sample.replyAsLead', { leadId: 'lead-3', text: 'And this' })
    expect(await within(log).findByText('And this')).toBeTruthy()
    expect(log.scrollTop).toBe(100)
  })
})
