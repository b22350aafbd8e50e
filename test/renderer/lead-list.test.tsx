// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../core/api/contract'
import type { LeadRow } from '../../core/api/views'
import { openConsole, useDom } from './support/dom'
import { ok } from './support/fake-bridge'
import { later } from './support/later'

useDom()

const names = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.querySelector('.lead-name')?.textContent)

describe('the lead list', () => {
  it('shows the newest leads first, booked ones with the time in the operator’s zone', async () => {
    await openConsole({ now: Date.parse('2026-11-23T15:00:00.000Z') })
    await screen.findByRole('grid')
    expect(names().slice(0, 3)).toEqual(['Ada Moreau', 'Ben Okafor', 'Carla Petrov'])
    const booked = screen.getAllByRole('row')[2]
    expect(booked?.textContent).toContain('Booked')
    expect(booked?.textContent).toContain('EST')
  })

  it('draws only the rows in view', async () => {
    await openConsole({ leads: 5000 })
    const grid = await screen.findByRole('grid')
    expect(grid.getAttribute('aria-rowcount')).toBe('5001')
    expect(within(grid).getAllByRole('row').length).toBeLessThan(40)
  })

  it('narrows to a segment and to a search', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.click(screen.getByRole('radio', { name: /^Booked/ }))
    expect(names()).toEqual(['Ben Okafor'])
    await user.click(screen.getByRole('radio', { name: /^All/ }))
    await user.type(screen.getByRole('textbox', { name: 'Search leads' }), 'grace northwind')
    await waitFor(() => {
      expect(new Set(names())).toEqual(
        new Set(['Grace Okafor', 'Grace Rossi', 'Grace Quinn', 'Grace Petrov', 'Grace Moreau']),
      )
    })
  })

  it('says why it is empty and what to do', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.type(screen.getByRole('textbox', { name: 'Search leads' }), 'zzz')
    expect(await screen.findByText('Nobody matches “zzz”')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all leads' }))
    expect(await screen.findByRole('grid')).toBeTruthy()
  })

  it('follows what is told', async () => {
    const { fake } = await openConsole()
    await screen.findByRole('grid')
    const row = fake.details.get('lead-5')?.row
    if (!row) throw new Error('no lead')
    fake.emit('leads.changed', {
      rows: [
        {
          ...row,
          lastMessage: {
            text: 'Tuesday!',
            at: '2199-01-01T00:00:00.000Z',
            direction: 'inbound',
            channel: 'sms',
            automatic: false,
            state: 'ok',
          },
        },
      ],
      removed: ['lead-0'],
    })
    await waitFor(() => {
      expect(names().slice(0, 2)).toEqual(['Farid Moreau', 'Ben Okafor'])
    })
  })
})

describe('the keyboard in the lead list', () => {
  it('moves with j and k, opens with Enter, closes with Esc and comes back to the row', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.keyboard('jjk')
    const row = screen.getAllByRole('row')[1]
    expect(document.activeElement).toBe(row)
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('dialog', { name: 'Ada Moreau' })).toBeTruthy()
    await screen.findByRole('heading', { name: 'Meeting' })
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
      expect(document.activeElement).toBe(row)
    })
  })

  it('goes to the search with / and with Ctrl+K', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    const search = screen.getByRole('textbox', { name: 'Search leads' })
    await user.keyboard('/')
    expect(document.activeElement).toBe(search)
    search.blur()
    await user.keyboard('{Control>}k{/Control}')
    expect(document.activeElement).toBe(search)
  })

  it('clears the search with Esc', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    const search = screen.getByRole<HTMLInputElement>('textbox', { name: 'Search leads' })
    await user.type(search, 'zzz{Escape}')
    expect(search.value).toBe('')
  })

  it('goes into the drawer that Enter opens', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.keyboard('j{Enter}')
    await screen.findByRole('heading', { name: 'Meeting' })
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Ada Moreau' }))
    })
  })

  it('rests while somebody types', async () => {
    const { user, console } = await openConsole()
    await screen.findByRole('grid')
    const search = screen.getByRole<HTMLInputElement>('textbox', { name: 'Search leads' })
    await user.type(search, 'jk/?b')
    expect(search.value).toBe('jk/?b')
    expect(console.store.getState().activeLeadId).toBeNull()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('shows its keys with ?', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
  })
})

describe('adding a lead', () => {
  it('shows what the core finds wrong at the field, and opens the lead when it is made', async () => {
    const { user, asked } = await openConsole()
    await screen.findByRole('grid')
    await user.click(screen.getByRole('button', { name: 'Add lead' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add lead' })
    await user.type(within(dialog).getByLabelText('First name'), 'Nora')
    const phone = within(dialog).getByLabelText('Phone')
    await user.type(phone, '555-0134')
    await user.click(within(dialog).getByRole('button', { name: 'Add lead' }))
    expect(
      await within(dialog).findByText('Enter it with the country code, such as +1 212 555 0134.'),
    ).toBeTruthy()
    await user.clear(phone)
    await user.type(phone, '+1 (212) 555-0134')
    await user.click(within(dialog).getByRole('button', { name: 'Add lead' }))
    expect(await screen.findByRole('dialog', { name: /Nora/ })).toBeTruthy()
    expect(asked('leads.create').at(-1)).toMatchObject({
      firstName: 'Nora',
      phones: ['+12125550134'],
      zone: null,
    })
  })
})

describe('the sample workspace', () => {
  it('does not look empty while its leads are on their way', async () => {
    const slow = later<Answer<LeadRow[]>>()
    let readings = 0
    const { user } = await openConsole({
      leads: 0,
      workspace: { isNew: true },
      handlers: { 'leads.list': () => (++readings === 1 ? ok([]) : slow.promise) },
    })
    await user.click(await screen.findByRole('button', { name: 'Open the sample workspace' }))
    await waitFor(() => {
      expect(readings).toBe(2)
    })
    expect(screen.queryByText('No leads yet')).toBeNull()
    slow.answer(ok([]))
    expect(await screen.findByText('No leads yet')).toBeTruthy()
  })
})

describe('a time zone that does not exist', () => {
  it('is marked when it is saved and not as the field is left, where it would move the button that is clicked', async () => {
    const { user, console } = await openConsole({ leads: 0, workspace: { isNew: true } })
    await user.click(await screen.findByRole('button', { name: 'Or add a lead by hand' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Add lead' }))
    await user.type(dialog.getByLabelText('First name'), 'Nora')
    await user.type(dialog.getByRole('combobox', { name: 'Time zone' }), 'Atlantis')
    await user.tab()
    expect(dialog.queryByText(/^No such time zone/)).toBeNull()
    await user.click(dialog.getByRole('button', { name: 'Add lead' }))
    expect(await dialog.findByText(/^No such time zone/)).toBeTruthy()
    expect(console.store.getState().drawer).toBeNull()
  })
})
