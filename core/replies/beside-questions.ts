/**
 * Questions about how the call is held, by whom and with what in hand. None about its time or length, its price, what it
 * is for or whether it is needed: the answer to such a one may undo the acceptance.
 */

const PROGRAM =
  '(?:zoom|teams|google meet|meet|skype|facetime|whatsapp|phone|telephone|video|microsoft teams|(?:a |the )?(?:phone|video|zoom|teams) call|a call)'
const BY = '(?:(?:over|on|by|via|through|a|the) )?'
const BEFORE =
  '(?: (?:beforehand|before then|before that|before the call|in advance|ahead of time|for the call|for that))?'
const MARK = '(?: ?\\?)?'

export const QUESTIONS: readonly string[] = [
  `(?:is|will|would) (?:this|it|that|the call|the meeting)(?: be)? ${BY}${PROGRAM}(?: or ${BY}${PROGRAM})*${MARK}`,
  `(?:zoom|teams|phone|video) or (?:zoom|teams|phone|video)${MARK}`,
  `do you (?:need|want) (?:anything|any (?:info|information|documents|details|paperwork))(?: else)?(?: from (?:me|us|my side|our side|my end|our end))?${BEFORE}${MARK}`,
  `(?:is there )?anything (?:i|we) (?:should|need to|can) (?:prepare|bring|have ready|have handy|have to hand|send you|send over|read)${BEFORE}${MARK}`,
  `(?:should|shall|do) (?:i|we) (?:need to )?(?:prepare|bring|have) (?:anything|(?:my|our) (?:last |latest )?(?:bill|bills|invoice|paperwork|numbers|files))(?: (?:ready|handy|to hand|with me))?${BEFORE}${MARK}`,
  `what is (?:on the|the) agenda${MARK}|what will we (?:cover|go over)${MARK}`,
  `who (?:am i|are we|will i be|will we be|would i be) (?:talking|speaking)(?: (?:to|with))?${MARK}`,
  `you or (?:someone|somebody) else${MARK}`,
  `who will (?:be calling|call)(?: (?:me|us))?${MARK}`,
  `will you (?:be calling|call|ring) (?:me|us)(?: or (?:do|should|shall) (?:i|we) (?:call|ring) you)?${MARK}`,
  `(?:do|should|shall) (?:i|we) (?:call|ring|dial) you(?: or (?:will|do) you (?:call|ring) (?:me|us))?${MARK}`,
  `(?:what|which) number (?:will you (?:call|be calling|ring)(?: (?:me|us))? (?:from|on)|(?:should|do|shall) (?:i|we) (?:call|ring|dial))${MARK}`,
]
