import { UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMessage } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Decision } from '../../core/domain/decision'
import type { InboundMessage, Message, OutboundMessage } from '../../core/domain/message'
import { Empty } from '../components/empty'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { clockTime, dayName, dayOf } from '../time'
import { CHANNEL_LABELS, SEND_STATES } from '../words'
import { DecisionWhy } from './decision-why'
import { outcomeOf, sentenceOf } from './superseded'

/** Where a message stands, for whoever points to it. */
export function bubbleId(messageId: string): string {
  return `message:${messageId}`
}

/** The messages, oldest first, by day of the operator's zone. What a lead wrote is shown as text and nothing else. */
export function Conversation({ detail }: { detail: LeadDetail }) {
  const { zone } = useWorkspace().settings
  const scroller = useRef<HTMLDivElement>(null)
  const newest = detail.messages.at(-1)?.id

  const isAtEnd = useRef(true)

  // At the end also when something below takes room; whoever reads further up is left there.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const keepEnd = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight
    }
    keepEnd()
    const watcher = new ResizeObserver(keepEnd)
    for (const part of [element, ...element.children]) watcher.observe(part)
    return () => {
      watcher.disconnect()
    }
  }, [newest])

  if (detail.messages.length === 0) {
    return (
      <div className="talk">
        <Empty icon={IconMessage} title="No messages yet">
          Find times to offer below, or write the first message.
        </Empty>
      </div>
    )
  }
  return (
    <div
      className="talk"
      ref={scroller}
      tabIndex={0}
      role="log"
      aria-label="Messages"
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 48
      }}
    >
      {detail.messages.map((message, index) => {
        const day = dayOf(message.sentAt, zone)
        const before = detail.messages[index - 1]
        return (
          <div key={message.id}>
            {before && dayOf(before.sentAt, zone) === day ? null : (
              <div className="talk-day">{dayName(day)}</div>
            )}
            <Bubble
              detail={detail}
              message={message}
              zone={zone}
              decision={detail.decisions.find(({ messageId }) => messageId === message.id)}
            />
          </div>
        )
      })}
    </div>
  )
}

function Bubble({
  detail,
  message,
  zone,
  decision,
}: {
  detail: LeadDetail
  message: Message
  zone: string
  decision: Decision | undefined
}) {
  return (
    <div className={`bubble bubble-${message.direction}`} id={bubbleId(message.id)} tabIndex={-1}>
      <div className="bubble-text">
        {message.direction === 'inbound' ? <ReplyText message={message} /> : message.text}
      </div>
      <div className="bubble-meta">
        <span className="visually-hidden">{from(message)}</span>
        {CHANNEL_LABELS[message.channel]} · {clockTime(message.sentAt, zone)}
        {message.direction === 'outbound' ? <SendState message={message} /> : null}
        {message.automatic ? (message.direction === 'inbound' ? ' · Automatic reply' : ' · Automatic') : null}
      </div>
      {decision ? <MessageDecision detail={detail} decision={decision} /> : null}
    </div>
  )
}

function from({ direction, automatic }: Message): string {
  if (direction === 'inbound') return 'From the lead, '
  return automatic ? 'From Slotkeeper, ' : 'From you, '
}

function SendState({ message }: { message: OutboundMessage }) {
  const state = SEND_STATES[message.state]
  if (state.tone === 'neutral') return <> · {state.label}</>
  return (
    <div className={`send-state send-state-${state.tone}`}>
      {state.label}
      {message.failure ? `: ${message.failure}` : null}
    </div>
  )
}

/** What the lead wrote, without quotes and signature; the whole message is one click away. */
function ReplyText({ message }: { message: InboundMessage }) {
  const [whole, { toggle }] = useDisclosure(message.replyText === '')
  const isShortened = message.replyText !== '' && message.replyText.trim() !== message.text.trim()
  return (
    <>
      {whole || !isShortened ? message.text : message.replyText}
      {isShortened ? (
        <UnstyledButton className="bubble-more" aria-expanded={whole} onClick={toggle}>
          {whole ? 'Show the reply only' : 'Show the whole message'}
        </UnstyledButton>
      ) : null}
    </>
  )
}

function MessageDecision({ detail, decision }: { detail: LeadDetail; decision: Decision }) {
  const [opened, { toggle }] = useDisclosure(false)
  const outcome = outcomeOf(detail, decision)
  return (
    <div className="bubble-decision">
      <UnstyledButton className="bubble-more" aria-expanded={opened} onClick={toggle}>
        {opened ? 'Hide the decision' : `Decision: ${outcome.label.toLowerCase()}`}
      </UnstyledButton>
      {opened ? (
        <div className="bubble-decision-body">
          <Pill tone={outcome.tone}>{outcome.label}</Pill>
          <p className="decision-sentence clipped">{sentenceOf(detail, decision)}</p>
          <DecisionWhy decision={decision} />
        </div>
      ) : null}
    </div>
  )
}
