import { Anchor, Button, NativeSelect, Textarea } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Answer, Response } from '../../core/api/contract'
import type { LeadDetail } from '../../core/api/views'
import type { Channel } from '../../core/domain/names'
import type { Slot } from '../../core/domain/slot'
import { tooLong } from '../components/form-errors'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { TheirNight } from '../components/their-night'
import { newId } from '../ids'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { CHANNEL_LABELS, type Tone } from '../words'
import { cannotSendTimes, usualChannel } from './booking-state'
import { DraftInTheWay } from './draft-in-the-way'
import { FindTimes } from './find-times'
import { FindTimesButton } from './find-times-button'

type Sending = Answer<Response<'leads.sendMessage'>>

/** Slotkeeper writes by SMS today; what cannot be set up is not shown. */
const isBuilt = (channel: Channel) => channel === 'sms'

/** In characters, as the contract has it. */
const LIMIT = 5000

interface Props {
  detail: LeadDetail
  /** Times to offer are being looked for, in the place of the message. */
  finding: boolean
  onFinding: (finding: boolean) => void
}

/** Writes to the lead, or finds times and offers them, on a channel that reaches it. */
export function Composer({ detail, finding, onFinding }: Props) {
  const console = useConsole()
  const leadId = detail.lead.id
  const text = useShown((state) => state.drafts[leadId] ?? '')
  const begun = useShown((state) => state.begun[leadId])
  const [chosen, setChosen] = useState<Channel | null>(null)
  const [busy, run] = useOneAtATime()
  const [result, setResult] = useState<{ tone: Tone; sentence: string; at: string } | null>(null)
  const request = useRef({ about: '', id: newId() })
  const findButton = useRef<HTMLButtonElement>(null)
  const wasFinding = useRef(false)

  const { secrets } = useWorkspace()
  const reasons = whyNot(detail)
  const lacksToken =
    !secrets['ghl.token'] && detail.channels.some((option) => option.channel === 'sms' && !option.cannotReach)
  const isTooLong = text.trim().length > LIMIT
  const chosenWorks = detail.channels.some(
    ({ channel, cannotReach }) => channel === chosen && cannotReach === null,
  )
  const channel = chosenWorks && chosen ? chosen : usualChannel(detail)

  /** The same id for the same message until it was answered, so that trying again cannot send it twice. */
  const requestIdFor = (about: string): string => {
    if (request.current.about !== about) request.current = { about, id: newId() }
    return request.current.id
  }

  const finish = (answer: Sending) => {
    if (answer.ok) request.current = { about: '', id: newId() }
    const [tone, sentence] = wordsFor(answer)
    setResult({ tone, sentence, at: momentOf(detail) })
    void console.readLead()
  }

  const send = () =>
    run(async () => {
      if (!channel || !text.trim() || isTooLong) return
      const requestId = requestIdFor(`${channel} ${text}`)
      const answer = await console.client.call('leads.sendMessage', {
        leadId,
        channel,
        text,
        requestId,
        ...(begun && begun.slots.length > 0 && { begun }),
      })
      // What may have arrived must not stand there to be sent once more.
      if (answer.ok && (answer.value.sent || answer.value.isUnknown)) console.setDraft(leadId, '')
      finish(answer)
    })

  const offer = (slots: readonly Slot[], notSent: () => void) =>
    run(async () => {
      if (!channel) return
      const requestId = requestIdFor(`offer ${channel} ${slots.map(({ start }) => start).join(' ')}`)
      const answer = await console.client.call('offers.send', {
        leadId,
        channel,
        slots: [...slots],
        requestId,
      })
      finish(answer)
      if (answer.ok && answer.value.sent) onFinding(false)
      else notSent()
    })

  // The button is drawn again only when the panel is gone.
  useEffect(() => {
    if (!finding && wasFinding.current) findButton.current?.focus()
    wasFinding.current = finding
  }, [finding])

  const channelSelect = (
    <NativeSelect
      aria-label="Channel"
      size="xs"
      value={channel ?? ''}
      disabled={!channel}
      onChange={(event) => {
        const picked = detail.channels.find((option) => option.channel === event.currentTarget.value)
        setChosen(picked?.channel ?? null)
      }}
      data={detail.channels
        .filter(({ channel }) => isBuilt(channel))
        .map((option) => ({
          value: option.channel,
          label: CHANNEL_LABELS[option.channel],
          disabled: option.cannotReach !== null,
        }))}
    />
  )

  return (
    <div className="composer">
      {finding ? (
        <FindTimes
          detail={detail}
          channel={channel}
          channelSelect={channelSelect}
          busy={busy}
          onSend={(slots, notSent) => void offer(slots, notSent)}
          onClose={() => {
            onFinding(false)
          }}
        />
      ) : (
        <>
          <DraftInTheWay leadId={leadId} />
          <Textarea
            data-place="reply"
            aria-label={`Message to ${detail.row.name}`}
            placeholder={channel ? `Write by ${CHANNEL_LABELS[channel]}` : 'No channel reaches this lead'}
            autosize
            minRows={1}
            maxRows={6}
            disabled={!channel}
            error={isTooLong ? tooLong(LIMIT) : undefined}
            value={text}
            onChange={(event) => {
              console.setDraft(leadId, event.currentTarget.value)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
            }}
          />
          <div className="composer-bar">
            {channelSelect}
            <div className="composer-buttons">
              <TheirNight leadId={leadId} />
              <FindTimesButton
                ref={findButton}
                reason={cannotSendTimes(detail)}
                disabled={!channel || busy}
                onFind={() => {
                  setResult(null)
                  onFinding(true)
                }}
              />
              {!channel && text ? (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => {
                    console.setDraft(leadId, '')
                  }}
                >
                  Discard the draft
                </Button>
              ) : null}
              <Button
                size="xs"
                leftSection={<IconSend2 size={16} aria-hidden />}
                loading={busy}
                disabled={!channel || !text.trim() || isTooLong}
                onClick={() => void send()}
              >
                Send
              </Button>
            </div>
          </div>
        </>
      )}
      {reasons.length > 0 || lacksToken ? (
        <ul className="composer-reasons">
          {lacksToken ? (
            <li>
              SMS: GoHighLevel sends the text messages and has no token yet.{' '}
              <Anchor
                component="button"
                type="button"
                size="xs"
                onClick={() => {
                  console.showSettings('settings-ghl')
                }}
              >
                Set the token
              </Anchor>
            </li>
          ) : null}
          {reasons.map(([reason, names]) => (
            <li key={reason}>
              {names.join(' and ')}: {reason}
            </li>
          ))}
        </ul>
      ) : null}
      <Live>
        {result?.at === momentOf(detail) ? <Notice tone={result.tone}>{result.sentence}</Notice> : null}
      </Live>
    </div>
  )
}

function wordsFor(answer: Sending): [Tone, string] {
  if (!answer.ok) return ['bad', answer.error.message]
  const { sent, isUnknown, sentence } = answer.value
  if (isUnknown)
    return ['warn', `${sentence} It may have arrived. Look in GoHighLevel before you write it again.`]
  return [sent ? 'good' : 'bad', sentence]
}

/** Changes when the lead writes, something is decided or a meeting changes: what was said of a message is old then. */
function momentOf({ messages, decisions, appointments }: LeadDetail): string {
  const inbound = messages.filter(({ direction }) => direction === 'inbound').length
  const meetings = appointments.map(({ id, status, start }) => `${id} ${status} ${start}`)
  return [inbound, decisions.length, ...meetings].join()
}

/** Why channels cannot be used, with the names of those that share a reason. */
function whyNot(detail: LeadDetail): [reason: string, names: string[]][] {
  const reasons = new Map<string, string[]>()
  for (const { channel, cannotReach } of detail.channels) {
    if (cannotReach === null || !isBuilt(channel)) continue
    reasons.set(cannotReach, [...(reasons.get(cannotReach) ?? []), CHANNEL_LABELS[channel]])
  }
  return [...reasons]
}
