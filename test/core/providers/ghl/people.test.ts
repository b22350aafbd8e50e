import { expect, test } from 'vitest'
import { createGhlPeople } from '../../../../core/providers/ghl/people'
import { ghlBench, valueOf } from '../support'

test('a contact reads as a person', async () => {
  const bench = await ghlBench()
  const id = bench.sandbox.addContact({
    firstName: 'Lee',
    lastName: 'Moreno',
    email: 'Lee.Moreno@Example.com',
    phone: '+1 (555) 555-0101',
    companyName: 'Northwind Solar',
    timezone: 'America/Chicago',
  })
  expect(valueOf(await createGhlPeople(bench.api).read(id))).toEqual({
    firstName: 'Lee',
    lastName: 'Moreno',
    emails: ['lee.moreno@example.com'],
    phones: ['+15555550101'],
    company: 'Northwind Solar',
    zone: { name: 'America/Chicago', source: 'provider' },
  })
})

test('what is not valid is left out', async () => {
  const bench = await ghlBench()
  const id = bench.sandbox.addContact({ name: 'Lee Ann Moreno', timezone: 'Mars/Olympus' })
  bench.spoilAnswers()
  bench.sandbox.failNext({
    route: 'GET /contacts/{contactId}',
    fault: {
      kind: 'status',
      status: 200,
      body: {
        contact: { id, name: 'Lee Ann Moreno', email: 'none', phone: 'call me', timezone: 'Mars/Olympus' },
      },
    },
  })
  expect(valueOf(await createGhlPeople(bench.api).read(id))).toEqual({
    firstName: 'Lee',
    lastName: 'Ann Moreno',
    emails: [],
    phones: [],
    company: '',
    zone: null,
  })
})

test('an unknown contact, such as one that was deleted, is nobody', async () => {
  const bench = await ghlBench()
  expect(valueOf(await createGhlPeople(bench.api).read('nobody'))).toBeNull()
})
